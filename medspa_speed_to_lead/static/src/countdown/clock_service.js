import {registry} from "@web/core/registry";

const SECOND = 1000;
const JUMP = 2 * SECOND;
const RETRY = 30 * SECOND;

/**
 * One timer for everything that counts down on a page.
 *
 * It counts from the server's time, so a computer whose clock is wrong shows what
 * everybody else sees. The server is asked when the first countdown appears, and again
 * only when this computer's clock was moved or slept.
 */
class Clock {
    constructor(orm) {
        this.orm = orm;
        this.offset = 0; // the server's clock minus ours
        this.askAt = 0;
        this.listeners = new Set();
        this.tick = this.tick.bind(this);
        document.addEventListener("visibilitychange", this.tick);
    }

    now() {
        return Date.now() + this.offset;
    }

    /** Call `listener(now)` each second; returns what ends that. */
    subscribe(listener) {
        this.listeners.add(listener);
        this.timer ||= setTimeout(this.tick);
        return () => this.listeners.delete(listener);
    }

    tick() {
        clearTimeout(this.timer);
        this.timer = null;
        if (!this.listeners.size || document.hidden) {
            return;
        }
        if (this.hasJumped() && Date.now() >= this.askAt) {
            this.askServer();
        }
        const now = this.now();
        for (const listener of this.listeners) {
            listener(now);
        }
        this.timer = setTimeout(this.tick, SECOND - (now % SECOND));
    }

    /** Say whether our clock was moved, or stood still, since the last question. */
    hasJumped() {
        const drift = Date.now() - performance.now();
        return this.drift === undefined || Math.abs(drift - this.drift) > JUMP;
    }

    async askServer() {
        this.drift = Date.now() - performance.now();
        const asked = Date.now();
        try {
            const there = await this.orm.silent.call(
                "crm.lead",
                "response_server_now",
                [],
            );
            const answered = Date.now();
            this.offset = there - (asked + answered) / 2;
        } catch {
            this.drift = undefined; // offline: ask again later
            this.askAt = Date.now() + RETRY;
            return;
        }
        this.tick();
    }
}

registry.category("services").add("medspa_clock", {
    dependencies: ["orm"],
    start: (_env, {orm}) => new Clock(orm),
});
