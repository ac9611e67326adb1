import {_t} from "@web/core/l10n/translation";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const millis = (moment) => (moment ? moment.toMillis() : false);

/** The facts of a record, with moments that do not depend on any time zone. */
export function waitOf(data) {
    return {
        exempt: data.response_exempt_reason,
        since: millis(data.response_waiting_since),
        warnAt: millis(data.response_warn_at),
        dueAt: millis(data.response_due_at),
        verdict: data.response_verdict,
        closesAt: millis(data.response_closes_at),
        opensAt: millis(data.response_opens_at),
        answeredAt: millis(data.response_first_at),
        seconds: data.response_first_seconds,
        workingSeconds: data.response_first_working_seconds,
    };
}

/**
 * The state of an inquiry at a moment, as the server derives it: exactly at the
 * deadline is still on time. All moments are milliseconds since 1970, or false.
 *
 * @param {Object} wait {exempt, since, warnAt, dueAt, verdict}
 * @param {number} now
 */
export function stateOf(wait, now) {
    if (wait.exempt) {
        return "none";
    }
    if (!wait.since) {
        return ["on_time", "late"].includes(wait.verdict) ? wait.verdict : "none";
    }
    // the server compares whole seconds
    const second = Math.floor(now / 1000) * 1000;
    if (second > wait.dueAt) {
        return "overdue";
    }
    return second >= wait.warnAt ? "due_soon" : "waiting";
}

/** A length of time in words, its two largest parts: "3 min", "2 h 5 min", "1 d 4 h". */
export function amount(seconds) {
    if (seconds < MINUTE) {
        return _t("less than 1 min");
    }
    const days = Math.floor(seconds / DAY);
    const hours = Math.floor((seconds % DAY) / HOUR);
    const minutes = Math.floor((seconds % HOUR) / MINUTE);
    if (days) {
        return hours ? _t("%(days)s d %(hours)s h", {days, hours}) : _t("%s d", days);
    }
    if (hours) {
        return minutes
            ? _t("%(hours)s h %(minutes)s min", {hours, minutes})
            : _t("%s h", hours);
    }
    return _t("%s min", minutes);
}

/** What is left, to the second below an hour: "4:12". */
function left(seconds) {
    if (seconds >= HOUR) {
        return amount(seconds);
    }
    const rest = String(seconds % MINUTE).padStart(2, "0");
    return `${Math.floor(seconds / MINUTE)}:${rest}`;
}

function answered(wait, state) {
    if (!wait.answeredAt) {
        return state === "late" ? _t("Never answered") : "";
    }
    // hours in which nobody was there are not held against anybody
    const time = wait.workingSeconds || wait.seconds;
    const fast = wait.seconds >= MINUTE && !wait.workingSeconds;
    if (fast) {
        return _t("Answered while closed");
    }
    return state === "late"
        ? _t("Answered in %s, late", amount(time))
        : _t("Answered in %s", amount(time));
}

/**
 * What a countdown says at a moment.
 *
 * @param {Object} wait as for `stateOf`, and {closesAt, opensAt, answeredAt, seconds,
 *  workingSeconds}
 * @returns {{kind: string, text: string}} `kind` is a state or "closed"
 */
export function describe(wait, now) {
    const kind = stateOf(wait, now);
    if (kind === "on_time" || kind === "late") {
        return {kind, text: answered(wait, kind)};
    }
    if (kind === "none") {
        return {kind, text: ""};
    }
    if (kind === "overdue") {
        return {
            kind,
            text: _t("%s late", amount(Math.floor((now - wait.dueAt) / 1000))),
        };
    }
    const isClosed = wait.opensAt > now && (!wait.closesAt || wait.closesAt <= now);
    if (isClosed) {
        const seconds = Math.ceil((wait.opensAt - now) / 1000);
        return {kind: "closed", text: _t("Closed, opens in %s", amount(seconds))};
    }
    const seconds = Math.max(0, Math.ceil((wait.dueAt - now) / 1000));
    return {
        kind,
        text:
            kind === "due_soon"
                ? _t("Due soon: %s left", left(seconds))
                : _t("%s left", left(seconds)),
    };
}
