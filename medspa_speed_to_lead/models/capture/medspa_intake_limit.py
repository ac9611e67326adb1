from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

# whoever floods an address makes no more than so many notes
_NOTED_EVERY = timedelta(days=1)
_FORGOTTEN = timedelta(days=2)


class MedspaIntakeSource(models.Model):
    """What was too large or too much leaves a trace, once a day: it may have been a
    patient."""

    _inherit = "medspa.intake.source"

    over_limit_at = fields.Datetime(
        string="Last Over the Limits",
        copy=False,
        readonly=True,
        help="When something was refused as too large, or as too many in a minute; "
        "noted once a day.",
    )

    def _was_over_limit(self):
        """Note that something was refused, waiting for nobody; for most refusals of a
        day it only looks.

        The answer of the request is its own transaction: nothing else is in it.
        """
        now = fields.Datetime.now()
        if self.over_limit_at and self.over_limit_at > now - _NOTED_EVERY:
            return
        self.env.execute_query(
            SQL(
                """
                WITH noted AS (
                     SELECT id FROM medspa_intake_source
                      WHERE id = %(id)s
                        AND (over_limit_at IS NULL OR over_limit_at <= %(before)s)
                        FOR NO KEY UPDATE SKIP LOCKED)
                UPDATE medspa_intake_source source SET over_limit_at = %(now)s
                  FROM noted WHERE noted.id = source.id
             RETURNING source.id
                """,
                id=self.id,
                now=now,
                before=now - _NOTED_EVERY,
            )
        )
        self.invalidate_recordset(["over_limit_at"], flush=False)

    @api.model
    def _find_over_limit(self):
        """Return the sources at which something was refused in the last days."""
        since = fields.Datetime.now() - _FORGOTTEN
        return self.search([("over_limit_at", ">", since)])
