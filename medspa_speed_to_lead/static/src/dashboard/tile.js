import {Component} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";

import {CountingHelp} from "./counting_help";
import {Figure} from "./figure";
import {change, count, isSmall, say} from "./words";

const ARROWS = {up: "▲", down: "▼", same: "="};

/** One figure, how it moved, and what it stands on. */
export class Tile extends Component {
    static template = "medspa_speed_to_lead.Tile";
    static components = {CountingHelp, Figure};
    static props = {
        tile: Object,
        currency: {type: Object, optional: true},
        countingHelp: {type: String, optional: true},
    };

    get text() {
        const {kind, value} = this.props.tile;
        return say(kind, value, this.props.currency);
    }

    /** How it moved; nothing is said of a handful of inquiries. */
    get change() {
        return isSmall(this.props.tile)
            ? null
            : change(this.props.tile, this.props.currency);
    }

    get arrow() {
        return ARROWS[this.change.arrow];
    }

    /** What a rate stands on, and whether that is enough. */
    get basis() {
        const {kind, sample, value} = this.props.tile;
        if (kind === "count" || sample === null) {
            return "";
        }
        if (kind === "money") {
            return sample === 1
                ? _t("from 1 patient")
                : _t("from %s patients", count(sample));
        }
        if (value === null) {
            return _t("nothing to measure yet");
        }
        return isSmall(this.props.tile)
            ? _t("of only %s: too few to say", count(sample))
            : _t("of %s", count(sample));
    }
}
