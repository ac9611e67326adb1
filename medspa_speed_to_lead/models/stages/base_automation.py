from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

from ..jobs.waking import STAGE_RULES
from ..jobs.work import Work

_REMINDERS = (
    "automation_outcome_missing",
    "automation_stuck_in_contacted",
    "automation_nurture_check_in",
)
_JOB = "base_automation.ir_cron_data_base_automation_check"


class BaseAutomation(models.Model):
    """Odoo's Automation Rules, of which the ready reminders are some."""

    _inherit = "base.automation"

    @api.model
    def _work_of_reminders(self):
        """Wake the reminders that never ran, once a team needs them.

        Until then Odoo's own job stays as it is without us. They look back no further
        than now. One that somebody has switched off since stays off. By a job, since
        the row of Odoo's job changes at any time: no team may fail to be stored by it.
        """
        return Work(
            "reminders",
            STAGE_RULES,
            self.sudo().with_context(active_test=False),
            due=self._resting_reminders,
            since=None,
            order=SQL("id"),
            do=lambda reminder: reminder._begin(),
        )

    @api.model
    def _resting_reminders(self):
        known = (
            self.env.ref(f"medspa_speed_to_lead.{name}", raise_if_not_found=False)
            for name in _REMINDERS
        )
        return SQL(
            "id = ANY(%s) AND last_run IS NULL"
            " AND EXISTS (SELECT FROM crm_team WHERE speed_to_lead)",
            [one.id for one in known if one],
        )

    def _begin(self):
        job_sudo = self.env.ref(_JOB, raise_if_not_found=False)
        job_sudo = (job_sudo or self.env["ir.cron"]).sudo()
        if job_sudo.try_lock_for_update(allow_referencing=True) != job_sudo:
            # Odoo would leave it switched off without a word
            raise ConcurrencyError("the job of Odoo's Automation Rules is in use")
        # They patch no method: with this key Odoo does not reload every worker.
        self.with_context(import_file=True).write(
            {"active": True, "last_run": fields.Datetime.now()}
        )
