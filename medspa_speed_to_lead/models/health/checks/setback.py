from odoo import api, models

from ..health import Trouble

_TRIES = 3  # a quarter of an hour: what passes by itself has passed


class MedspaHealth(models.AbstractModel):
    """Rows that a job cannot do, again and again."""

    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "setback"]

    @api.model
    def _check_setback(self):
        """One trouble a job, company and day: a hundred rows are one trouble."""
        setbacks_sudo = self.env["medspa.setback"].sudo()
        setbacks_sudo._forget_moot()
        found = setbacks_sudo.search(
            ["|", ("tries", ">=", _TRIES), ("set_aside_at", "!=", False)]
        )
        groups = found.grouped(
            lambda one: (one.cron_id, one.company_id, one.began_at.date())
        )
        return [
            Trouble(
                f"{job.id}:{company.id}:{day}",
                company,
                self._words_of_setbacks(job, group),
                group if len(group) == 1 else None,
            )
            for (job, company, day), group in groups.items()
        ]

    def _words_of_setbacks(self, job, group):
        aside = group.filtered("set_aside_at")
        if aside:
            return self.env._(
                "The job “%(job)s” has set %(count)s aside, for it failed five times. "
                "Configuration > Speed to Lead > Set Aside tells why; when that is "
                "mended, press Try Again there.",
                job=job.cron_name,
                count=len(aside),
            )
        return self.env._(
            "The job “%(job)s” fails on %(count)s, again and again. Configuration > "
            "Speed to Lead > Set Aside tells why. It goes on trying for a day.",
            job=job.cron_name,
            count=len(group),
        )
