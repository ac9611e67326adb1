import {Component, useState} from "@odoo/owl";

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

/** How many wait for me, and how many of them too long; a click opens the list. */
class WaitingSystray extends Component {
    static template = "medspa_speed_to_lead.WaitingSystray";
    static props = {};

    setup() {
        this.action = useService("action");
        this.state = useState(useService("medspa.waiting").state);
    }

    get title() {
        const {away, late, waiting} = this.state;
        const counts = waiting
            ? _t("%(waiting)s waiting for you, %(late)s late", {waiting, late})
            : _t("Nobody waits for you");
        return away ? `${counts}. ${_t("You are away %s", away)}` : counts;
    }

    open(filter) {
        this.action.doAction("medspa_speed_to_lead.medspa_waiting_action", {
            clearBreadcrumbs: true,
            additionalContext: {
                search_default_mine: 1,
                ...(filter && {[`search_default_${filter}`]: 1}),
            },
        });
    }
}

registry
    .category("systray")
    .add("medspa_speed_to_lead.waiting", {Component: WaitingSystray}, {sequence: 30});
