import {Component} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {usePopover} from "@web/core/popover/popover_hook";

class CountingHelpPopover extends Component {
    static template = "medspa_speed_to_lead.CountingHelpPopover";
    static props = {
        title: String,
        text: String,
        close: {type: Function, optional: true},
    };
}

/** The question mark beside a figure: how it is counted, in a sentence. */
export class CountingHelp extends Component {
    static template = "medspa_speed_to_lead.CountingHelp";
    static props = {title: String, text: {type: String, optional: true}};

    setup() {
        this.popover = usePopover(CountingHelpPopover, {position: "bottom-end"});
    }

    get label() {
        return _t("%s: how is this counted?", this.props.title);
    }

    toggle(ev) {
        if (this.popover.isOpen) {
            this.popover.close();
        } else {
            const {text, title} = this.props;
            this.popover.open(ev.currentTarget, {title, text});
        }
    }
}
