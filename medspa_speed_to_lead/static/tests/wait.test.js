import {beforeEach, describe as suite, expect, test} from "@odoo/hoot";
import {allowTranslations} from "@web/../tests/web_test_helpers";
import {amount, describe, stateOf} from "@medspa_speed_to_lead/countdown/wait";

suite.current.tags("headless");
beforeEach(allowTranslations);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NINE = Date.UTC(2026, 2, 2, 15); // 9:00 in Austin

// received at nine, five minutes to answer, due soon in the last two
const WAIT = {since: NINE, warnAt: NINE + 3 * MINUTE, dueAt: NINE + 5 * MINUTE};

const said = (wait, now) => describe({...WAIT, ...wait}, now).text;

test("counts down to the second", () => {
    expect(describe(WAIT, NINE + 48 * SECOND)).toEqual({
        kind: "waiting",
        text: "4:12 left",
    });
    expect(said({dueAt: NINE + 125 * MINUTE, warnAt: NINE + HOUR}, NINE)).toBe(
        "2 h 5 min left",
    );
});

test("is due soon from the warning to the deadline itself", () => {
    expect(stateOf(WAIT, NINE + 3 * MINUTE - 1)).toBe("waiting");
    expect(describe(WAIT, NINE + 3 * MINUTE)).toEqual({
        kind: "due_soon",
        text: "Due soon: 2:00 left",
    });
    expect(said({}, NINE + 5 * MINUTE)).toBe("Due soon: 0:00 left");
    expect(stateOf(WAIT, NINE + 5 * MINUTE + 999)).toBe("due_soon");
    expect(stateOf(WAIT, NINE + 5 * MINUTE + SECOND)).toBe("overdue");
});

test("says how late it is", () => {
    expect(said({}, NINE + 5 * MINUTE + 10 * SECOND)).toBe("less than 1 min late");
    expect(said({}, NINE + 8 * MINUTE)).toBe("3 min late");
    expect(said({}, NINE + 5 * MINUTE + 26 * HOUR)).toBe("1 d 2 h late");
});

test("waits calmly while the practice is closed", () => {
    const closed = {
        warnAt: NINE + 123 * MINUTE,
        dueAt: NINE + 125 * MINUTE,
        opensAt: NINE + 120 * MINUTE,
    };
    const now = describe({...WAIT, ...closed}, NINE);
    expect(now).toEqual({kind: "closed", text: "Closed, opens in 2 h"});
    expect(said(closed, NINE + 120 * MINUTE)).toBe("5:00 left");
});

test("notices that the practice closes, without asking anybody", () => {
    const lunch = {
        warnAt: NINE + 63 * MINUTE,
        dueAt: NINE + 65 * MINUTE,
        closesAt: NINE + MINUTE,
        opensAt: NINE + HOUR,
    };
    expect(said(lunch, NINE)).toBe("1 h 5 min left");
    expect(said(lunch, NINE + MINUTE)).toBe("Closed, opens in 59 min");
});

test("stands still once answered", () => {
    const done = {since: false, verdict: "on_time", answeredAt: NINE, seconds: 200};
    const fast = {...done, workingSeconds: 180};
    expect(said(fast, NINE)).toBe("Answered in 3 min");
    expect(said(fast, NINE + 9 * HOUR)).toBe("Answered in 3 min");
    expect(said({...fast, verdict: "late"}, NINE)).toBe("Answered in 3 min, late");
    expect(said({...done, workingSeconds: 0}, NINE)).toBe("Answered while closed");
});

test("says nothing where nobody waits", () => {
    expect(said({exempt: "spam"}, NINE)).toBe("");
    expect(said({since: false}, NINE)).toBe("");
    expect(said({since: false, verdict: "void"}, NINE)).toBe("");
    expect(said({since: false, verdict: "late"}, NINE)).toBe("Never answered");
});

test("names the two largest parts of a length of time", () => {
    expect(amount(59)).toBe("less than 1 min");
    expect(amount(3600)).toBe("1 h");
    expect(amount(3 * 86400 + 5)).toBe("3 d");
});
