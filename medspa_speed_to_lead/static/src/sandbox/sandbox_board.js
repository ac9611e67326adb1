import {crmKanbanView} from "@crm/views/crm_kanban/crm_kanban_view";
import {session} from "@web/session";
import {user} from "@web/core/user";
import {patch} from "@web/core/utils/patch";

crmKanbanView.Controller.template = "medspa_speed_to_lead.CrmKanbanView";

/** The board says where texts are only shown. */
patch(crmKanbanView.Controller.prototype, {
    get isSandbox() {
        const companies = session.medspa_sandbox_company_ids || [];
        return user.activeCompanies.some(({id}) => companies.includes(id));
    },
});
