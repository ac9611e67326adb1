/** Where a card belongs on a board: in which column, and between which other cards. */

// Odoo's own order of leads, where nobody chose another
const DEFAULT_ORDER = [
    {name: "priority", asc: false},
    {name: "id", asc: false},
];
const KEYED = ["many2one", "selection", "char", "boolean", "integer"];

/** Say whether a card's column can be told from its values alone. */
export function canPlaceCards(root) {
    return !root.isGrouped || KEYED.includes(root.groupByField.type);
}

export function columnsOf(root) {
    return root.isGrouped ? root.groups : [root];
}

export function listOf(column) {
    return column.list || column;
}

/** The column of what the server read, or undefined where the board has none. */
export function columnFor(root, values) {
    if (!root.isGrouped) {
        return root;
    }
    const value = values[root.groupByField.name];
    const key = value?.id || value;
    return root.groups.find((group) => group.value === key);
}

function sortKey(record, name) {
    const value = name === "id" ? record.resId : record.data[name];
    return value?.display_name ?? value?.valueOf() ?? false;
}

function isMoment(record, name) {
    return ["date", "datetime"].includes(record.fields[name]?.type);
}

function compare(left, right, order) {
    for (const {name, asc} of order) {
        const [a, b] = [sortKey(left, name), sortKey(right, name)];
        if (a === b) {
            continue;
        }
        if (isMoment(left, name) && (a === false || b === false)) {
            // what has no moment is the largest, as in the database
            return (a === false) === asc ? 1 : -1;
        }
        return a < b === asc ? -1 : 1;
    }
    return 0;
}

/** The index at which a card belongs among those of a list. */
export function indexFor(list, record) {
    const order = list.orderBy.length ? list.orderBy : DEFAULT_ORDER;
    const index = list.records.findIndex((other) => compare(record, other, order) < 0);
    return index < 0 ? list.records.length : index;
}
