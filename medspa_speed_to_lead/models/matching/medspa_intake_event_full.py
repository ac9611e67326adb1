from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..intake.medspa_intake_event import TooManyInquiries
from ..jobs.afterwards import after_commit

FULL = "no_room"
BYTES_A_DAY = 50 * 1024 * 1024


class MedspaIntakeEvent(models.Model):
    """What nobody can read is kept up to so many bytes a source and day.

    A program that posts anything it likes fills no disk. The sender is told to come
    back, and the source's people hear of it; what can be read is kept as ever.
    """

    _inherit = "medspa.intake.event"

    @api.model
    def _check_room(self, source_sudo):
        result = super()._check_room(source_sudo)
        if self._unreadable_bytes(source_sudo) >= BYTES_A_DAY:
            after_commit(source_sudo, "_tell_that_it_is_full")
            raise TooManyInquiries
        return result

    @api.model
    def _unreadable_bytes(self, source_sudo):
        """Return how many bytes of the last 24 hours are kept, with their files."""
        self.flush_model(["state", "is_unread", "file_count", "lead_id"])
        ((size,),) = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(sum(
                           COALESCE(pg_column_size(body), 0)
                           + COALESCE(pg_column_size(query), 0)
                           + CASE WHEN file_count > 0 THEN COALESCE((
                               SELECT sum(file_size) FROM ir_attachment
                                WHERE (res_model, res_id) IN (
                                      ('medspa.intake.event', event.id),
                                      ('crm.lead', event.lead_id))), 0)
                             ELSE 0 END), 0)::bigint
                  FROM medspa_intake_event event
                 WHERE source_id = %s AND received_at > %s
                   AND (state = 'error' OR is_unread)
                """,
                source_sudo.id,
                fields.Datetime.now() - timedelta(hours=24),
            )
        )
        return size


class MedspaIntakeSource(models.Model):
    _inherit = "medspa.intake.source"

    def _tell_that_it_is_full(self):
        """Give the to-do, unless it stands."""
        notice = self.env["medspa.notice"]
        for source in self:
            if notice._todos_once(source, [FULL], Domain("active", "=", True)):
                continue
            title = source.env._("%s refuses forms that nobody can read", source.name)
            words = source.env._(
                "More than %s MB of them arrived within 24 hours, so further ones are "
                "refused and their sender is asked to come back. Look at what arrives: "
                "match the fields if patients send it, or make a new address if they "
                "don't. Forms that can be read are kept as ever.",
                BYTES_A_DAY // 1024**2,
            )
            note = Markup("<p>%s</p>") % words
            notice._todo_once(source, FULL, title, note, source._who_sets_it_up())
