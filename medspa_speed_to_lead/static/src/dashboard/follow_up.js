import {Component} from "@odoo/owl";

import {Figure} from "./figure";
import {count, share} from "./words";

/** How much of the planned follow-up was done, and why messages did not go. */
export class FollowUp extends Component {
    static template = "medspa_speed_to_lead.FollowUp";
    static components = {Figure};
    static props = {followup: Object};

    setup() {
        this.words = {count, share};
    }

    get width() {
        return `${Math.round((this.props.followup.share ?? 0) * 100)}%`;
    }
}
