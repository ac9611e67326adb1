import {Component} from "@odoo/owl";

import {CountingHelp} from "./counting_help";
import {Figure} from "./figure";
import {count, minutes, share} from "./words";

/** Who answers, for coaching: by name, never as a ranking. */
export class People extends Component {
    static template = "medspa_speed_to_lead.People";
    static components = {CountingHelp, Figure};
    static props = {people: Array, countingHelps: Object};

    setup() {
        this.words = {count, minutes, share};
    }
}
