const REPORT = "medspa.inquiry.report";

export function opening(name, ...domain) {
    return {model: REPORT, name, domain, context: {}};
}

const TILES = [
    ["inquiries", "Inquiries", "count", 120, 100, 120, "up"],
    ["waiting", "Waiting now", "count", 3, null, 3, "down"],
    ["answered_rate", "Answered", "share", 0.95, 0.9, 120, "up"],
    ["median", "First answer", "minutes", 4.5, 9, 114, "down"],
    ["p90", "Slowest tenth", "minutes", 140, 95, 114, "down"],
    ["on_time", "On time", "share", 0.62, 0.7, 110, "up"],
    ["contacted_rate", "Reached", "share", 0.8, 0.8, 120, "up"],
    ["booking_rate", "Booked", "share", 0.4, 0.35, 100, "up"],
    ["show_rate", "Show rate", "share", 0.75, 0.5, 4, "up"],
    ["close_rate", "Won", "share", null, null, 0, "up"],
    ["conversion", "Conversion", "share", 0.12, 0.1, 100, "up"],
    ["revenue", "Revenue", "money", 14400, 9800, 12, "up"],
];

function tiles() {
    return TILES.map(([key, label, kind, value, before, sample, good]) => ({
        ...{key, label, kind, value, before, sample, good},
        open: opening(label, ["tile", "=", key]),
        counted: `${label}, counted so.`,
    }));
}

function within() {
    return [1, 5, 15, 60].map((minutes, index) => ({
        minutes,
        share: 0.2 * (index + 1),
        count: 22 * (index + 1),
        of: 110,
        before: 0.1 * (index + 1),
        open: opening(`Within ${minutes}`, ["minutes", "=", minutes]),
    }));
}

function trend() {
    const points = [1, 2, 3, 4].map((day) => ({
        from: `2026-11-0${day}`,
        label: `Nov ${day}`,
        inquiries: day,
        median: day === 3 ? null : day * 2,
        p90: day * 20,
        on_time: 0.5,
        within_5: 0.25,
        open: opening(`Nov ${day}`, ["day", "=", day]),
    }));
    return {unit: "day", points};
}

function funnel() {
    const steps = [
        ["inquiries", 120, 0],
        ["answered", 114, 6],
        ["contacted", 96, 18],
        ["booked", 40, 56],
        ["showed", 30, 10],
        ["won", 12, 18],
    ];
    return steps.map(([key, count, lost]) => ({
        key,
        label: key,
        count,
        share: count / 120,
        step_share: count / (count + lost),
        lost: lost
            ? {count: lost, open: opening(`Lost: ${key}`, ["lost", "=", key])}
            : null,
        open: opening(key, ["step", "=", key]),
    }));
}

function heat() {
    return {
        cells: [
            {
                ...{weekday: "1", hour: "09", inquiries: 14, median: 12, on_time: 0.5},
                ...{closed: 0, on_duty: 2},
                open: opening("Monday 9", ["weekday", "=", "1"], ["hour", "=", "09"]),
            },
            {
                ...{
                    weekday: "7",
                    hour: "11",
                    inquiries: 2,
                    median: null,
                    on_time: null,
                },
                ...{closed: 2, on_duty: 0},
                open: opening("Sunday 11", ["weekday", "=", "7"], ["hour", "=", "11"]),
            },
        ],
        on_duty: [
            {
                ...{
                    weekday: "2",
                    hour: "10",
                    inquiries: 0,
                    median: null,
                    on_time: null,
                },
                ...{closed: 0, on_duty: 1, open: null},
            },
        ],
        closed: {
            count: 20,
            share: 0.17,
            open: opening("Closed", ["at", "=", "closed"]),
        },
        break: {count: 6, share: 0.05, open: opening("Break", ["at", "=", "break"])},
        sentences: [
            {
                text: "Mondays 9 to 11 are slow.",
                count: 14,
                open: opening("Slow", ["slow", "=", 1]),
            },
        ],
    };
}

function speed() {
    const rates = {booking_rate: 0.5, show_rate: 0.8, close_rate: 0.4};
    const row = (bucket, label, inquiries) => ({
        ...{bucket, label, inquiries, small: inquiries < 10},
        ...rates,
        open: opening(label, ["first_bucket", "=", bucket]),
    });
    return [row("within_1", "Within 1 minute", 40), row("over_60", "Over an hour", 4)];
}

const MONEY = {
    cost: 1200,
    cost_per_inquiry: 20,
    cost_per_booked: 60,
    cost_per_showed: 80,
    cost_per_won: 200,
    revenue: 7200,
    return_rate: 6,
};
const HANDLED = {
    median: 5,
    contacted_rate: 0.8,
    booking_rate: 0.4,
    show_rate: 0.7,
    close_rate: 0.4,
};

function source(id, name, inquiries, key, text) {
    return {
        ...{id, name, inquiries, small: inquiries < 10},
        ...MONEY,
        ...HANDLED,
        diagnosis: {key, label: `Label of ${key}`, text, rule: `Rule of ${key}.`},
        open: opening(name, ["source_id", "=", id]),
    };
}

function people() {
    return [
        {
            ...{id: 7, name: "Maya", inquiries: 60, answered: 58, median: 4},
            ...{
                system_delay: 0.1,
                on_time: 0.9,
                missed: 2,
                attempts: 140,
                small: false,
            },
            open: opening("Maya", ["user_id", "=", 7]),
            open_missed: opening("Missed by Maya", ["missed_by_id", "=", 7]),
        },
        {
            ...{id: false, name: "Nobody", inquiries: 3, answered: 0, median: null},
            ...{system_delay: null, on_time: null, missed: 0, attempts: 0, small: true},
            open: opening("Nobody", ["user_id", "=", false]),
            open_missed: null,
        },
    ];
}

/** What the server answers; `changes` replace whole parts of it. */
export function figures(changes = {}) {
    return {
        filters: {
            date_from: "2026-10-29",
            date_to: "2026-11-25",
            compare: "previous",
            compare_from: "2026-10-01",
            compare_to: "2026-10-28",
            team_ids: [],
            source_ids: [],
            treatment_ids: [],
        },
        choices: {
            teams: [{id: 1, name: "Front desk"}],
            sources: [
                {id: 1, name: "Google Ads"},
                {id: 2, name: "Instagram"},
            ],
            treatments: [
                {id: 4, name: "Botox"},
                {id: 5, name: "Laser"},
            ],
        },
        currency: {id: 1, name: "USD", symbol: "$", position: "before", digits: 2},
        generated_at: "2026-11-25T15:04:00Z",
        tiles: tiles(),
        within: within(),
        trend: trend(),
        funnel: funnel(),
        heat: heat(),
        speed: speed(),
        speed_sentence: "Speed pays here.",
        sources: [
            source(1, "Google Ads", 60, "handling", "Answer these first."),
            source(2, "Instagram", 4, "too_few", "Look at a longer period."),
        ],
        sources_total: {...source(null, "All sources", 64), diagnosis: null},
        spend_hint: null,
        people: people(),
        followup: {
            ...{due: 50, done: 40, share: 0.8},
            open_due: opening("Due", ["due", "=", 1]),
            not_sent: [
                {reason: "No consent", count: 5, open: opening("No", ["r", "=", 1])},
            ],
        },
        apart: [
            {
                key: "exempt",
                label: "Spam and the like",
                count: 9,
                open: opening("Exempt"),
            },
            {key: "test", label: "Tests", count: 0, open: opening("Tests")},
        ],
        counted: {within: "Within, counted so.", trend: "Trend, counted so."},
        empty: null,
        first_week: false,
        ...changes,
    };
}
