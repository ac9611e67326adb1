from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

SEEN_DAYS = 30


class MedspaIntakeEvent(models.Model):
    _inherit = "medspa.intake.event"

    _spam_idx = models.Index("(source_id, received_at) WHERE state = 'spam'")


class MedspaIntakeSource(models.Model):
    """Everybody who works with a source sees that something was held back; what it
    says, managers alone."""

    _inherit = "medspa.intake.source"

    held_back_count = fields.Integer(
        string="Held Back as Spam",
        compute="_compute_held_back_count",
        help="Of the last 30 days, that nobody has looked at. A manager sees them, and "
        "lets in what a person wrote.",
    )

    def _compute_held_back_count(self):
        counts = self._count_held_back()
        for source in self:
            source.held_back_count = counts.get(source._origin.id, 0)

    def _count_held_back(self, *reasons):
        """Return ``{source id: how many}`` that nobody has looked at.

        :param reasons: only these, see :mod:`...tools.spam`; by default all.
        """
        # raw SQL: an index holds these alone, and the count says nothing of anybody
        self.env["medspa.intake.event"].flush_model(
            ["state", "spam_reason", "is_dealt_with"]
        )
        rows = self.env.execute_query(
            SQL(
                """
                SELECT source_id, count(*) FROM medspa_intake_event
                 WHERE state = 'spam' AND is_dealt_with IS NOT TRUE
                   AND source_id = ANY(%s) AND received_at > %s AND %s
                 GROUP BY source_id
                """,
                self.ids,
                fields.Datetime.now() - timedelta(days=SEEN_DAYS),
                SQL("spam_reason = ANY(%s)", list(reasons)) if reasons else SQL("TRUE"),
            )
        )
        return dict(rows)

    def action_view_held_back(self):
        action = self.action_view_events()
        waiting = [("state", "=", "spam"), ("is_dealt_with", "=", False)]
        return {**action, "domain": [*action["domain"], *waiting]}
