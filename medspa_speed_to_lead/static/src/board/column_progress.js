import {CrmColumnProgress} from "@crm/views/crm_kanban/crm_column_progress";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

const WAITING = ["overdue", "due_soon", "waiting"];

patch(CrmColumnProgress.prototype, {
    /** Who waits in this column, in words; nothing on boards that do not count it. */
    get waitingInWords() {
        const {progressBar, progressBarState} = this.props;
        if (progressBarState.progressAttributes.fieldName !== "response_state") {
            return {};
        }
        const counts = WAITING.map(
            (state) => progressBar.bars.find(({value}) => value === state)?.count || 0,
        );
        const [late] = counts;
        const waiting = counts.reduce((sum, count) => sum + count);
        return {
            waiting: waiting && _t("%s waiting", waiting),
            late: late && _t("%s late", late),
        };
    },
});
