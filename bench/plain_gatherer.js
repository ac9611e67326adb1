// What gatherer.js would be without the bell; `boards.py` reads its pace.
import {ConnectionLostError} from "@web/core/network/rpc";

// boards do not all ask together; who has an inquiry open is seen within a second
const SOONEST = 50;
const SPREAD = 600;
// between two reads: what happens meanwhile is read together
const PAUSE = 500;

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
        this.changed = new Set();
        this.fresh = new Set();
        this.many = false;
    }

    add({ids, new: fresh, many}) {
        ids.forEach((id) => this.changed.add(id));
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
                this.add({ids: changed, new: [], many});
            }
        } catch (error) {
            this.failed({ids: changed, new: fresh, many}, error);
        }
        // counted from the answer: a slow server is asked less often
        this.nextAt = Date.now() + PAUSE;
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
