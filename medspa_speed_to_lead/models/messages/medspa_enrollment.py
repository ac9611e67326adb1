from odoo import api, models


class MedspaEnrollment(models.Model):
    """The job of follow-up plans: steps are taken here, and their messages leave."""

    _inherit = "medspa.enrollment"

    @api.model
    def _cron_follow_up(self):
        """Take the steps that are due, send what they planned, plan what comes next."""
        touches = self.env["medspa.touch"]
        touches._recover_interrupted()
        # a reminder belongs to an hour; it waits for no plan
        if not touches._send_due(("reminder",)):
            return
        # first messages have a job of their own
        others = set(touches._purposes_sent()) - {"acknowledgement"}
        while self._advance_due() and touches._send_due(others):
            if not self._schedule_idle():
                break
