import {CrmKanbanDynamicGroupList} from "@crm/views/crm_kanban/crm_kanban_model";
import {UncaughtPromiseError} from "@web/core/errors/error_service";
import {RPCError} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";
import {patch} from "@web/core/utils/patch";
import {StatusBarField} from "@web/views/fields/statusbar/statusbar_field";

/**
 * The server stops a move that needs a reason, and names the dialog that asks for it.
 * That dialog opens at once, wherever the card was moved: on the board, in the list or
 * on the form. The card stays where it was; only the dialog moves or closes it.
 *
 * @param {Object} env
 * @param {Error} error
 * @param {Error} originalError
 * @returns {boolean} whether it was such a stop
 */
function stageDialogHandler(env, error, originalError) {
    if (
        !(error instanceof UncaughtPromiseError) ||
        !(originalError instanceof RPCError)
    ) {
        return false;
    }
    if (originalError.exceptionName !== "odoo.exceptions.RedirectWarning") {
        return false;
    }
    const [, actionId, , context] = originalError.data.arguments;
    if (!context?.medspa_open_at_once) {
        return false;
    }
    error.unhandledRejectionEvent.preventDefault();
    const {action} = env.services;
    action.doAction(actionId, {
        additionalContext: context,
        onClose: () => {
            // a board learns of the change as all open boards do
            if (action.currentController?.view?.type !== "kanban") {
                action.doAction("soft_reload");
            }
        },
    });
    return true;
}

// before Odoo's own, which would show a warning first
registry
    .category("error_handlers")
    .add("medspa_stage_dialog", stageDialogHandler, {sequence: 96});

/** Ask before the card moves: one that is moved and taken back jumps about. */
patch(CrmKanbanDynamicGroupList.prototype, {
    async moveRecord(dataRecordId, dataGroupId, refId, targetGroupId) {
        const source = this.groups.find((group) => group.id === dataGroupId);
        const target = this.groups.find((group) => group.id === targetGroupId);
        if (
            source !== target &&
            this.groupByField.name === "stage_id" &&
            target.value
        ) {
            const card = source.list.records.find(({id}) => id === dataRecordId);
            await this.model.orm.call("crm.lead", "stage_entry_check", [
                [card.resId],
                target.value,
            ]);
        }
        return super.moveRecord(...arguments);
    },
});

/** A stage that the server refused is not shown as if the inquiry stood in it. */
patch(StatusBarField.prototype, {
    async selectItem(item) {
        const {name, record} = this.props;
        if (record.resModel !== "crm.lead") {
            return super.selectItem(item);
        }
        const before = record.data[name];
        const wasDirty = await record.isDirty();
        try {
            return await super.selectItem(item);
        } catch (error) {
            if (error instanceof RPCError) {
                await (wasDirty ? record.update({[name]: before}) : record.discard());
            }
            throw error;
        }
    },
});
