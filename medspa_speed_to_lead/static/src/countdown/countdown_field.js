import {Component, onWillDestroy} from "@odoo/owl";
import {formatDateTime} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {describe, waitOf} from "./wait";

/** What of an inquiry decides what its countdown says, beside the deadline. */
const WAIT_FIELDS = [
    {name: "response_waiting_since", type: "datetime", readonly: true},
    {name: "response_warn_at", type: "datetime", readonly: true},
    {name: "response_due_at", type: "datetime", readonly: true},
    {name: "response_verdict", type: "selection", selection: [], readonly: true},
    {name: "response_exempt_reason", type: "selection", selection: [], readonly: true},
    {name: "response_closes_at", type: "datetime", readonly: true},
    {name: "response_opens_at", type: "datetime", readonly: true},
    {name: "response_first_at", type: "datetime", readonly: true},
    {name: "response_first_seconds", type: "integer", readonly: true},
    {name: "response_first_working_seconds", type: "integer", readonly: true},
];

const ICONS = {
    closed: "fa-moon-o",
    waiting: "fa-clock-o",
    due_soon: "fa-clock-o",
    overdue: "fa-exclamation-circle",
    on_time: "fa-check",
    late: "fa-check",
};

/** How long a patient still waits, counted down, or how fast they were answered. */
class CountdownField extends Component {
    static template = "medspa_speed_to_lead.CountdownField";
    static props = {...standardFieldProps};

    setup() {
        this.clock = useService("medspa_clock");
        onWillDestroy(this.clock.subscribe((now) => this.tick(now)));
    }

    /** What it says at this moment. */
    say(now = this.clock.now()) {
        return describe(waitOf(this.props.record.data), now);
    }

    /** Draw only what reads differently: of eighty cards few change in a second. */
    tick(now) {
        const {kind, text} = this.say(now);
        if (kind !== this.shown?.kind || text !== this.shown.text) {
            this.render();
        }
    }

    get said() {
        this.shown = this.say();
        return this.shown;
    }

    icon(kind) {
        return ICONS[kind];
    }

    get isRunning() {
        return Boolean(this.props.record.data.response_waiting_since);
    }

    /** The exact moments, where the viewer is. */
    get title() {
        const data = this.props.record.data;
        if (this.isRunning) {
            return _t("Answer by %s", formatDateTime(data.response_due_at));
        }
        return data.response_first_at
            ? _t("Answered %s", formatDateTime(data.response_first_at))
            : "";
    }
}

registry.category("fields").add("medspa_countdown", {
    component: CountdownField,
    displayName: _t("Countdown"),
    supportedTypes: ["datetime"],
    fieldDependencies: WAIT_FIELDS,
});
