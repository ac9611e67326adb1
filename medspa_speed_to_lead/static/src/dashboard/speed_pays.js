import {Component} from "@odoo/owl";

import {Bar} from "./bar";
import {Figure} from "./figure";
import {count, share} from "./words";

/** What fast answers bring: booking, show and close rate by how long the answer took. */
export class SpeedPays extends Component {
    static template = "medspa_speed_to_lead.SpeedPays";
    static components = {Bar, Figure};
    static props = {
        speed: Array,
        sentence: {type: [String, {value: null}], optional: true},
    };

    get rows() {
        const rates = ["booking_rate", "show_rate", "close_rate"];
        return this.props.speed.map((row) => ({
            ...row,
            countText: count(row.inquiries),
            rates: rates.map((name) => ({
                name,
                share: row[name],
                text: share(row[name]),
            })),
        }));
    }
}
