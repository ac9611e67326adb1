import {toRaw} from "@odoo/owl";
import {stateOf, waitOf} from "@medspa_speed_to_lead/countdown/wait";

/**
 * How many wait and how many are late in each column: the server's counts, kept right
 * in the browser as cards change and as time passes.
 */
export class ColumnCounts {
    constructor(model, bars) {
        this.model = model;
        this.bars = bars;
        this.counted = new WeakMap(); // card -> the state as which it is counted
    }

    /** Only a board whose bar shows who waits has something to count. */
    get isOn() {
        return this.bars?.progressAttributes.fieldName === "response_state";
    }

    /** Deadlines passed: the cards on the board tell, nobody is asked. */
    tick(now) {
        // read past the reactive layer: nothing is drawn because we looked at it
        const {isReady, root, useSampleModel} = toRaw(this.model);
        if (!isReady || !root.isGrouped || useSampleModel) {
            return;
        }
        for (const column of root.groups) {
            for (const card of column.list.records) {
                const state = stateOf(waitOf(card.data), now);
                if (state !== this.stateOf(card)) {
                    this.leave(column, card);
                    this.enter(column, card, state);
                }
            }
        }
    }

    stateOf(card) {
        return this.counted.get(toRaw(card)) ?? card.data.response_state;
    }

    leave(column, card) {
        this.shift(column, this.stateOf(card), -1);
    }

    enter(column, card, state = card.data.response_state) {
        this.counted.set(toRaw(card), state);
        this.shift(column, state, 1);
    }

    /** Count a card that is not on the board, such as one in a folded column. */
    shift(column, state, by) {
        if (!this.isOn || !column.groupByField) {
            return;
        }
        const info = this.bars.getGroupInfo(column);
        if (!info.isReady) {
            return;
        }
        const bar = info.bars.find(({value}) => value === state) || info.bars.at(-1);
        bar.count = Math.max(0, bar.count + by);
        const active = this.bars.activeBars[column.serverValue];
        if (active?.value === bar.value) {
            active.count = bar.count;
        }
    }
}
