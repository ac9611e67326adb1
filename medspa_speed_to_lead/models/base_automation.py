from odoo import api, fields, models

_REMINDERS = (
    "automation_outcome_missing",
    "automation_stuck_in_contacted",
    "automation_nurture_check_in",
)


class BaseAutomation(models.Model):
    """Odoo's Automation Rules, of which the ready reminders are some."""

    _inherit = "base.automation"

    @api.model
    def _begin_reminders(self):
        """Wake the reminders that never ran, with the first team that needs them.

        Until then Odoo's own job stays as it is without us. They look back no further
        than now. One that somebody has switched off since stays off.
        """
        rules = (
            self.env.ref(f"medspa_speed_to_lead.{name}", raise_if_not_found=False)
            for name in _REMINDERS
        )
        resting = self.concat(*filter(None, rules)).filtered(
            lambda rule: not rule.last_run
        )
        # They patch no method: with this key Odoo does not reload every worker.
        resting.with_context(import_file=True).write(
            {"active": True, "last_run": fields.Datetime.now()}
        )
