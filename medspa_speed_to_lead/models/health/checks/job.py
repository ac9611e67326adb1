from odoo import api, models

from ...jobs.waking import MAILS
from ..health import Trouble

# the sending of what we queue there
_OF_ODOO = (
    MAILS,
    "sms.ir_cron_sms_scheduler_action",
)
_FAILURES = 3  # Odoo switches a job off after five failures within a week


class MedspaHealth(models.AbstractModel):
    """Jobs that are switched off, deleted, or fail as a whole."""

    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "job"]

    @api.model
    def _check_job(self):
        jobs = dict(self.env["medspa.job"]._crons())
        for xmlid in _OF_ODOO:
            job = self.env.ref(xmlid, raise_if_not_found=False)
            jobs[xmlid] = job and job.sudo()
        # what people deleted leaves no name behind
        for work in self.env["medspa.job"]._works():
            jobs.setdefault(work.cron, None)
        words = {xmlid: self._what_ails(xmlid, job) for xmlid, job in jobs.items()}
        nobody = self.env["res.company"]
        return [
            Trouble(xmlid, nobody, said, jobs[xmlid] or None)
            for xmlid, said in words.items()
            if said
        ]

    def _what_ails(self, xmlid, job):
        if not job:
            return self.env._(
                "The job “%s” was deleted. Update the app Medspa Speed to Lead, which "
                "makes it anew.",
                xmlid,
            )
        if not job.active:
            return self.env._(
                "The job “%s” is switched off; Odoo does that when a job keeps "
                "failing. Read the server's log, and switch it on under Settings > "
                "Technical > Scheduled Actions.",
                job.cron_name,
            )
        if job.failure_count >= _FAILURES:
            return self.env._(
                "The job “%(job)s” has failed %(count)s times in a row and will be "
                "switched off. Read the server's log.",
                job=job.cron_name,
                count=job.failure_count,
            )
        return ""
