import {Component} from "@odoo/owl";

/** A share as the length of a bar; the number itself stands beside it. */
export class Bar extends Component {
    static template = "medspa_speed_to_lead.Bar";
    static props = {share: {type: [Number, {value: null}]}}; // 0 to 1, null of nothing

    get width() {
        return `${Math.round((this.props.share ?? 0) * 100)}%`;
    }
}
