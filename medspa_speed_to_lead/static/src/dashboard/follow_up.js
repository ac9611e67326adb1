import {Component} from "@odoo/owl";

import {Bar} from "./bar";
import {Figure} from "./figure";
import {count, share} from "./words";

/** How much of the planned follow-up was done, and why messages did not go. */
export class FollowUp extends Component {
    static template = "medspa_speed_to_lead.FollowUp";
    static components = {Bar, Figure};
    static props = {followup: Object};

    setup() {
        this.words = {count, share};
    }
}
