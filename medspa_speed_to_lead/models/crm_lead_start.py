from odoo import models
from odoo.exceptions import AccessError

from ..tools.same_person.people import SAME, relation
from .jobs.waking import ESCALATE, wake


class CrmLead(models.Model):
    """Leads that were there before their team used speed-to-lead: the clock of some is
    started, for all at once by a manager, or of one by the person who writes again.

    Nobody is late for the past, and they are in no figure of arrivals: they have no
    day on which they arrived.
    """

    _inherit = "crm.lead"

    def action_start_clock(self):
        """Let these wait for an answer from now on; say how many, and how many were
        left as they are."""
        if not self.env.user.has_group("sales_team.group_sale_manager"):
            raise AccessError(self.env._("A CRM manager starts the clock."))
        self.check_access("write")
        waiting = self.filtered(lambda lead: lead._inquiry_could_be())
        waiting._inquiry_start()
        said = self.env._("%s now wait for an answer.", len(waiting))
        if left := len(self) - len(waiting):
            said += " " + self.env._(
                "%s stay as they are: closed, inquiries already, or of a team that "
                "does not use Speed to Lead.",
                left,
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if waiting else "warning",
                "message": said,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _inquiry_could_be(self):
        """Say whether it is an open lead of a team with the switch, and no inquiry."""
        return bool(
            not self.intake_received_at
            and self.team_id.speed_to_lead
            and not self._practice_is_closed()
        )

    def _inquiry_start(self):
        """Make inquiries of leads: owner, promise and clock from now on. Nothing is
        sent, and no plan begins: nobody raised a hand today."""
        # sudo: the facts of an inquiry, which nobody writes by hand
        leads_sudo = self.sudo()
        if not leads_sudo:
            return
        day = {"intake_received_on": False}
        for lead_sudo, values in leads_sudo._inquiry_values().items():
            lead_sudo.write({**values, **day})
        wake(self.env, ESCALATE, list(leads_sudo._response_start_first_waits()))
        said = self.env._("Their clock was started: they wait for an answer from now.")
        leads_sudo._message_log_batch(bodies=dict.fromkeys(leads_sudo.ids, said))

    def _going_on(self, person):
        """Who has an open lead of before goes on with it."""
        lead = super()._going_on(person)
        if lead:
            return lead
        before = self.filtered(
            lambda one: (
                one._inquiry_could_be() and relation(one._person(), person) == SAME
            )
        )[:1]
        before._inquiry_start()
        return before
