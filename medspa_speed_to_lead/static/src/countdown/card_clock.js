import {patch} from "@web/core/utils/patch";
import {KanbanRecord} from "@web/views/kanban/kanban_record";

// what a card offers depends on the moment: by the clock of its countdown
patch(KanbanRecord.prototype, {
    get renderingContext() {
        const clock = this.env.services.medspa_clock;
        return Object.assign(super.renderingContext, {medspa_clock: clock});
    },
});
