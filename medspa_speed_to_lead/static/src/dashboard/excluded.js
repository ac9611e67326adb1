import {Component} from "@odoo/owl";

import {Figure} from "./figure";
import {count} from "./words";

/** What came in but is in no other figure, by reason. */
export class Excluded extends Component {
    static template = "medspa_speed_to_lead.Excluded";
    static components = {Figure};
    static props = {rows: Array};

    setup() {
        this.words = {count};
    }
}
