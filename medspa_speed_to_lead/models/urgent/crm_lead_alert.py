from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

from ..jobs.waking import NOTICE, wake
from ..jobs.work import Work, work_off

_AGAIN = timedelta(minutes=10)


class CrmLead(models.Model):
    """The clinical contact is alerted at any hour, until somebody takes it."""

    _inherit = "crm.lead"

    def _urgent_begins(self):
        """Mark an inquiry as urgent and alert."""
        self.ensure_one()
        lead_sudo = self.sudo()
        if not lead_sudo.urgent_since:
            lead_sudo.urgent_since = fields.Datetime.now()
        lead_sudo._urgent_alert()

    def _urgent_alert(self):
        """Tell whoever is on it, else the clinical contact, and look again soon."""
        self.ensure_one()
        notice = self.env["medspa.notice"]
        which = notice._in_neutral_words(self)
        said = self.env._(
            "A patient may need a clinician now. Please read what they wrote and call "
            "them. You are reminded every 10 minutes until a colleague takes it."
        )
        notice._tell(
            self,
            self.env._("URGENT, please call: %s", which),
            Markup("<p>%s</p>") % said + self._notice_in_a_line(),
            candidates=self._urgent_contacts(),
            at_any_hour=True,
        )
        if self.urgent_taken_by_id:
            return
        self.urgent_alert_at = fields.Datetime.now() + _AGAIN
        wake(self.env, NOTICE, [self.urgent_alert_at])

    def _urgent_contacts(self):
        """Return groups of users, in the order in which they are asked."""
        team_sudo = self.sudo().team_id
        return [
            self.sudo().urgent_taken_by_id,
            team_sudo.urgent_contact_id,
            team_sudo.response_manager_id,
            team_sudo.user_id,
        ]

    # the job

    @api.model
    def _work_of_urgent(self):
        return Work(
            "urgent",
            NOTICE,
            self.sudo(),
            due=lambda: SQL("urgent_alert_at <= %s", fields.Datetime.now()),
            since=SQL("urgent_alert_at"),
            do=lambda lead: lead.with_company(lead._practice())._urgent_alert_again(),
        )

    def _urgent_alert_again(self):
        """Alert once more, unless there is nothing left to see to."""
        self.ensure_one()
        is_over = not self.active or not self._practice().sudo().medspa_urgent
        if is_over or self.urgent_taken_by_id or not self.urgent_since:
            self.urgent_alert_at = False
        else:
            self._urgent_alert()


class MedspaNoticeKept(models.Model):
    _inherit = "medspa.notice.kept"

    @api.model
    def _cron_tell(self):
        """Urgent alerts go first."""
        work_off(self.env["crm.lead"]._work_of_urgent())
        return super()._cron_tell()
