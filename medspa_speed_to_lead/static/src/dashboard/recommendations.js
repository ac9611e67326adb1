import {Component} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";

import {Figure} from "./figure";

const AT_MOST_SOURCES = 2;
// what the server says of a source when there is nothing to change
const NO_TROUBLE = ["healthy", "too_few"];

/**
 * What to change on Monday: the sentences that the figures below say, the ones that
 * concern most inquiries first.
 */
export class Recommendations extends Component {
    static template = "medspa_speed_to_lead.Recommendations";
    static components = {Figure};
    static props = {figures: Object};

    get points() {
        const {heat, sources, speed_sentence: speed} = this.props.figures;
        const [hours] = heat.sentences;
        return [
            ...sources
                .filter(
                    ({diagnosis}) => diagnosis && !NO_TROUBLE.includes(diagnosis.key),
                )
                .sort((left, right) => right.inquiries - left.inquiries)
                .slice(0, AT_MOST_SOURCES)
                .map(({diagnosis, name, open}) => ({
                    text: _t("%(source)s: %(what)s", {
                        source: name,
                        what: diagnosis.text,
                    }),
                    open,
                })),
            ...(hours ? [hours] : []),
            ...(speed ? [{text: speed, open: null}] : []),
        ];
    }
}
