from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..health import Trouble

_WAITED = timedelta(minutes=15)
_LOOKED_BACK = timedelta(hours=1)
# failures of the server that sends, not of one address
_OF_THE_SERVER = ("mail_smtp", "mail_from_missing", "mail_from_invalid", "unknown")


class MedspaHealth(models.AbstractModel):
    """Emails that do not leave."""

    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "mail"]

    @api.model
    def _check_mail(self):
        waiting, refused = self._emails_that_stay(fields.Datetime.now())
        nobody = self.env["res.company"]
        troubles = []
        if waiting:
            words = self.env._(
                "%s emails have waited for more than 15 minutes to leave. See "
                "Settings > Technical > Emails, and whether the job “Mail: Email Queue "
                "Manager” runs.",
                waiting,
            )
            troubles.append(Trouble("waiting", nobody, words))
        if refused:
            words = self.env._(
                "%s emails of the last hour did not leave: the mail server could not "
                "be reached or refused them. Test the connection under Settings > "
                "Technical > Outgoing Mail Servers; Settings > Technical > Emails has "
                "them.",
                refused,
            )
            troubles.append(Trouble("refused", nobody, words))
        return troubles

    def _emails_that_stay(self, now):
        """Return how many wait too long, and how many the server did not take."""
        ((waiting, refused),) = self.env.execute_query(
            SQL(
                r"""
                SELECT count(*) FILTER (
                           WHERE state = 'outgoing'
                             AND COALESCE(scheduled_date, create_date) < %(waited)s),
                       count(*) FILTER (
                           WHERE state = 'exception' AND write_date > %(since)s
                             AND COALESCE(failure_type, 'unknown') = ANY(%(types)s)
                             AND COALESCE(failure_reason, '') !~ '\m5\d\d\M')
                  FROM mail_mail WHERE state IN ('outgoing', 'exception')
                """,
                waited=now - _WAITED,
                since=now - _LOOKED_BACK,
                types=list(_OF_THE_SERVER),
            )
        )
        return waiting, refused
