import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

/** Away from inquiries, for members of a sales team only. */
function awayItem(env) {
    const {action, "medspa.waiting": waiting} = env.services;
    return {
        type: "item",
        id: "medspa_away",
        description: _t("Away from inquiries..."),
        show: () => waiting.state.isMember && !waiting.state.away,
        callback: () => action.doAction("medspa_speed_to_lead.medspa_away_action"),
        sequence: 45,
    };
}

function backItem(env) {
    const {action, orm, "medspa.waiting": waiting} = env.services;
    return {
        type: "item",
        id: "medspa_back",
        description: _t("I am back for inquiries"),
        show: () => waiting.state.isMember && Boolean(waiting.state.away),
        callback: async () =>
            action.doAction(await orm.call("res.users", "action_medspa_back", [])),
        sequence: 45,
    };
}

registry
    .category("user_menuitems")
    .add("medspa_away", awayItem)
    .add("medspa_back", backItem);
