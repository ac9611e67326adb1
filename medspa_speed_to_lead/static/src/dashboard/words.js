import {formatCurrency} from "@web/core/currency";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/core/utils/numbers";

const {DateTime} = luxon;

const NOTHING = "–";
// with fewer, one inquiry more or less turns a figure over
const FEW = 10;

const isKnown = (value) => value !== null && value !== undefined;
const whole = (value) => formatFloat(value, {digits: [false, 0]});
const short = (value) => formatFloat(value, {digits: [false, 1], trailingZeros: false});

/** Working minutes in words; hours are hours of work, so they never become days. */
export function minutes(value) {
    if (!isKnown(value)) {
        return NOTHING;
    }
    if (Math.round(value * 60) < 60) {
        return _t("%s sec", Math.round(value * 60));
    }
    if (value < 9.95) {
        return _t("%s min", short(value));
    }
    const all = Math.round(value);
    if (all < 60) {
        return _t("%s min", all);
    }
    const [hours, rest] = [Math.floor(all / 60), all % 60];
    return rest && hours < 10
        ? _t("%(hours)s h %(minutes)s min", {hours, minutes: rest})
        : _t("%s h", whole(all / 60));
}

/** The same where there is no room: "47 min", "2.1 h". */
export function minutesBriefly(value) {
    if (isKnown(value) && value >= 59.5) {
        return _t("%s h", short(value / 60));
    }
    return minutes(value >= 9.95 ? Math.round(value) : value);
}

/** A share in whole percent; what is not all and not none is never said to be. */
export function share(value) {
    if (!isKnown(value)) {
        return NOTHING;
    }
    const percent = Math.round(value * 100);
    if (value > 0 && percent < 1) {
        return _t("under 1%");
    }
    if (value < 1 && percent > 99) {
        return _t("over 99%");
    }
    return `${percent}%`;
}

/** Money; cents only where they say something. */
export function money(value, currency) {
    if (!isKnown(value)) {
        return NOTHING;
    }
    const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : 0;
    return formatCurrency(value, currency?.id, {digits: [false, digits]});
}

export function count(value) {
    return isKnown(value) ? whole(value) : NOTHING;
}

/** A figure of a kind of the server's contract, in words. */
export function say(kind, value, currency) {
    const ways = {count, minutes, share, money};
    return ways[kind](value, currency);
}

/** How many times the money came back: "3.2 times". */
export function times(value) {
    return isKnown(value) ? _t("%s times", short(value)) : NOTHING;
}

function distance({kind, value, before}, currency) {
    const gap = Math.abs(value - before);
    if (kind === "minutes") {
        return minutes(gap);
    }
    if (kind === "share") {
        const points = Math.round(gap * 100);
        return points === 1 ? _t("1 point") : _t("%s points", points);
    }
    return kind === "count" && before
        ? `${whole((gap / before) * 100)}%`
        : say(kind, gap, currency);
}

/** The words of a change: for what went up, then for what went down. */
function wordsOf({before, good, kind}, values) {
    if (!before) {
        return [_t("up from %(was)s", values), _t("down from %(was)s", values)];
    }
    if (kind === "minutes") {
        return [
            _t("%(gap)s slower, was %(was)s", values),
            _t("%(gap)s faster, was %(was)s", values),
        ];
    }
    if (kind === "share") {
        const better = _t("%(gap)s better, was %(was)s", values);
        const worse = _t("%(gap)s worse, was %(was)s", values);
        const byDirection = [
            _t("%(gap)s higher, was %(was)s", values),
            _t("%(gap)s lower, was %(was)s", values),
        ];
        return {up: [better, worse], down: [worse, better]}[good] || byDirection;
    }
    return [
        _t("%(gap)s more, was %(was)s", values),
        _t("%(gap)s less, was %(was)s", values),
    ];
}

/**
 * How a figure moved against the comparison.
 *
 * @param {Object} tile {kind, value, before, good}
 * @returns {?{arrow: string, text: string, tone: string}} null without a comparison, or
 *  where nothing came of nothing;
 *  the tone is "good" or "bad" only where the server says what is good
 */
export function change(tile, currency) {
    const {kind, value, before, good} = tile;
    if (!isKnown(value) || !isKnown(before) || (!value && !before)) {
        return null;
    }
    const was = say(kind, before, currency);
    if (say(kind, value, currency) === was) {
        return {arrow: "same", text: _t("as before"), tone: "plain"};
    }
    const arrow = value > before ? "up" : "down";
    const gap = distance(tile, currency);
    const [up, down] = wordsOf(tile, {gap, was});
    return {
        arrow,
        text: arrow === "up" ? up : down,
        tone: good ? (arrow === good ? "good" : "bad") : "plain",
    };
}

/** Whether a figure stands on too few inquiries to say anything. */
export function isSmall({kind, sample, value}) {
    const isRate = kind === "share" || kind === "minutes";
    return isRate && value !== null && sample !== null && sample < FEW;
}

/** "2 Nov to 29 Nov 2026", in the reader's language. */
export function days(from, to) {
    const [first, last] = [from, to].map((day) =>
        typeof day === "string" ? DateTime.fromISO(day) : day,
    );
    const full = {day: "numeric", month: "short", year: "numeric"};
    const start = first.year === last.year ? {day: "numeric", month: "short"} : full;
    if (first.hasSame(last, "day")) {
        return last.toLocaleString(full);
    }
    return _t("%(first)s to %(last)s", {
        first: first.toLocaleString(start),
        last: last.toLocaleString(full),
    });
}

/** An hour of the day as its clock says it: "9 AM", "14". */
export function hour(number) {
    return DateTime.fromObject({hour: number % 24}).toLocaleString({hour: "numeric"});
}
