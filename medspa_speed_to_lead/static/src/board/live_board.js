import {Domain} from "@web/core/domain";
import {rpc} from "@web/core/network/rpc";
import {user} from "@web/core/user";
import {getFieldsSpec, makeActiveField} from "@web/model/relational_model/utils";
import {canPlaceCards, columnFor, columnsOf, indexFor, listOf} from "./card_position";
import {NotNow} from "./gatherer";

const LONGEST_LOAD = 30_000;

/** Changes of inquiries, brought onto an open board without loading it anew. */
export class LiveBoard {
    /**
     * @param {Object} model of the board, reactive
     * @param {import("./column_counts").ColumnCounts} counts
     */
    constructor(model, counts) {
        this.model = model;
        this.counts = counts;
        this.watchLoads(model.hooks);
    }

    /**
     * Know when the board is loaded as a whole, such as after a dialog was closed. A
     * second load would take its place, and who waits for the first waits forever.
     */
    watchLoads(hooks) {
        const {onWillLoadRoot, onRootLoaded} = hooks;
        hooks.onWillLoadRoot = (config) => {
            this.loadingUntil = Date.now() + LONGEST_LOAD;
            return onWillLoadRoot(config);
        };
        hooks.onRootLoaded = (root) => {
            this.loadingUntil = 0;
            return onRootLoaded(root);
        };
    }

    get isLoading() {
        return this.loadingUntil > Date.now();
    }

    /**
     * @param {{changed: Map<number, string>, fresh: Set<number>, many: boolean}} changes
     * @returns {boolean} false: not now, try again
     */
    async update({changed, fresh, many}) {
        if (!this.model.isReady || this.isLoading) {
            return false;
        }
        if (many || !canPlaceCards(this.model.root)) {
            this.reload();
            return true;
        }
        const {id: rootId} = this.model.root;
        const records = await this.read(changed);
        return this.model.mutex.exec(() => {
            if (this.isLoading || this.model.root.id !== rootId) {
                return false; // what is on the board now may be from before the change
            }
            if (records.size && this.model.useSampleModel) {
                this.model.useSampleModel = false;
                this.reload();
            } else if (this.apply([...changed.keys()], fresh, records)) {
                this.reload();
            }
            return true;
        });
    }

    /** Nobody waits for it: a load by the user may take its place. */
    reload() {
        this.model.load();
    }

    /** One small question tells which of them belong on this board, and how they are. */
    async read(changed) {
        const {root} = this.model;
        const activeFields = {...root.activeFields};
        if (root.isGrouped) {
            activeFields[root.groupByField.name] ||= makeActiveField();
        }
        const specification = getFieldsSpec(activeFields, root.fields, root.context);
        const records = await rpc(
            "/websocket/medspa_changed_cards",
            {
                domain: root.domain,
                changes: [...changed],
                specification,
                context: {...user.context, bin_size: true, ...root.context},
            },
            {silent: true},
        );
        if (!records) {
            throw new NotNow();
        }
        return new Map(records.map((values) => [values.id, values]));
    }

    /** Bring all onto the board; says whether one has a column that is not on it. */
    apply(ids, fresh, records) {
        const {root} = this.model;
        let isUnknown = false;
        for (const id of ids) {
            const values = records.get(id);
            const target = values && columnFor(root, values);
            const [column, card] = this.find(id);
            if (values && !target) {
                isUnknown = true;
            } else if (!card && target) {
                this.bring(target, values, fresh.has(id));
            } else if (card && !this.isBusy(card)) {
                this.change(column, card, target, values);
            }
        }
        return isUnknown;
    }

    find(id) {
        for (const column of columnsOf(this.model.root)) {
            const card = listOf(column).records.find((record) => record.resId === id);
            if (card) {
                return [column, card];
            }
        }
        return [];
    }

    /** What somebody is typing here is theirs. */
    isBusy(card) {
        return card.dirty || card.isInEdition;
    }

    /** A card stays where it is in its column, unless it became urgent or no more. */
    change(column, card, target, values) {
        this.counts.leave(column, card);
        const wasUrgent = Boolean(card.data.urgent_since);
        if (values) {
            card._setData(values);
        }
        const stays = wasUrgent === Boolean(card.data.urgent_since);
        if (stays && target === column && this.passes(column, values)) {
            this.counts.enter(column, card);
            return;
        }
        column._removeRecords([card.id]);
        if (target) {
            this.insert(target, card);
        }
    }

    /** A card that is not on the board: new here, or among those not shown. */
    bring(column, values, isNew) {
        const list = listOf(column);
        const card = list._createRecordDatapoint(values);
        if (isNew || this.wouldShow(column, card)) {
            this.insert(column, card);
        }
    }

    /** Say whether a card, were it in this column before, would have been shown. */
    wouldShow(column, card) {
        const list = listOf(column);
        const isWhole = list.records.length >= list.count;
        return (
            !column.isFolded &&
            !column.config.extraDomain &&
            (isWhole || indexFor(list, card) < list.records.length)
        );
    }

    insert(column, card) {
        const list = listOf(column);
        const index = indexFor(list, card);
        const isBelow = index === list.records.length && list.count > index;
        if (column.isFolded || isBelow || !this.passes(column, card.data)) {
            column.count++;
        } else {
            column._addRecord(card, index);
        }
        this.counts.enter(column, card);
    }

    /** Say whether a card is one of those that the column's bar was clicked for. */
    passes(column, values) {
        const filter = column.config.extraDomain;
        return !filter || new Domain(filter).contains(values);
    }
}
