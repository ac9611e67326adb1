/* global Chart */
import {
    Component,
    onWillStart,
    onWillUnmount,
    useEffect,
    useRef,
    useState,
} from "@odoo/owl";

import {loadBundle} from "@web/core/assets";
import {_t} from "@web/core/l10n/translation";

import {Figure, useOpen} from "./figure";
import {ViewSwitcher} from "./view_switcher";
import {count, minutes, share} from "./words";

/** What the chart can show: its lines, and how their numbers are said. */
const VIEWS = [
    {
        key: "response",
        label: _t("First answer"),
        say: minutes,
        lines: [
            {name: "median", label: _t("Half are answered within"), dashed: false},
            {name: "p90", label: _t("Nine in ten are answered within"), dashed: true},
        ],
    },
    {
        key: "on_time",
        label: _t("On time"),
        say: share,
        lines: [
            {name: "on_time", label: _t("Answered on time"), dashed: false},
            {name: "within_5", label: _t("Answered within 5 min"), dashed: true},
        ],
    },
    {
        key: "inquiries",
        label: _t("Inquiries"),
        say: count,
        lines: [{name: "inquiries", label: _t("Inquiries"), dashed: false}],
    },
];

/** How the answers changed over the period: a chart, and the same as a table. */
export class Trend extends Component {
    static template = "medspa_speed_to_lead.Trend";
    static components = {Figure, ViewSwitcher};
    static props = {trend: Object};

    setup() {
        this.canvas = useRef("canvas");
        this.open = useOpen();
        this.views = VIEWS;
        this.words = {count, minutes, share};
        this.state = useState({view: VIEWS[0].key, asTable: false, noChart: false});
        onWillStart(() => this.loadChart());
        useEffect(
            () => this.draw(),
            () => [this.props.trend, this.state.view],
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    /** Without the library (a broken line) the table says the same. */
    async loadChart() {
        try {
            await loadBundle("web.chartjs_lib");
        } catch (error) {
            console.warn("The chart could not be loaded", error);
            Object.assign(this.state, {asTable: true, noChart: true});
        }
    }

    get view() {
        return VIEWS.find(({key}) => key === this.state.view);
    }

    get summary() {
        return _t("Chart of %s; the same numbers are in the table", this.view.label);
    }

    draw() {
        this.chart?.destroy();
        this.chart = null;
        if (this.canvas.el && !this.state.noChart) {
            this.chart = new Chart(this.canvas.el, this.config);
        }
    }

    get colors() {
        const style = getComputedStyle(this.canvas.el);
        const color = (name) => style.getPropertyValue(`--medspa-${name}`).trim();
        return {
            line: color("line"),
            second: color("second"),
            grid: color("grid"),
            text: color("text"),
        };
    }

    get config() {
        const {points} = this.props.trend;
        const {key, say} = this.view;
        const colors = this.colors;
        const isBar = key === "inquiries";
        return {
            type: isBar ? "bar" : "line",
            data: {
                labels: points.map(({label}) => label),
                datasets: this.view.lines.map(({name, label, dashed}) => ({
                    label,
                    data: points.map((point) => point[name]),
                    borderColor: dashed ? colors.second : colors.line,
                    backgroundColor: dashed ? colors.second : colors.line,
                    borderDash: dashed ? [6, 4] : [],
                    borderWidth: isBar ? 0 : 2,
                    pointRadius: points.length > 40 ? 0 : 3,
                    pointHoverRadius: 6,
                    maxBarThickness: 28,
                    spanGaps: true,
                    tension: 0,
                })),
            },
            options: {
                responsive: true,
                maintainAspectRatio: false,
                animation: false,
                interaction: {mode: "index", intersect: false},
                onClick: (_ev, hits) => {
                    const point = hits.length && points[hits[0].index];
                    if (point && point.open) {
                        this.open(point.open);
                    }
                },
                plugins: {
                    legend: {
                        display: !isBar,
                        position: "bottom",
                        align: "start",
                        labels: {
                            color: colors.text,
                            boxWidth: 28,
                            boxHeight: 0,
                        },
                    },
                    tooltip: {
                        callbacks: {
                            label: ({dataset, raw}) => `${dataset.label}: ${say(raw)}`,
                        },
                    },
                },
                scales: {
                    x: {
                        grid: {display: false},
                        ticks: {
                            color: colors.text,
                            maxRotation: 0,
                            autoSkipPadding: 16,
                        },
                    },
                    y: {
                        beginAtZero: true,
                        max: key === "on_time" ? 1 : undefined,
                        border: {display: false},
                        grid: {color: colors.grid},
                        ticks: {
                            color: colors.text,
                            maxTicksLimit: 5,
                            precision: isBar ? 0 : undefined,
                            callback: (value) => (value ? say(value) : "0"),
                        },
                    },
                },
            },
        };
    }
}
