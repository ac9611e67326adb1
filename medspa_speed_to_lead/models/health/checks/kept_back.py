from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, format_date

from ....tools import spam
from ..health import Trouble

# so long before a payload is blanked it is told
_BEFORE = timedelta(days=14)


class MedspaHealth(models.AbstractModel):
    """What patients may have written and nobody has looked at: held back as spam,
    refused by a limit, or about to be blanked without a card."""

    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "held_back", "over_limit", "unread"]

    @api.model
    def _check_held_back(self):
        sources_sudo = self.env["medspa.intake.source"].sudo()
        sources_sudo = sources_sudo.search([("active", "=", True)])
        # a trap is sprung every day; of words somebody must judge
        counts = sources_sudo._count_held_back(spam.PITCH, spam.LINK_IN_NAME)
        return [
            Trouble(
                str(source_sudo.id),
                source_sudo.company_id,
                self.env._(
                    "“%(name)s” holds back inquiries as spam that nobody has looked "
                    "at: %(count)s in 30 days. Open the source, look under Show Them, "
                    "and press Not Spam or Dealt With.",
                    name=source_sudo.name,
                    count=counts[source_sudo.id],
                ),
                source_sudo,
            )
            for source_sudo in sources_sudo
            if source_sudo.id in counts
        ]

    @api.model
    def _check_over_limit(self):
        sources_sudo = self.env["medspa.intake.source"].sudo()
        return [
            Trouble(
                str(source_sudo.id),
                source_sudo.company_id,
                self.env._(
                    "Something that arrived at “%(name)s” was refused as too large, or "
                    "as too many in a minute, and not kept. Have the form send less, "
                    "or raise the limit of the source.",
                    name=source_sudo.name,
                ),
                source_sudo,
            )
            for source_sudo in sources_sudo._find_over_limit()
        ]

    @api.model
    def _check_unread(self):
        sources_sudo = self.env["medspa.intake.source"].sudo()
        troubles = []
        for source_id, count, first_at in self._soon_blanked():
            source_sudo = sources_sudo.browse(source_id)
            words = self.env._(
                "%(count)s unread forms of “%(name)s” have no card, and what they say "
                "is deleted from %(day)s on. Match the fields of the source, or open "
                "its events and press Dealt With.",
                count=count,
                name=source_sudo.name,
                day=format_date(self.env, first_at),
            )
            company_sudo = source_sudo.company_id
            troubles.append(Trouble(str(source_id), company_sudo, words, source_sudo))
        return troubles

    def _soon_blanked(self):
        """Return ``[(source, how many, when the first is blanked)]``."""
        events = self.env["medspa.intake.event"]
        kept = timedelta(days=events._body_days())
        rows = self.env.execute_query(
            SQL(
                """
                SELECT source_id, count(*), min(received_at) FROM medspa_intake_event
                 WHERE is_unread AND lead_id IS NULL AND body IS NOT NULL
                   AND state = 'processed' AND received_at < %s
                 GROUP BY source_id ORDER BY source_id
                """,
                fields.Datetime.now() - kept + _BEFORE,
            )
        )
        return [(source_id, count, first + kept) for source_id, count, first in rows]
