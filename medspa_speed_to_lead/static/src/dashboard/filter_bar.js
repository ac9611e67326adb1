import {Component, useState} from "@odoo/owl";

import {DateTimeInput} from "@web/core/datetime/datetime_input";
import {CheckboxItem} from "@web/core/dropdown/checkbox_item";
import {Dropdown} from "@web/core/dropdown/dropdown";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

import {COMPARISONS, OWN_DATES, PERIODS, daysOf, isNarrowed} from "./filters";

const LISTS = [
    {name: "teams", all: _t("All teams"), many: (n) => _t("%s teams", n)},
    {name: "sources", all: _t("All sources"), many: (n) => _t("%s sources", n)},
    {
        name: "treatments",
        all: _t("All treatments"),
        many: (n) => _t("%s treatments", n),
    },
];

/** Which days and which inquiries the dashboard counts. */
export class FilterBar extends Component {
    static template = "medspa_speed_to_lead.FilterBar";
    static components = {CheckboxItem, DateTimeInput, Dropdown, DropdownItem};
    static props = {
        filters: Object,
        // {teams, sources, treatments} of {id, name}, once the server has said them
        choices: {type: [Object, {value: null}], optional: true},
        period: String,
        onChange: Function,
    };

    setup() {
        this.ui = useService("ui");
        this.comparisons = COMPARISONS;
        this.state = useState({isOpen: false});
    }

    get days() {
        return daysOf(this.props.filters);
    }

    get periods() {
        const own = {key: OWN_DATES, label: _t("Other days")};
        return this.props.filters.period === OWN_DATES ? [...PERIODS, own] : PERIODS;
    }

    /** The lists worth asking about: with one team there is nothing to choose. */
    get lists() {
        const {choices, filters} = this.props;
        return LISTS.map((list) => {
            const chosen = filters[list.name];
            const records = choices?.[list.name] || [];
            return {...list, chosen, records, label: labelOf(list, chosen, records)};
        }).filter(({chosen, records}) => chosen.length || records.length > 1);
    }

    get isNarrowed() {
        return isNarrowed(this.props.filters);
    }

    change(values) {
        this.props.onChange({...this.props.filters, ...values});
    }

    onPeriod(period) {
        if (period !== OWN_DATES) {
            this.change({period, from: undefined, to: undefined});
        }
    }

    /** A day was picked; the other end moves along when it would come first. */
    onDay(end, day) {
        if (!day) {
            return;
        }
        const days = this.days;
        days[end] = day;
        if (days[0] > days[1]) {
            days[1 - end] = day;
        }
        const [from, to] = days.map((date) => date.toISODate());
        this.change({period: OWN_DATES, from, to});
    }

    toggle({name, chosen}, id) {
        const rest = chosen.filter((other) => other !== id);
        this.change({[name]: rest.length < chosen.length ? rest : [...chosen, id]});
    }

    clear() {
        this.change({teams: [], sources: [], treatments: []});
    }
}

function labelOf({all, many}, chosen, records) {
    if (!chosen.length) {
        return all;
    }
    const only = chosen.length === 1 && records.find(({id}) => id === chosen[0]);
    return only ? only.name : many(chosen.length);
}
