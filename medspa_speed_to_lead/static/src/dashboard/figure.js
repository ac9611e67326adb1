import {Component, markup} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

const NOBODY = _t("Nothing is counted here");

/** Show the records that a figure counts; the server says which they are. */
export function useOpen() {
    const action = useService("action");
    return (open, newWindow = false) =>
        action.doAction(
            {
                type: "ir.actions.act_window",
                name: open.name,
                res_model: open.model,
                domain: open.domain,
                context: open.context || {},
                help: markup`<p class="o_view_nocontent_neutral_face">${NOBODY}</p>`,
                views: open.views || [
                    [false, "list"],
                    [false, "form"],
                ],
                target: "current",
            },
            {newWindow},
        );
}

/** A number that opens exactly the records it counts. */
export class Figure extends Component {
    static template = "medspa_speed_to_lead.Figure";
    static props = {
        text: String,
        // what a screen reader says besides the number
        about: {type: String, optional: true},
        open: {type: [Object, {value: null}, {value: false}], optional: true},
        className: {type: String, optional: true},
    };

    setup() {
        this.openRecords = useOpen();
    }

    get label() {
        const {about, text} = this.props;
        return about
            ? _t("%(about)s: %(text)s, show them", {about, text})
            : _t("%s, show them", text);
    }
}
