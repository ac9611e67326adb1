import {Component} from "@odoo/owl";

import {CountingHelp} from "./counting_help";

/** One part of the dashboard under its heading. */
export class Block extends Component {
    static template = "medspa_speed_to_lead.Block";
    static components = {CountingHelp};
    static props = {
        name: String,
        title: String,
        countingHelp: {type: String, optional: true},
        slots: Object,
    };
}
