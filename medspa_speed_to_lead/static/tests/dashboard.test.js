import {beforeEach, describe as suite, expect, test} from "@odoo/hoot";
import {
    click,
    queryAll,
    queryAllTexts,
    queryOne,
    queryText,
    select,
} from "@odoo/hoot-dom";
import {Deferred, animationFrame, mockDate, runAllTimers} from "@odoo/hoot-mock";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {
    contains,
    defineActions,
    getService,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
    preloadBundle,
} from "@web/../tests/web_test_helpers";
import {AssetsLoadingError, assets} from "@web/core/assets";
import {browser} from "@web/core/browser/browser";
import {cookie} from "@web/core/browser/cookie";
import {registry} from "@web/core/registry";
import {redirect} from "@web/core/utils/urls";
import {WebClient} from "@web/webclient/webclient";

import {figures} from "./dashboard_figures";

suite.current.tags("desktop");
defineMailModels();
preloadBundle("web.chartjs_lib");

const PATH = "/odoo/dashboard-medspa";

defineActions([
    {
        id: 900,
        xml_id: "medspa_speed_to_lead.medspa_dashboard_action",
        name: "Dashboard",
        path: "dashboard-medspa",
        tag: "medspa_dashboard",
        type: "ir.actions.client",
    },
]);

let asked = [];
let answer = null;

beforeEach(() => {
    mockDate("2026-11-25 10:00:00", 0);
    asked = [];
    answer = () => figures();
    onRpc("medspa.dashboard", "read_figures", ({args}) => {
        asked.push(args[0]);
        return answer(args[0]);
    });
});

async function openDashboard(url = PATH) {
    redirect(url);
    await mountWithCleanup(WebClient);
    await animationFrame();
    await animationFrame();
}

const address = () => browser.location.pathname + browser.location.search;
const tile = (key) => `.o_medspa_tile[data-key='${key}']`;

/** Take down what is opened instead of opening it. */
function noteWhatOpens() {
    const opened = [];
    patchWithCleanup(getService("action"), {
        doAction: async (action) => opened.push(action),
    });
    return opened;
}

/** Take away what comes with the bundle; `load` is called when it is asked for. */
function unloadDashboard(load) {
    const components = registry.category("lazy_components");
    const Dashboard = components.get("medspa_speed_to_lead.Dashboard");
    components.remove("medspa_speed_to_lead.Dashboard");
    patchWithCleanup(assets, {
        loadBundle: async (name) => {
            expect.step(name);
            if (name.startsWith("web.assets_backend_lazy")) {
                await load();
                components.add("medspa_speed_to_lead.Dashboard", Dashboard);
            }
        },
    });
}

test("is loaded when it is opened, and once", async () => {
    unloadDashboard(() => {});
    await openDashboard();
    expect.verifySteps(["web.assets_backend_lazy", "web.chartjs_lib"]);
    expect(".o_medspa_tile").toHaveCount(12);
    await getService("action").doAction("medspa_dashboard");
    await animationFrame();
    expect.verifySteps(["web.chartjs_lib"]);
});

test("is loaded dark where Odoo is", async () => {
    patchWithCleanup(cookie, {get: (name) => name === "color_scheme" && "dark"});
    unloadDashboard(() => {});
    await openDashboard();
    expect.verifySteps(["web.assets_backend_lazy_dark", "web.chartjs_lib"]);
});

test("what could not be loaded says so, and can be tried again", async () => {
    let isBroken = true;
    unloadDashboard(() => {
        if (isBroken) {
            throw new AssetsLoadingError("no");
        }
    });
    await openDashboard();
    expect(".o_medspa_error").toHaveText(/couldn't be loaded/);
    expect(".o_breadcrumb").toHaveText("Dashboard");
    expect(address()).toBe(PATH);
    expect(asked).toEqual([]);
    isBroken = false;
    await click(".o_medspa_error button");
    await animationFrame();
    await animationFrame();
    expect(".o_medspa_error").toHaveCount(0);
    expect(".o_medspa_tile").toHaveCount(12);
    expect.verifySteps([
        "web.assets_backend_lazy",
        "web.assets_backend_lazy",
        "web.chartjs_lib",
    ]);
});

test("asks for the last four weeks and shows every part", async () => {
    await openDashboard();
    expect(asked).toEqual([
        {
            date_from: "2026-10-29",
            date_to: "2026-11-25",
            compare: "previous",
            team_ids: [],
            source_ids: [],
            treatment_ids: [],
        },
    ]);
    expect(queryAllTexts(".o_medspa_block h2")).toEqual([
        "What to change",
        "How fast you answer",
        "Getting faster?",
        "From inquiry to patient",
        "Speed pays",
        "When they come",
        "Where they come from",
        "Who answers",
        "Follow-up",
        "Excluded",
    ]);
    expect(".o_medspa_tile").toHaveCount(12);
});

test("a tile says its number, what it stands on and how it moved", async () => {
    await openDashboard();
    expect(queryText(`${tile("on_time")} .o_medspa_tile_value`)).toMatch(
        /62%\s*of 110/,
    );
    expect(`${tile("on_time")} .o_medspa_change.o_medspa_bad`).toHaveText(
        "▼8 points worse, was 70%",
    );
    expect(`${tile("median")} .o_medspa_good`).toHaveText("▼4.5 min faster, was 9 min");
    expect(`${tile("waiting")} .o_medspa_change`).toHaveCount(0);
    expect(queryText(tile("show_rate"))).toMatch(/of only 4: too few to say/);
    expect(`${tile("show_rate")} .o_medspa_change`).toHaveCount(0);
    expect(queryText(tile("close_rate"))).toMatch(/–\s*nothing to measure yet/);
});

test("what stands out comes first, without what is too small or healthy", async () => {
    await openDashboard();
    expect(queryAllTexts(".o_medspa_block_advice li")).toEqual([
        "Google Ads: Answer these first.",
        "Mondays 9 to 11 are slow.",
        "Speed pays here.",
    ]);
});

test("a number opens exactly its records, by mouse and by keyboard", async () => {
    await openDashboard();
    const opened = noteWhatOpens();
    await click(`${tile("on_time")} .o_medspa_figure`);
    await click(".o_medspa_heat [data-cell='1-09'] .o_medspa_figure");
    await click(".o_medspa_funnel [data-key='booked'] td:last .o_medspa_figure");
    await contains(".o_medspa_people [data-label='Missed'] .o_medspa_figure").focus();
    await contains(".o_medspa_people [data-label='Missed'] .o_medspa_figure").press(
        "Enter",
    );
    expect(opened.map(({domain}) => domain)).toEqual([
        [["tile", "=", "on_time"]],
        [
            ["weekday", "=", "1"],
            ["hour", "=", "09"],
        ],
        [["lost", "=", "booked"]],
        [["missed_by_id", "=", 7]],
    ]);
    const {name, res_model: model, views} = opened[0];
    expect([name, model, views[0][1]]).toEqual([
        "On time",
        "medspa.inquiry.report",
        "list",
    ]);
});

test("every number that has records is a button", async () => {
    await openDashboard();
    for (const key of ["inquiries", "waiting", "revenue"]) {
        expect(`${tile(key)} button.o_medspa_figure`).toHaveCount(1);
    }
    // nobody was missed by nobody, and no test came in
    expect(".o_medspa_people tbody tr:last [data-label='Missed'] button").toHaveCount(
        0,
    );
    expect(".o_medspa_block_apart [data-key='test'] button").toHaveCount(0);
    expect(".o_medspa_block_apart [data-key='exempt'] button").toHaveCount(1);
});

test("says how a figure is counted", async () => {
    await openDashboard();
    await click(`${tile("median")} .o_medspa_counting_help`);
    await animationFrame();
    expect(".o_medspa_counting_help_text").toHaveText(
        "First answer\nFirst answer, counted so.",
    );
});

test("filters stand in the address", async () => {
    await openDashboard();
    expect(address()).toBe(PATH);
    await click(".o_medspa_period");
    await select("last_90", {target: ".o_medspa_period"});
    await runAllTimers();
    expect(address()).toBe(`${PATH}?period=last_90`);
    expect(asked.at(-1).date_from).toBe("2026-08-28");

    await click(".o_medspa_choice[data-list='sources']");
    await animationFrame();
    await click(".o_medspa_choices .o-dropdown-item:contains('Instagram')");
    await runAllTimers();
    expect(address()).toBe(`${PATH}?period=last_90&sources=2`);
    expect(asked.at(-1).source_ids).toEqual([2]);
    expect(".o_medspa_choice[data-list='sources']").toHaveText("Instagram");

    await click(".o_medspa_clear");
    await runAllTimers();
    expect(address()).toBe(`${PATH}?period=last_90`);
});

test("an address brings its filters back", async () => {
    await openDashboard(
        `${PATH}?from=2026-03-02&to=2026-03-08&compare=year&sources=1-2`,
    );
    await runAllTimers();
    expect(asked).toEqual([
        {
            date_from: "2026-03-02",
            date_to: "2026-03-08",
            compare: "year",
            team_ids: [],
            source_ids: [1, 2],
            treatment_ids: [],
        },
    ]);
    expect(address()).toBe(
        `${PATH}?from=2026-03-02&to=2026-03-08&compare=year&sources=1-2`,
    );
    expect(".o_medspa_choice[data-list='sources']").toHaveText("2 sources");
    expect(queryOne(".o_medspa_export").getAttribute("href")).toInclude(
        encodeURIComponent('"source_ids":[1,2]'),
    );
});

test("the browser's back button takes a filter back", async () => {
    await openDashboard();
    await runAllTimers();
    await click(".o_medspa_compare");
    await select("none", {target: ".o_medspa_compare"});
    await runAllTimers();
    expect(address()).toBe(`${PATH}?compare=none`);
    browser.history.back();
    await runAllTimers();
    await animationFrame();
    expect(address()).toBe(PATH);
    expect(asked.map(({compare}) => compare)).toEqual(["previous", "none", "previous"]);
    expect(".o_medspa_compare").toHaveValue("previous");
});

test("a later answer never overwrites a newer question", async () => {
    await openDashboard();
    const [slow, fast] = [new Deferred(), new Deferred()];
    const answers = [slow, fast];
    answer = () => answers.shift();
    await select("none", {target: ".o_medspa_compare"});
    await animationFrame();
    await select("year", {target: ".o_medspa_compare"});
    await animationFrame();
    // what was there stays there, and says that it is old
    expect(".o_medspa_figures.o_medspa_old .o_medspa_tile").toHaveCount(12);
    expect(".o_medspa_status").toHaveText("Working it out…");
    const named = (label) => {
        const changed = figures();
        changed.tiles[0].label = label;
        return changed;
    };
    fast.resolve(named("Of the last question"));
    await animationFrame();
    slow.resolve(named("Of the first question"));
    await animationFrame();
    expect(`${tile("inquiries")} h3`).toHaveText("Of the last question");
    expect(".o_medspa_old").toHaveCount(0);
});

test("an error keeps the figures, says so, and can be tried again", async () => {
    await openDashboard();
    answer = () => {
        throw new Error("no");
    };
    await select("none", {target: ".o_medspa_compare"});
    await animationFrame();
    await animationFrame();
    expect(".o_medspa_error").toHaveCount(1);
    expect(queryText(".o_medspa_error")).toMatch(/could not be worked out/);
    expect(".o_medspa_old .o_medspa_tile").toHaveCount(12);
    answer = () => figures();
    await click(".o_medspa_error button");
    await animationFrame();
    await animationFrame();
    expect(".o_medspa_error").toHaveCount(0);
    expect(asked.at(-1).compare).toBe("none");
});

test("without inquiries it says what to do, and leads there", async () => {
    const empty = {
        title: "No inquiries yet",
        text: "Connect your form.",
        action: {label: "Connect a source", xmlid: "some.action"},
    };
    answer = () => figures({empty});
    await openDashboard();
    expect(".o_medspa_tile").toHaveCount(0);
    expect(".o_medspa_empty h2").toHaveText("No inquiries yet");
    const opened = noteWhatOpens();
    await click(".o_medspa_empty_action");
    expect(opened).toEqual(["some.action"]);
});

test("without inquiries of a source, all can be counted again", async () => {
    answer = ({source_ids: chosen}) =>
        figures({
            empty: chosen.length
                ? {title: "None of these", text: "Ask for more.", action: null}
                : null,
        });
    await openDashboard(`${PATH}?sources=2`);
    await click(".o_medspa_empty button");
    await runAllTimers();
    await animationFrame();
    expect(address()).toBe(PATH);
    expect(".o_medspa_tile").toHaveCount(12);
});

test("the first week says that a few say little", async () => {
    answer = () => figures({first_week: true});
    await openDashboard();
    const opened = noteWhatOpens();
    await click(".o_medspa_first_week button");
    expect(opened).toEqual(["medspa_speed_to_lead.medspa_waiting_action"]);
});

test("the heat map runs from the first to the last hour of anything", async () => {
    await openDashboard();
    expect(queryAllTexts(".o_medspa_heat thead th")).toEqual([
        "9 AM",
        "10 AM",
        "11 AM",
    ]);
    expect(".o_medspa_heat tbody tr").toHaveCount(7);
    expect(".o_medspa_heat [data-cell='1-09']").toHaveText("14");
    expect(".o_medspa_heat [data-cell='1-09']").toHaveAttribute("title", /2 on duty/);
    // nobody is there on Sunday, somebody is on Tuesday at ten
    expect(".o_medspa_heat [data-cell='7-11']").toHaveClass("o_medspa_closed");
    expect(".o_medspa_heat [data-cell='2-10']").not.toHaveClass("o_medspa_closed");
    await click(".o_medspa_block_heat .btn-group button:last");
    await animationFrame();
    expect(".o_medspa_heat [data-cell='1-09']").toHaveText("12 min");
    expect(".o_medspa_heat [data-cell='7-11']").toHaveText("–");
});

test("the chart's numbers are in a table too", async () => {
    await openDashboard();
    const opened = noteWhatOpens();
    expect(".o_medspa_trend_table").not.toBeVisible();
    await click(".o_medspa_as_table");
    await animationFrame();
    expect(".o_medspa_trend_table").toBeVisible();
    expect(queryAllTexts(".o_medspa_trend_table tbody tr:nth-child(3) td")).toEqual([
        "3",
        "–",
        "1 h",
        "50%",
        "25%",
    ]);
    await click(".o_medspa_trend_table tbody tr:first .o_medspa_figure");
    expect(opened[0].domain).toEqual([["day", "=", 1]]);
});

test("columns of cost are left out where nothing was spent", async () => {
    const free = figures();
    for (const row of [...free.sources, free.sources_total]) {
        Object.assign(row, {cost: null, cost_per_inquiry: null, return_rate: null});
    }
    answer = () => free;
    await openDashboard();
    expect(queryAllTexts(".o_medspa_sources thead th")).not.toInclude("Cost");
    expect(queryAllTexts(".o_medspa_sources thead th")).toInclude("Revenue");
    expect(queryAll(".o_medspa_sources tfoot tr")).toHaveCount(1);
});
