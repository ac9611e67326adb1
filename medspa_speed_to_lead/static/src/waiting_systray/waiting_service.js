import {reactive} from "@odoo/owl";

import {browser} from "@web/core/browser/browser";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";

const GROUP = "sales_team.group_sale_salesman";
// however much happens, the server is asked no more often than this
const AT_MOST_EVERY = 5000;
// what a timer can wait at most; a longer one would fire at once
const LONGEST_TIMER = 2 ** 31 - 1;
const RETRY = 30; // seconds

/**
 * What waits for me, and whether I am away.
 *
 * Asked once at the start, then when an inquiry of mine changed (the bus says so) and
 * when the next deadline passes (the server says in how many seconds); otherwise never.
 */
class Waiting {
    constructor(orm, notification) {
        this.orm = orm;
        this.notification = notification;
        this.asked = 0; // how often; an older answer does not replace a newer one
        this.state = reactive({
            enabled: false,
            waiting: 0,
            late: 0,
            isMember: false,
            away: false,
        });
        this.askedAt = -Infinity;
        this.timer = null; // of the next time to ask
        this.clock = null; // of the next deadline
    }

    async start() {
        this.state.enabled = await user.hasGroup(GROUP);
        if (this.state.enabled) {
            this.refresh();
        }
    }

    /** Ask soon: at once, or when the last time is long enough ago. */
    refresh(byClock = false) {
        if (!this.state.enabled || this.timer !== null) {
            return;
        }
        const wait = Math.max(
            0,
            this.askedAt + AT_MOST_EVERY - browser.performance.now(),
        );
        this.timer = browser.setTimeout(() => this.ask(byClock), wait);
    }

    /** Ask at once, because of what the user has just done. */
    refreshNow() {
        if (this.state.enabled) {
            browser.clearTimeout(this.timer);
            this.ask();
        }
    }

    async ask(byClock = false) {
        this.timer = null;
        this.askedAt = browser.performance.now();
        browser.clearTimeout(this.clock);
        const asked = ++this.asked;
        let counts = null;
        try {
            counts = await this.orm.silent.call(
                "crm.lead",
                "medspa_waiting_counts",
                [],
            );
        } catch {
            this.wakeIn(RETRY); // offline
            return;
        }
        if (asked === this.asked) {
            this.learn(counts, byClock);
        }
    }

    learn(counts, byClock) {
        const {waiting} = this.state;
        this.state.waiting = counts.waiting;
        this.state.late = counts.late;
        this.state.isMember = counts.is_member;
        this.state.away = counts.away;
        this.wakeIn(counts.changes_in);
        if (byClock && counts.waiting > waiting) {
            // time alone adds nobody but whom I have snoozed
            this.notification.add(_t("You asked to be reminded: somebody waits."), {
                type: "warning",
            });
        }
    }

    wakeIn(seconds) {
        if (seconds !== false) {
            // exactly at its deadline an answer is on time: late is the second after
            const wait = Math.min((seconds + 1) * 1000, LONGEST_TIMER);
            this.clock = browser.setTimeout(() => this.refresh(true), wait);
        }
    }
}

registry.category("services").add("medspa.waiting", {
    dependencies: ["bus_service", "notification", "orm"],
    start(_env, {bus_service: bus, notification, orm}) {
        const waiting = new Waiting(orm, notification);
        bus.subscribe("medspa.inquiry", ({owners}) => {
            if (owners.includes(user.userId)) {
                waiting.refresh();
            }
        });
        waiting.start();
        return waiting;
    },
});
