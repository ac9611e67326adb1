import {Component} from "@odoo/owl";

import {Counted} from "./counted";
import {Figure} from "./figure";
import {count, minutes, share} from "./words";

/** Who answers, for coaching: by name, never as a ranking. */
export class People extends Component {
    static template = "medspa_speed_to_lead.People";
    static components = {Counted, Figure};
    static props = {people: Array, counted: Object};

    setup() {
        this.words = {count, minutes, share};
    }
}
