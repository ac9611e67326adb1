import {Component} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";

import {Bar} from "./bar";
import {Figure} from "./figure";
import {change, count, minutes, share} from "./words";

/** How many were answered within 1, 5, 15 and 60 minutes of opening time. */
export class AnswerSpeed extends Component {
    static template = "medspa_speed_to_lead.AnswerSpeed";
    static components = {Bar, Figure};
    static props = {within: Array};

    get rows() {
        return this.props.within.map((row) => ({
            ...row,
            label: _t("Within %s", minutes(row.minutes)),
            text: share(row.share),
            basis: _t("%(count)s of %(of)s", {
                count: count(row.count),
                of: count(row.of),
            }),
            change: change({
                kind: "share",
                value: row.share,
                before: row.before,
                good: "up",
            }),
        }));
    }
}
