import {Component} from "@odoo/owl";

/** Buttons of which one is pressed: what a block shows. */
export class Choice extends Component {
    static template = "medspa_speed_to_lead.Choice";
    static props = {
        choices: Array, // of {key, label}
        chosen: String,
        onChoose: Function,
    };
}
