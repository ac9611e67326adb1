import {Component} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";

import {Bar} from "./bar";
import {Figure} from "./figure";
import {count, share} from "./words";

/** From the inquiry to the patient: how many came how far, and how many were lost. */
export class Funnel extends Component {
    static template = "medspa_speed_to_lead.Funnel";
    static components = {Bar, Figure};
    static props = {funnel: Array};

    get rows() {
        return this.props.funnel.map((row) => ({
            ...row,
            countText: count(row.count),
            shareText: share(row.share),
            stepText: share(row.step_share),
            lostText: row.lost?.count ? _t("%s not so far", count(row.lost.count)) : "",
        }));
    }
}
