from odoo import api, fields, models
from odoo.tools import SQL

from ..jobs.commit import commit
from ..jobs.waking import PROCESS, wake
from ..jobs.work import Work, work_off


class MedspaIntakeEvent(models.Model):
    """Reading again, by the job: what was too much for one press of a button, and what
    somebody else was at."""

    _inherit = "medspa.intake.event"

    is_to_read_again = fields.Boolean(string="Waits to Be Read Again", readonly=True)

    _to_read_again_idx = models.Index("(received_at) WHERE is_to_read_again")

    def _taken_alone(self):
        """Return those that nobody else works on, neither on them nor for the same
        person, and keep others from it until this transaction ends: the same locks as
        at the door. What is taken is not waited for.
        """
        keys = {event.id: event._lock_keys() for event in self}
        wanted = sorted(set().union(*keys.values()))
        rows = self.env.execute_query(
            SQL(
                "SELECT key, pg_try_advisory_xact_lock(hashtextextended(key, 0))"
                " FROM unnest(%s::text[]) AS key",
                wanted,
            )
        )
        taken = {key for key, is_ours in rows if is_ours}
        return self.filtered(lambda event: keys[event.id] <= taken)

    def _leave_to_job(self):
        if self:
            self.write({"is_to_read_again": True})
            wake(self.env, PROCESS, [fields.Datetime.now()])

    @api.model
    def _cron_process_events(self):
        result = super()._cron_process_events()
        work_off(self._work_of_reading_again())
        return result

    @api.model
    def _work_of_reading_again(self):
        """Events that a person wants read again, the latest first."""
        return Work(
            "read_again",
            PROCESS,
            self,
            due=lambda: SQL("is_to_read_again"),
            since=None,
            order=SQL("received_at DESC, id DESC"),
            do=lambda event: event._read_again_alone(),
        )

    def _read_again_alone(self):
        # let go of the row before others are waited for, as in processing
        commit(self.env)
        with self._alone(wait="1s"):
            event = self._as_system()
            if event.state == "error" or event.is_unread:
                event._read_once_more()
            event.is_to_read_again = False
            commit(self.env)
