import {beforeEach, describe as suite, expect, test} from "@odoo/hoot";
import {mockDate} from "@odoo/hoot-mock";
import {allowTranslations, patchWithCleanup} from "@web/../tests/web_test_helpers";
import {localization} from "@web/core/l10n/localization";
import {
    daysOf,
    defaults,
    fromUrl,
    toQuestion,
    toUrl,
} from "@medspa_speed_to_lead/dashboard/filters";
import {
    change,
    isSmall,
    minutes,
    minutesBriefly,
    share,
} from "@medspa_speed_to_lead/dashboard/words";

suite.current.tags("headless");
beforeEach(() => {
    allowTranslations();
    patchWithCleanup(localization, {
        grouping: [3, 0],
        thousandsSep: ",",
        decimalPoint: ".",
    });
    mockDate("2026-11-25 10:00:00", 0); // a Wednesday
});

const iso = (filters) => daysOf(filters).map((day) => day.toISODate());

test("says working minutes as a person would", () => {
    expect(minutes(0)).toBe("0 sec");
    expect(minutes(0.75)).toBe("45 sec");
    expect(minutes(0.999)).toBe("1 min");
    expect(minutes(4.5)).toBe("4.5 min");
    expect(minutes(9.97)).toBe("10 min");
    expect(minutes(59.6)).toBe("1 h");
    expect(minutes(125)).toBe("2 h 5 min");
    expect(minutes(1500)).toBe("25 h");
    expect(minutes(null)).toBe("–");
    expect(minutesBriefly(47.2)).toBe("47 min");
    expect(minutesBriefly(126)).toBe("2.1 h");
});

test("never rounds some to none or nearly all to all", () => {
    expect(share(0)).toBe("0%");
    expect(share(0.001)).toBe("under 1%");
    expect(share(0.624)).toBe("62%");
    expect(share(0.999)).toBe("over 99%");
    expect(share(1)).toBe("100%");
    expect(share(null)).toBe("–");
});

test("says better or worse only where it is known what is good", () => {
    const faster = {kind: "minutes", value: 4, before: 9, good: "down"};
    expect(change(faster)).toEqual({
        arrow: "down",
        text: "5 min faster, was 9 min",
        tone: "good",
    });
    expect(change({...faster, value: 12}).tone).toBe("bad");
    expect(change({kind: "count", value: 120, before: 100, good: null})).toEqual({
        arrow: "up",
        text: "20% more, was 100",
        tone: "plain",
    });
    expect(change({kind: "share", value: 0.62, before: 0.7, good: "up"}).text).toBe(
        "8 points worse, was 70%",
    );
});

test("says nothing of a change that cannot be seen or that there is none of", () => {
    const tile = {kind: "share", value: 0.621, before: 0.624, good: "up"};
    expect(change(tile)).toEqual({arrow: "same", text: "as before", tone: "plain"});
    expect(change({...tile, before: null})).toBe(null);
    expect(change({...tile, value: null})).toBe(null);
    expect(change({...tile, value: 0, before: 0})).toBe(null);
    expect(change({kind: "count", value: 5, before: 0, good: "up"}).text).toBe(
        "up from 0",
    );
});

test("calls a rate of a handful small, a count never", () => {
    expect(isSmall({kind: "share", value: 0.5, sample: 9})).toBe(true);
    expect(isSmall({kind: "share", value: 0.5, sample: 10})).toBe(false);
    expect(isSmall({kind: "share", value: null, sample: 0})).toBe(false);
    expect(isSmall({kind: "count", value: 3, sample: 3})).toBe(false);
});

test("periods end today, weeks begin on Monday", () => {
    const of = (period) => iso({...defaults(), period});
    expect(of("last_28")).toEqual(["2026-10-29", "2026-11-25"]);
    expect(of("last_week")).toEqual(["2026-11-16", "2026-11-22"]);
    expect(of("month")).toEqual(["2026-11-01", "2026-11-25"]);
    expect(of("last_month")).toEqual(["2026-10-01", "2026-10-31"]);
});

test("filters come back from the address as they were", () => {
    const filters = {
        period: "dates",
        from: "2026-03-02",
        to: "2026-03-08",
        compare: "year",
        teams: [],
        sources: [3, 14],
        treatments: [5],
    };
    const url = toUrl(filters);
    expect(url.sources).toBe("3-14");
    // the router gives numbers as numbers
    expect(fromUrl({...url, treatments: 5})).toEqual(filters);
    expect(Object.values(toUrl(defaults())).some((value) => value)).toBe(false);
});

test("an address that makes no sense asks for the defaults", () => {
    const nonsense = {
        period: "for ever",
        from: "2026-13-40",
        to: "tomorrow",
        compare: "luck",
        sources: "x-0--2",
    };
    expect(fromUrl(nonsense)).toEqual({...defaults(), sources: [2]});
    expect(fromUrl({from: "2026-03-08", to: "2026-03-02"}).from).toBe("2026-03-02");
});

test("asks the server in days of the calendar", () => {
    expect(toQuestion({...defaults(), sources: [2]})).toEqual({
        date_from: "2026-10-29",
        date_to: "2026-11-25",
        compare: "previous",
        team_ids: [],
        source_ids: [2],
        treatment_ids: [],
    });
});
