import {onWillDestroy} from "@odoo/owl";
import {crmKanbanView} from "@crm/views/crm_kanban/crm_kanban_view";
import {useService} from "@web/core/utils/hooks";
import {patch} from "@web/core/utils/patch";
import {Gatherer} from "./gatherer";
import {LiveBoard} from "./live_board";
import {Tally} from "./tally";

/** Every board of leads changes by itself when an inquiry does. */
patch(crmKanbanView.Controller.prototype, {
    setup() {
        super.setup();
        const bus = useService("bus_service");
        const clock = useService("medspa_clock");
        const tally = new Tally(this.model, this.progressBarState);
        const board = new LiveBoard(this.model, tally);
        const gatherer = new Gatherer((changes) => board.update(changes));
        const hear = (changes) => gatherer.add(changes);
        bus.subscribe("medspa.inquiry", hear);
        if (tally.isOn) {
            onWillDestroy(clock.subscribe((now) => tally.tick(now)));
        }
        onWillDestroy(() => {
            bus.unsubscribe("medspa.inquiry", hear);
            gatherer.stop();
        });
    },
});
