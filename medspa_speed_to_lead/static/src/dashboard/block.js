import {Component} from "@odoo/owl";

import {Counted} from "./counted";

/** One part of the dashboard under its heading. */
export class Block extends Component {
    static template = "medspa_speed_to_lead.Block";
    static components = {Counted};
    static props = {
        name: String,
        title: String,
        counted: {type: String, optional: true},
        slots: Object,
    };
}
