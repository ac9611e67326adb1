import {Component} from "@odoo/owl";

import {Figure} from "./figure";
import {count} from "./words";

/** What came in but is in no figure above. */
export class Apart extends Component {
    static template = "medspa_speed_to_lead.Apart";
    static components = {Figure};
    static props = {apart: Array};

    setup() {
        this.words = {count};
    }
}
