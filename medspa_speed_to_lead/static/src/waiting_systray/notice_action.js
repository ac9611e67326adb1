import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

// long enough to read it, and to change one's mind
const SHOWN_FOR = 4000;
const WITH_UNDO = 10000;

/**
 * Tell what was done, with a button that takes it back.
 *
 * Parameters, see `crm.lead._notice_with_undo`: the message, `undo` (model, method and ids),
 * `next` (the action that follows) and `reload` (show the screen anew).
 */
function notice(env, {params}) {
    const {action, notification, orm} = env.services;
    const buttons = [];
    if (params.undo) {
        const {model, method, ids} = params.undo;
        buttons.push({
            name: _t("Undo"),
            onClick: async () => {
                close();
                await action.doAction(await orm.call(model, method, [ids]));
            },
        });
    }
    const close = notification.add(params.message, {
        type: "success",
        autocloseDelay: params.undo ? WITH_UNDO : SHOWN_FOR,
        buttons,
    });
    env.services["medspa.waiting"].refreshNow();
    return params.reload ? "soft_reload" : params.next;
}

registry.category("actions").add("medspa_notice", notice);
