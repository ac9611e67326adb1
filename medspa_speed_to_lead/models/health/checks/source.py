from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..health import Trouble

_LOOKED_BACK = timedelta(days=30)
_TRIES = 3


class MedspaHealth(models.AbstractModel):
    """Sources that fail twice in a row, and inquiries that could not be made."""

    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "source"]

    @api.model
    def _check_source(self):
        sources_sudo = self.env["medspa.intake.source"].sudo()
        troubles = []
        for source_id, in_a_row, failed in self._failures_of_sources():
            source_sudo = sources_sudo.browse(source_id)
            if in_a_row:
                words = self.env._(
                    "The last two inquiries of the source “%(name)s” failed. Open the "
                    "source, read why under Failed, mend it, and press Retry there.",
                    name=source_sudo.name,
                )
            else:
                words = self.env._(
                    "No inquiry could be made of %(count)s that the source “%(name)s” "
                    "received. Open the source, read why under Failed, mend it, and "
                    "press Retry there.",
                    count=failed,
                    name=source_sudo.name,
                )
            troubles.append(
                Trouble(str(source_id), source_sudo.company_id, words, source_sudo)
            )
        return troubles

    def _failures_of_sources(self):
        """Return ``[(source, whether the last two failed, how many keep failing)]``.

        What nobody can read keeps failing from the first try on, and tells nothing of
        other inquiries: a stranger may have sent it. Two in a row tell of the source.
        """
        return self.env.execute_query(
            SQL(
                """
                SELECT source.id, last.failed = 2, stuck.number
                  FROM medspa_intake_source source
                 CROSS JOIN LATERAL (
                       SELECT count(*) FILTER (WHERE state = 'error') AS failed
                         FROM (SELECT state FROM medspa_intake_event event
                                WHERE event.source_id = source.id
                                  AND event.received_at > %(since)s
                                  AND event.state != 'duplicate'
                             ORDER BY event.received_at DESC, event.id DESC
                                LIMIT 2) two) last
                 CROSS JOIN LATERAL (
                       SELECT count(*) AS number FROM medspa_intake_event event
                        WHERE event.source_id = source.id AND event.state = 'error'
                          AND event.attempts >= %(tries)s
                          AND event.received_at > %(since)s) stuck
                 WHERE source.active AND (last.failed = 2 OR stuck.number > 0)
                """,
                since=fields.Datetime.now() - _LOOKED_BACK,
                tries=_TRIES,
            )
        )
