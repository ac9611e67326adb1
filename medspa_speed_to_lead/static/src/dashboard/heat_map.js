import {Component, useState} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

import {Figure} from "./figure";
import {ViewSwitcher} from "./view_switcher";
import {count, hour, minutes, minutesBriefly, share} from "./words";

const {Info} = luxon;

const LEVELS = 4;

/** What the map can show: how many came, or how many of them waited too long. */
const VIEWS = [
    {key: "inquiries", label: _t("How many came")},
    {key: "median", label: _t("How long they waited")},
];

/** Weekday by hour: when inquiries come and how fast they are answered then. */
export class HeatMap extends Component {
    static template = "medspa_speed_to_lead.HeatMap";
    static components = {Figure, ViewSwitcher};
    static props = {heat: Object};

    setup() {
        this.ui = useService("ui");
        this.views = VIEWS;
        this.words = {count, share};
        this.levels = [...Array(LEVELS).keys()].map((level) => level + 1);
        this.state = useState({view: VIEWS[0].key});
    }

    get days() {
        const short = Info.weekdays("short");
        const long = Info.weekdays("long");
        return short.map((name, index) => ({
            key: String(index + 1),
            name,
            long: long[index],
        }));
    }

    /** From the first hour in which anything happens or anybody is there to the last. */
    get hours() {
        const {cells, on_duty: quiet} = this.props.heat;
        const used = [...cells, ...quiet]
            .filter((cell) => cell.inquiries || cell.on_duty)
            .map((cell) => Number(cell.hour));
        if (!used.length) {
            return [];
        }
        const [first, last] = [Math.min(...used), Math.max(...used)];
        const hours = [];
        for (let at = first; at <= last; at++) {
            hours.push({key: String(at).padStart(2, "0"), name: hour(at), at});
        }
        return hours;
    }

    get cells() {
        const {cells, on_duty: quiet} = this.props.heat;
        return Object.fromEntries(
            [...quiet, ...cells].map((cell) => [`${cell.weekday}-${cell.hour}`, cell]),
        );
    }

    get most() {
        const {cells} = this.props.heat;
        return Math.max(1, ...cells.map((cell) => cell[this.state.view] ?? 0));
    }

    /**
     * The rows and columns of the table: days are rows, on a phone hours are, because
     * seven columns fit there.
     */
    get table() {
        const {days, hours, cells, most} = this;
        const isNarrow = this.ui.isSmall;
        const [rows, columns] = isNarrow ? [hours, days] : [days, hours];
        const at = (row, column) => {
            const [day, time] = isNarrow ? [column, row] : [row, column];
            return this.cell(cells[`${day.key}-${time.key}`], day, time, most);
        };
        return {
            columns,
            rows: rows.map((row) => ({
                ...row,
                cells: columns.map((column) => at(row, column)),
            })),
        };
    }

    cell(cell, day, time, most) {
        const {view} = this.state;
        const when = _t("%(day)s, %(from)s to %(to)s", {
            day: day.long,
            from: time.name,
            to: hour(time.at + 1),
        });
        const key = `${day.key}-${time.key}`;
        const onDuty = cell?.on_duty || 0;
        if (!cell?.inquiries) {
            const title = `${when}: ${this.duty(onDuty)}`;
            return {key, title, className: classOf(0, onDuty)};
        }
        const value = cell[view];
        const level = value ? Math.ceil((value / most) * LEVELS) : 0;
        return {
            key,
            open: cell.open,
            className: classOf(level, onDuty),
            text: view === "inquiries" ? count(value) : minutesBriefly(value),
            title: _t(
                "%(when)s: %(inquiries)s came, half were answered within %(median)s, %(on_time)s on time, %(duty)s",
                {
                    when,
                    inquiries: count(cell.inquiries),
                    median: minutes(cell.median),
                    on_time: share(cell.on_time),
                    duty: this.duty(onDuty),
                },
            ),
        };
    }

    duty(number) {
        if (!number) {
            return _t("nobody on duty");
        }
        return number === 1 ? _t("1 on duty") : _t("%s on duty", number);
    }
}

function classOf(level, onDuty) {
    const tone = level ? `o_medspa_level_${level}` : "";
    return onDuty ? tone : `${tone} o_medspa_closed`;
}
