import os
from datetime import UTC, datetime, timedelta

import psutil

from odoo import api, fields, models
from odoo.service import server

from ...jobs.work import oldest_due
from ..health import Trouble

LATE = timedelta(minutes=15)


class MedspaHealth(models.AbstractModel):
    """Work that nobody does although the server is up.

    A row that has a setback is no late one: see the check of setbacks.
    """

    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "late"]

    @api.model
    def _check_late(self):
        now = fields.Datetime.now()
        if _up_since() > now - LATE:
            return []  # it has been down: the jobs are about to catch up
        return [*self._late_works(now), *self._late_jobs(now)]

    def _late_works(self, now):
        """Name each kind of work whose oldest due row should long have been done."""
        nobody = self.env["res.company"]
        troubles = {}
        for work in self.env["medspa.job"]._works():
            oldest = oldest_due(work)
            if oldest and oldest < now - LATE:
                job = self.env.ref(work.cron).sudo()
                words = self.env._(
                    "The job “%s” does not come to its work: what has been due for "
                    "more than 15 minutes is not done. See whether the server is "
                    "overloaded or a job hangs: the server's log tells.",
                    job.cron_name,
                )
                troubles.setdefault(work.cron, Trouble(work.cron, nobody, words, job))
        return list(troubles.values())

    def _late_jobs(self, now):
        """Name each job that should have run long ago: nobody looks for its work."""
        nobody = self.env["res.company"]
        for xmlid, job in self.env["medspa.job"]._crons().items():
            if job.active and job.nextcall < now - LATE and not self._is_watch(job):
                words = self.env._(
                    "The job “%s” has not run for more than 15 minutes after its time. "
                    "See whether other jobs keep the server busy: the server's log "
                    "tells.",
                    job.cron_name,
                )
                yield Trouble(f"run:{xmlid}", nobody, words, job)

    def _is_watch(self, job):
        """Health itself is running now."""
        return job == self.env.ref("medspa_speed_to_lead.ir_cron_health").sudo()


def _up_since():
    """Return since when the server has been up: workers come and go."""
    main = getattr(server.server, "pid", None) or os.getpid()
    try:
        began = psutil.Process(main).create_time()
    except psutil.NoSuchProcess:
        began = psutil.Process().create_time()
    return datetime.fromtimestamp(began, UTC).replace(tzinfo=None)
