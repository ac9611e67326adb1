import {onWillDestroy} from "@odoo/owl";
import {crmKanbanView} from "@crm/views/crm_kanban/crm_kanban_view";
import {useService} from "@web/core/utils/hooks";
import {patch} from "@web/core/utils/patch";
import {ColumnCounts} from "./column_counts";
import {Gatherer} from "./gatherer";
import {LiveBoard} from "./live_board";

/** Every board of leads changes by itself when an inquiry does. */
patch(crmKanbanView.Controller.prototype, {
    setup() {
        super.setup();
        const bus = useService("bus_service");
        const clock = useService("medspa_clock");
        const counts = new ColumnCounts(this.model, this.progressBarState);
        const board = new LiveBoard(this.model, counts);
        const gatherer = new Gatherer((changes) => board.update(changes));
        const hear = (changes) => gatherer.add(changes);
        bus.subscribe("medspa.inquiry", hear);
        if (counts.isOn) {
            onWillDestroy(clock.subscribe((now) => counts.tick(now)));
        }
        onWillDestroy(() => {
            bus.unsubscribe("medspa.inquiry", hear);
            gatherer.stop();
        });
    },
});
