import {Component} from "@odoo/owl";

/** Buttons of which one is pressed: which of its views a block shows. */
export class ViewSwitcher extends Component {
    static template = "medspa_speed_to_lead.ViewSwitcher";
    static props = {
        views: Array, // of {key, label}
        view: String, // key of the one shown
        onSwitch: Function,
    };
}
