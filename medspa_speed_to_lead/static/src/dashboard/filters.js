import {_t} from "@web/core/l10n/translation";

const {DateTime} = luxon;

const DEFAULT_PERIOD = "last_28";
export const OWN_DATES = "dates";
const DEFAULT_COMPARE = "previous";
const CHOICES = ["teams", "sources", "treatments"];

/** The periods a person picks by name: from when until when, for a day called today. */
export const PERIODS = [
    {
        key: "last_7",
        label: _t("Last 7 days"),
        days: (today) => [today.minus({days: 6}), today],
    },
    {
        key: DEFAULT_PERIOD,
        label: _t("Last 4 weeks"),
        days: (today) => [today.minus({days: 27}), today],
    },
    {
        key: "last_week",
        label: _t("Last week, Monday to Sunday"),
        days: (today) => {
            const monday = today.startOf("week").minus({weeks: 1});
            return [monday, monday.plus({days: 6})];
        },
    },
    {
        key: "month",
        label: _t("This month"),
        days: (today) => [today.startOf("month"), today],
    },
    {
        key: "last_month",
        label: _t("Last month"),
        days: (today) => {
            const first = today.startOf("month").minus({months: 1});
            return [first, first.endOf("month")];
        },
    },
    {
        key: "last_90",
        label: _t("Last 90 days"),
        days: (today) => [today.minus({days: 89}), today],
    },
    {
        key: "year",
        label: _t("This year"),
        days: (today) => [today.startOf("year"), today],
    },
];

export const COMPARISONS = [
    {key: "previous", label: _t("The days just before")},
    {key: "year", label: _t("The same days a year ago")},
    {key: "none", label: _t("Nothing")},
];

/**
 * What the manager asks for.
 *
 * @typedef {Object} Filters
 * @property {string} period key of a period, or "dates"
 * @property {string} [from] first day, ISO, only with own dates
 * @property {string} [to] last day, ISO, included
 * @property {string} compare key of a comparison
 * @property {number[]} teams ids; none is all
 * @property {number[]} sources
 * @property {number[]} treatments
 */

/** @returns {Filters} */
export function defaults() {
    return {
        period: DEFAULT_PERIOD,
        compare: DEFAULT_COMPARE,
        teams: [],
        sources: [],
        treatments: [],
    };
}

/**
 * Read the filters out of an address; what it does not say, or says wrongly, takes its
 * default.
 *
 * @returns {Filters}
 */
export function fromUrl(params = {}) {
    const filters = defaults();
    const isOneOf = (list, wanted) => list.some(({key}) => key === wanted);
    if (isOneOf(COMPARISONS, params.compare)) {
        filters.compare = params.compare;
    }
    for (const name of CHOICES) {
        filters[name] = idsOf(params[name]);
    }
    if (isOneOf(PERIODS, params.period)) {
        filters.period = params.period;
    } else if (isDay(params.from) && isDay(params.to)) {
        // a day after the other, however they were typed
        const [from, to] = [params.from, params.to].sort();
        Object.assign(filters, {period: OWN_DATES, from, to});
    }
    return filters;
}

/** The other way round: defaults are left out, so that the address stays short. */
export function toUrl(filters) {
    const ownDates = filters.period === OWN_DATES;
    const isDefault = ownDates || filters.period === DEFAULT_PERIOD;
    return {
        period: isDefault ? undefined : filters.period,
        from: ownDates ? filters.from : undefined,
        to: ownDates ? filters.to : undefined,
        compare: filters.compare === DEFAULT_COMPARE ? undefined : filters.compare,
        ...Object.fromEntries(
            CHOICES.map((name) => [name, filters[name].join("-") || undefined]),
        ),
    };
}

/** First and last day of the filters, as moments of the browser's calendar. */
export function daysOf(filters, today = DateTime.local().startOf("day")) {
    if (filters.period === OWN_DATES) {
        return [DateTime.fromISO(filters.from), DateTime.fromISO(filters.to)];
    }
    return PERIODS.find(({key}) => key === filters.period).days(today);
}

/** What the server is asked, see `medspa.dashboard.read_figures`. */
export function toQuestion(filters) {
    const [from, to] = daysOf(filters);
    return {
        date_from: from.toISODate(),
        date_to: to.toISODate(),
        compare: filters.compare,
        team_ids: filters.teams,
        source_ids: filters.sources,
        treatment_ids: filters.treatments,
    };
}

/** Whether anything but the period narrows what is counted. */
export function isNarrowed(filters) {
    return CHOICES.some((name) => filters[name].length > 0);
}

function idsOf(text) {
    const ids = String(text ?? "")
        .split("-")
        .map(Number);
    return ids.filter((id) => Number.isInteger(id) && id > 0);
}

function isDay(text) {
    return (
        typeof text === "string" &&
        /^\d{4}-\d\d-\d\d$/.test(text) &&
        DateTime.fromISO(text).isValid
    );
}
