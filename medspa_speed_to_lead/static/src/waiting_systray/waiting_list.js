import {onWillUnmount} from "@odoo/owl";

import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {ListController} from "@web/views/list/list_controller";
import {listView} from "@web/views/list/list_view";

// however much happens, the list is read no more often than this
const AT_MOST_EVERY = 5000;

/** The list of all who wait, read again when somebody asks, answers or takes over. */
class WaitingListController extends ListController {
    setup() {
        super.setup();
        this.bus = useService("bus_service");
        this.refreshLater = this.refreshLater.bind(this);
        this.bus.subscribe("medspa.inquiry", this.refreshLater);
        onWillUnmount(() => {
            this.bus.unsubscribe("medspa.inquiry", this.refreshLater);
            browser.clearTimeout(this.timer);
        });
    }

    refreshLater() {
        this.timer ??= browser.setTimeout(() => this.refresh(), AT_MOST_EVERY);
    }

    async refresh() {
        this.timer = undefined;
        // rows do not move under somebody who is choosing some of them
        if (this.model.root.selection.length) {
            this.refreshLater();
        } else {
            await this.model.load();
        }
    }
}

registry.category("views").add("medspa_waiting_list", {
    ...listView,
    Controller: WaitingListController,
});
