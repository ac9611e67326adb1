import {Component, markRaw, onWillStart, useState} from "@odoo/owl";

import {deserializeDateTime} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

const SOURCE = "medspa.intake.source";
// what is typed is tried once nobody types any more
const TYPING = 400;

/** What each field of a source's forms means, tried at once on the latest of them. */
export class MatchFields extends Component {
    static template = "medspa_speed_to_lead.MatchFields";
    static components = {Layout};
    static props = {...standardActionServiceProps};
    static displayName = _t("Match Fields");

    setup() {
        this.action = useService("action");
        this.notification = useService("notification");
        this.orm = useService("orm");
        this.sourceId = this.props.action.context.active_id;
        this.asked = 0; // how often; an older answer does not replace a newer one
        this.state = useState({
            screen: null,
            chosen: {},
            pasted: "",
            shownId: null,
            isDirty: false,
            isBusy: false,
        });
        useSetupAction({beforeLeave: () => this.saveIfDirty()});
        onWillStart(() => this.discard());
    }

    // reading

    /** Read the screen as `chosen` would have it; without it, as it is saved. */
    async read(chosen = null) {
        const asked = ++this.asked;
        const screen = await this.orm.call(SOURCE, "read_fields", [[this.sourceId]], {
            chosen,
            pasted: this.state.pasted,
        });
        if (asked !== this.asked) {
            return;
        }
        this.state.screen = markRaw(screen);
        this.keepShown();
        if (!chosen) {
            this.state.chosen = Object.fromEntries(
                screen.chosen.map((one) => [one.path, one]),
            );
        }
        this.env.config.setDisplayName(_t("Match fields: %s", screen.name));
    }

    /** Forget what was chosen since it was saved. */
    async discard() {
        this.state.isDirty = false;
        await this.read();
    }

    get forms() {
        return this.state.screen.forms;
    }

    /** The form whose values stand in the table. */
    get form() {
        return this.forms.find((form) => form.id === this.state.shownId);
    }

    /** The same one as before; at first what was pasted, then what nobody could read. */
    keepShown() {
        if (!this.form) {
            const isFirst = (form) => !form.id || this.isNotUnderstood(form);
            const first = this.forms.find(isFirst) || this.forms[0];
            this.state.shownId = first?.id;
        }
    }

    isNotUnderstood(form) {
        return form.state === "error" || form.names_nobody;
    }

    whenOf(form) {
        return form.id ? deserializeDateTime(form.at).toRelative() : _t("Pasted");
    }

    /** What a front desk calls the form: who sent it, or why nobody knows. */
    nameOf(form) {
        const states = {error: _t("Failed"), spam: _t("Spam")};
        if (form.state in states) {
            return states[form.state];
        }
        return form.names_nobody ? _t("Unread") : form.who;
    }

    get unreadInWords() {
        const count = this.state.screen.unread;
        return count === 1
            ? _t("1 form couldn't be read yet")
            : _t("%s forms couldn't be read yet", count);
    }

    // choosing

    meaningOf(field) {
        return this.state.chosen[field.path]?.meaning || "";
    }

    howOf(field) {
        const words = {
            recognized: _t("Recognized automatically"),
            mapped: _t("Matched by you"),
            note: _t("Kept as a note"),
            left_out: _t("Left out"),
        };
        return words[field.how];
    }

    /** What nobody chose anything for is recognized, and this says as what. */
    automaticOf(field) {
        const labels = Object.fromEntries(
            this.state.screen.meanings.flatMap(([, group]) => group),
        );
        if (this.meaningOf(field) || field.how !== "recognized") {
            return _t("Automatic");
        }
        const label = labels[field.meaning];
        return label ? _t("Automatic: %s", label) : _t("Automatic");
    }

    async choose(field, meaning) {
        if (meaning) {
            const {path, label} = field;
            this.state.chosen[path] = {path, label, meaning};
        } else {
            delete this.state.chosen[field.path];
        }
        this.state.isDirty = true;
        await this.tryOut();
    }

    tryOut() {
        return this.read(Object.values(this.state.chosen));
    }

    paste(text) {
        this.state.pasted = text;
        this.state.shownId = null;
        clearTimeout(this.typing);
        this.typing = setTimeout(() => this.tryOut(), TYPING);
    }

    // keeping

    async save() {
        await this.orm.call(SOURCE, "save_fields", [
            [this.sourceId],
            Object.values(this.state.chosen),
        ]);
        this.state.isDirty = false;
        this.notification.add(_t("Saved. New forms are read this way."), {
            type: "success",
        });
    }

    async saveIfDirty() {
        if (this.state.isDirty) {
            await this.save();
        }
    }

    /** Read what was not understood once more, with the fields as they are now. */
    async retry() {
        this.state.isBusy = true;
        try {
            await this.saveIfDirty();
            const {
                understood,
                left,
                later = 0,
            } = await this.orm.call(SOURCE, "read_again", [[this.sourceId]]);
            this.notification.add(this.becameInWords(understood, left - later, later), {
                type: understood ? "success" : "warning",
            });
            await this.read();
        } finally {
            this.state.isBusy = false;
        }
    }

    becameInWords(understood, left, later) {
        const became =
            understood === 1
                ? _t("1 form is a patient's card now.")
                : _t("%s forms are patients' cards now.", understood);
        const said = [
            became,
            left && _t("%s still can't be read.", left),
            later && _t("%s more are being read; look again in a minute.", later),
        ];
        return said.filter(Boolean).join(" ");
    }

    async sendTest() {
        await this.action.doAction(
            await this.orm.call(SOURCE, "action_send_test", [[this.sourceId]]),
        );
    }
}

registry.category("actions").add("medspa_match_fields", MatchFields);
