import {describe as suite, expect, test} from "@odoo/hoot";
import {advanceTime} from "@odoo/hoot-mock";
import {patchWithCleanup} from "@web/../tests/web_test_helpers";
import {Gatherer, NotNow} from "@medspa_speed_to_lead/board/gatherer";
import {columnFor, indexFor} from "@medspa_speed_to_lead/board/card_position";

suite.current.tags("headless");

const card = (resId, data = {}, fields = {}) => ({
    resId,
    fields,
    data: {priority: "0", ...data},
});
const changes = (...ids) => ({ids, new: [], many: false, key: "k"});

function gatherer() {
    return new Gatherer(async ({changed}) => expect.step([...changed.keys()].join()));
}

/** Let time pass in small steps: what is read is there before the next one. */
async function pass(milliseconds) {
    for (let passed = 0; passed < milliseconds; passed += 100) {
        await advanceTime(100);
    }
}

test("reads at most once in a while, whatever happens", async () => {
    const board = gatherer();
    board.add(changes(1));
    board.add(changes(2, 1));
    await pass(700);
    expect.verifySteps(["1,2"]);
    board.add(changes(3));
    board.add(changes(4));
    await pass(800);
    expect.verifySteps(["3,4"]);
    await pass(5000);
    expect.verifySteps([]);
    board.stop();
});

test("boards do not all read together, and none later than within a second", async () => {
    let random = 0;
    patchWithCleanup(Math, {random: () => random});
    const board = gatherer();
    board.add(changes(1));
    await pass(100);
    expect.verifySteps(["1"]);
    random = 0.99;
    await pass(1000);
    board.add(changes(2));
    await pass(300);
    expect.verifySteps([]);
    await pass(100);
    expect.verifySteps(["2"]);
    board.add(changes(3)); // right after a read: at most its pause later
    await pass(800);
    expect.verifySteps(["3"]);
    board.stop();
});

test("a slow server is left alone until it has answered", async () => {
    patchWithCleanup(Math, {random: () => 0});
    const answers = [];
    const board = new Gatherer(async ({changed}) => {
        expect.step([...changed.keys()].join());
        await new Promise((resolve) => answers.push(resolve));
    });
    board.add(changes(1));
    await pass(100);
    board.add(changes(2));
    await pass(3000);
    expect.verifySteps(["1"]);
    answers.pop()();
    await pass(600);
    expect.verifySteps(["2"]);
    board.stop();
});

test("what could not be read yet is read again as it is by then", async () => {
    const said = [];
    const board = new Gatherer(async ({changed}) => {
        said.push(Object.fromEntries(changed));
        board.add({ids: [1], new: [], many: false, key: "newer"});
        return said.length > 1;
    });
    board.add({ids: [1, 2], new: [], many: false, key: "older"});
    await pass(1400);
    board.stop();
    expect(said.slice(0, 2)).toEqual([
        {1: "older", 2: "older"},
        {1: "newer", 2: "older"},
    ]);
});

test("what a full server did not answer is read again, still as new", async () => {
    const said = [];
    const board = new Gatherer(async ({changed, fresh}) => {
        said.push([[...changed.keys()], [...fresh]]);
        if (said.length === 1) {
            throw new NotNow();
        }
    });
    board.add({ids: [1, 2], new: [2], many: false, key: "k"});
    await pass(5000);
    board.stop();
    const all = [[1, 2], [2]];
    expect(said).toEqual([all, all]);
});

test("reads nothing once the board is left", async () => {
    const board = gatherer();
    board.add(changes(1));
    board.stop();
    board.add(changes(2));
    await advanceTime(5000);
    expect.verifySteps([]);
});

test("puts a card where the server would", () => {
    const records = [card(9, {priority: "2"}), card(8), card(3)];
    const list = {orderBy: [], records};
    expect(indexFor(list, card(12))).toBe(1);
    expect(indexFor(list, card(5))).toBe(2);
    expect(indexFor(list, card(1))).toBe(3);
    expect(indexFor(list, card(12, {priority: "3"}))).toBe(0);
    list.orderBy = [{name: "id", asc: true}];
    list.records = [card(3), card(8)];
    expect(indexFor(list, card(5))).toBe(1);
});

test("puts an urgent card on top, the one that waits longest first", () => {
    const fields = {urgent_since: {type: "datetime"}};
    const urgent = (id, at) => card(id, {urgent_since: at}, fields);
    const orderBy = [
        {name: "urgent_since", asc: true},
        {name: "priority", asc: false},
        {name: "id", asc: false},
    ];
    const records = [urgent(4, 100), urgent(9, false), urgent(8, false)];
    const list = {orderBy, records};
    expect(indexFor(list, urgent(3, 50))).toBe(0);
    expect(indexFor(list, urgent(3, 200))).toBe(1);
    expect(indexFor(list, urgent(12, false))).toBe(1);
    expect(indexFor(list, urgent(3, false))).toBe(3);
});

test("finds the column of a card", () => {
    const groups = [{value: 1}, {value: false}];
    const root = {isGrouped: true, groupByField: {name: "stage_id"}, groups};
    expect(columnFor(root, {stage_id: {id: 1, display_name: "New"}})).toBe(groups[0]);
    expect(columnFor(root, {stage_id: false})).toBe(groups[1]);
    expect(columnFor(root, {stage_id: {id: 7}})).toBe(undefined);
});
