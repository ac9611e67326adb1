import {Component} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

import {CountingHelp} from "./counting_help";
import {Figure} from "./figure";
import {count, minutes, money, share, times} from "./words";

/** What a column shows and how; columns of money are left out where nothing was spent. */
const COLUMNS = [
    {name: "cost", label: _t("Cost"), say: money, isCost: true},
    {name: "cost_per_inquiry", label: _t("Cost per inquiry"), say: money, isCost: true},
    {name: "cost_per_booked", label: _t("Cost per booking"), say: money, isCost: true},
    {name: "cost_per_showed", label: _t("Cost per visit"), say: money, isCost: true},
    {name: "cost_per_won", label: _t("Cost per patient"), say: money, isCost: true},
    {name: "revenue", label: _t("Revenue"), say: money},
    {name: "return_rate", label: _t("Return"), say: times, isCost: true},
    {name: "median", label: _t("Half within"), say: minutes},
    {name: "contacted_rate", label: _t("Contacted"), say: share},
    {name: "booking_rate", label: _t("Booked"), say: share},
    {name: "show_rate", label: _t("Show rate"), say: share},
    {name: "close_rate", label: _t("Won"), say: share},
];

/** Where inquiries come from, what they cost and bring, and where each source is weak. */
export class Sources extends Component {
    static template = "medspa_speed_to_lead.Sources";
    static components = {CountingHelp, Figure};
    static props = {
        sources: Array,
        total: {type: [Object, {value: null}], optional: true},
        currency: {type: Object, optional: true},
        // why there are no costs, and what to do about it
        hint: {type: [Object, {value: null}], optional: true},
    };

    setup() {
        this.action = useService("action");
    }

    get hasCosts() {
        const rows = [...this.props.sources, this.props.total || {}];
        return rows.some(({cost}) => cost);
    }

    get columns() {
        return COLUMNS.filter(({isCost}) => !isCost || this.hasCosts);
    }

    /** That there are too few to say stands beside the name already. */
    hasDiagnosis({diagnosis}) {
        return diagnosis && diagnosis.key !== "too_few";
    }

    count(row) {
        return count(row.inquiries);
    }

    text(column, row) {
        return column.say(row[column.name], this.props.currency);
    }
}
