import {ConnectionLostError} from "@web/core/network/rpc";

// boards do not all ask together; who has an inquiry open is seen within a second
const SOONEST = 50;
const SPREAD = 300;
// between two reads: what happens meanwhile is read together
const PAUSE = 300;

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
        const soon = SOONEST + Math.random() * SPREAD;
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
        try {
            if ((await this.read({changed, fresh, many})) === false) {
                // loaded as a whole meanwhile, with what was new counted in
                this.again({changed, fresh: [], many});
            }
        } catch (error) {
            this.failed({changed, fresh, many}, error);
        }
        // counted from the answer: a slow server is asked less often
        this.nextAt = Date.now() + PAUSE;
        this.isReading = false;
        this.schedule();
    }

    /** Take back what was handed over; what was heard meanwhile is newer. */
    again({changed, fresh, many}) {
        this.changed = new Map([...changed, ...this.changed]);
        fresh.forEach((id) => this.fresh.add(id));
        this.many ||= many;
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
