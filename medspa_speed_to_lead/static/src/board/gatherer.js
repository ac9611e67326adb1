import {ConnectionLostError} from "@web/core/network/rpc";

// a change is seen within two seconds: after the pause, and the time to read it
const PAUSE = 1400;
// who made the change sees it first, and a hundred boards do not all ask at once
const SOONEST = 100;
const SPREAD = 1200;
// a server that needs long for an answer is asked less often
const SHARE = 3;

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
        const begun = Date.now();
        try {
            if ((await this.read({changed, fresh, many})) === false) {
                // loaded as a whole meanwhile, with what was new counted in
                this.again({changed, fresh: [], many});
            }
        } catch (error) {
            this.failed({changed, fresh, many}, error);
        }
        const needed = Date.now() - begun;
        this.nextAt = begun + Math.max(PAUSE, (1 + SHARE) * needed);
        this.isReading = false;
        this.schedule();
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
        if (error instanceof ConnectionLostError) {
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
