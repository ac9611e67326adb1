import {ConnectionLostError} from "@web/core/network/rpc";

// a change is seen within two seconds; in a busy time most of them are the wait for the
// ring of the server, which comes less often than this
const PAUSE = 1000;
// who made the change sees it first, and a hundred boards do not all ask at once
const SOONEST = 100;
const SPREAD = 1200;
// in a busy time the server rings for one part of the boards after the other
const BUSY = 2000;
const BUSY_SPREAD = 350;
// a server that needs longer than usual is asked less often: patients come first
const USUAL = 8; // times the quickest answer
const LONGEST = 2000;
const QUICK = 10; // no answer counts as quicker: below it all is noise

/** The server has too much to do for this now. */
export class NotNow extends Error {}

/**
 * Gathers what changed and hands it over at most once in a while, never while the tab
 * is hidden: what was missed meanwhile is caught up when it is shown again.
 */
export class Gatherer {
    /** @param {Function} read async ({changed, fresh, many}); false: try again later */
    constructor(read) {
        this.read = read;
        this.nextAt = 0;
        this.heardAt = -Infinity;
        this.quickest = Infinity;
        this.needed = 0; // milliseconds for an answer, as of late
        this.clear();
        this.schedule = this.schedule.bind(this);
        document.addEventListener("visibilitychange", this.schedule);
    }

    clear() {
        this.changed = new Map(); // id -> key of its last change
        this.fresh = new Set();
        this.many = false;
    }

    add({ids, new: fresh, many, key}) {
        if (this.isEmpty) {
            this.isBusy = Date.now() - this.heardAt < BUSY;
        }
        this.heardAt = Date.now();
        ids.forEach((id) => this.changed.set(id, key));
        fresh.forEach((id) => this.fresh.add(id));
        this.many ||= many;
        this.schedule();
    }

    get isEmpty() {
        return !this.changed.size && !this.many;
    }

    schedule() {
        if (this.timer || this.isReading || this.isEmpty || document.hidden) {
            return;
        }
        const spread = this.isBusy ? BUSY_SPREAD : SPREAD;
        const soon = SOONEST + Math.random() * spread;
        const wait = Math.max(soon, this.nextAt - Date.now());
        this.timer = setTimeout(() => this.handOver(), wait);
    }

    async handOver() {
        this.timer = null;
        if (document.hidden) {
            return;
        }
        const {changed, fresh, many} = this;
        this.clear();
        this.isReading = true;
        const begun = Date.now();
        let pause = PAUSE;
        try {
            if ((await this.read({changed, fresh, many})) === false) {
                // loaded as a whole meanwhile, with what was new counted in
                this.again({changed, fresh: [], many});
            }
            pause = this.pause(Date.now() - begun);
        } catch (error) {
            this.failed({changed, fresh, many}, error);
            pause *= 0.5 + Math.random(); // so are the others
        }
        this.nextAt = begun + pause;
        this.isReading = false;
        this.schedule();
    }

    /** How long to leave a server alone that has answered in so many milliseconds. */
    pause(needed) {
        this.quickest = Math.max(QUICK, Math.min(this.quickest, needed));
        this.needed = (this.needed + needed) / 2;
        const slow = this.needed / (USUAL * this.quickest);
        const pause = Math.min(PAUSE * slow ** 2, LONGEST);
        // slow for all boards at once, they must not come again all at once
        return Math.max(PAUSE, pause * (0.5 + Math.random()));
    }

    /** Take back what was handed over; what was heard meanwhile is newer. */
    again({changed, fresh, many}) {
        this.changed = new Map([...changed, ...this.changed]);
        fresh.forEach((id) => this.fresh.add(id));
        this.many ||= many;
        this.schedule();
    }

    /** Nobody asked for it, so nobody is told; a broken line comes back. */
    failed(changes, error) {
        if (error instanceof ConnectionLostError || error instanceof NotNow) {
            this.again(changes);
        } else {
            console.warn("The board could not be brought up to date", error);
        }
    }

    stop() {
        clearTimeout(this.timer);
        document.removeEventListener("visibilitychange", this.schedule);
        this.schedule = () => {};
    }
}
