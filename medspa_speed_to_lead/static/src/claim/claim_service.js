import {reactive} from "@odoo/owl";
import {browser} from "@web/core/browser/browser";
import {ConnectionLostError} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";

// a glance at another tab is not leaving
const LEFT_AFTER = 60_000;
// a change comes with the change of the card: both boards and forms spread a little
const SPREAD = 300;

/**
 * Which inquiries this browser tab has open, and who else has them open.
 *
 * Nothing is asked while nothing happens: the server hears of opening and closing, and
 * tells by the bus when somebody else did. Odoo's own presence ends what a tab that
 * went away without a word has left open.
 */
class Claims {
    constructor(orm, bus) {
        this.orm = orm;
        this.held = new Map(); // inquiry id -> how many parts of the page show it
        this.others = reactive({}); // inquiry id -> [{name, since, first}]
        this.isLeft = false;
        bus.subscribe("medspa.inquiry", ({ids, many}) => this.hear(ids, many));
        bus.addEventListener("BUS:RECONNECT", () => this.openAll());
        document.addEventListener("visibilitychange", () => this.look());
        browser.addEventListener("pagehide", () => this.leave());
        browser.addEventListener("pageshow", () => this.openAll());
    }

    hold(id) {
        const count = this.held.get(id) || 0;
        this.held.set(id, count + 1);
        if (!count) {
            this.call("claim_open", id);
        }
    }

    release(id) {
        const count = this.held.get(id) - 1;
        if (count) {
            this.held.set(id, count);
            return;
        }
        this.held.delete(id);
        delete this.others[id];
        if (!this.isLeft) {
            this.call("claim_close", id);
        }
    }

    hear(ids, many) {
        for (const id of this.held.keys()) {
            if (many || ids.includes(id)) {
                browser.setTimeout(() => this.ask(id), Math.random() * SPREAD);
            }
        }
    }

    ask(id) {
        if (this.held.has(id) && !this.isLeft) {
            this.call("claim_others", id);
        }
    }

    look() {
        browser.clearTimeout(this.timer);
        if (document.hidden) {
            this.timer = browser.setTimeout(() => this.closeAll(), LEFT_AFTER);
        } else if (this.isLeft) {
            this.openAll();
        }
    }

    openAll() {
        if (document.hidden) {
            return;
        }
        this.isLeft = false;
        for (const id of this.held.keys()) {
            this.call("claim_open", id);
        }
    }

    closeAll() {
        this.isLeft = true;
        for (const id of this.held.keys()) {
            this.call("claim_close", id);
        }
    }

    async call(method, id) {
        let others = [];
        try {
            others = await this.orm.silent.call("crm.lead", method, [[id]]);
        } catch (error) {
            // nobody asked for it; a broken line comes back and asks again
            if (!(error instanceof ConnectionLostError)) {
                console.warn("Who has the inquiry open is not known", error);
            }
            return;
        }
        if (method !== "claim_close" && this.held.has(id)) {
            this.others[id] = others;
        }
    }

    /** The page goes away: what is asked now must outlive it. */
    leave() {
        if (!this.held.size || this.isLeft) {
            return;
        }
        this.isLeft = true;
        browser.fetch("/web/dataset/call_kw/crm.lead/claim_close", {
            method: "POST",
            keepalive: true,
            headers: {"Content-Type": "application/json"},
            body: JSON.stringify({
                jsonrpc: "2.0",
                method: "call",
                params: {
                    model: "crm.lead",
                    method: "claim_close",
                    args: [[...this.held.keys()]],
                    kwargs: {},
                },
            }),
        });
    }
}

registry.category("services").add("medspa.claims", {
    dependencies: ["bus_service", "orm"],
    start: (_env, {bus_service: bus, orm}) => new Claims(orm, bus),
});
