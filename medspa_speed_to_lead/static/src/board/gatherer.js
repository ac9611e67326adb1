import {ConnectionLostError} from "@web/core/network/rpc";

const PAUSE = 1000;
// who made the change sees it first, and a hundred boards do not all ask at once
const SOONEST = 300;
const SPREAD = 400;
// a server that needs long for an answer is asked less often
const SHARE = 3;

/**
 * Gathers what changed and hands it over at most once a second, never while the tab is
 * hidden: what was missed meanwhile is caught up when it is shown again.
 */
export class Gatherer {
    /** @param {Function} read async ({ids, fresh, many}); false: try again later */
    constructor(read) {
        this.read = read;
        this.nextAt = 0;
        this.clear();
        this.schedule = this.schedule.bind(this);
        document.addEventListener("visibilitychange", this.schedule);
    }

    clear() {
        this.ids = new Set();
        this.fresh = new Set();
        this.many = false;
    }

    add({ids, new: fresh, many}) {
        ids.forEach((id) => this.ids.add(id));
        fresh.forEach((id) => this.fresh.add(id));
        this.many ||= many;
        this.schedule();
    }

    get isEmpty() {
        return !this.ids.size && !this.many;
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
        const {ids, fresh, many} = this;
        this.clear();
        this.isReading = true;
        const begun = Date.now();
        try {
            if ((await this.read({ids: [...ids], fresh, many})) === false) {
                // loaded as a whole meanwhile, with what was new counted in
                this.add({ids: [...ids], new: [], many});
            }
        } catch (error) {
            this.failed({ids: [...ids], new: [...fresh], many}, error);
        }
        const needed = Date.now() - begun;
        this.nextAt = begun + Math.max(PAUSE, (1 + SHARE) * needed);
        this.isReading = false;
        this.schedule();
    }

    /** Nobody asked for it, so nobody is told; a broken line comes back. */
    failed(changes, error) {
        if (error instanceof ConnectionLostError) {
            this.add(changes);
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
