from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..health import Trouble

_WAITED = timedelta(minutes=15)
_LOOKED_BACK = timedelta(hours=1)
# failures of the account or the provider, not of one number
_OF_THE_PROVIDER = (
    "sms_server",
    "sms_credit",
    "sms_acc",
    "sms_registration_needed",
    "twilio_authentication",
    "twilio_from_missing",
    "twilio_callback",
)


class MedspaHealth(models.AbstractModel):
    """Texts that do not leave, and their hours, which nobody checked for a year."""

    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "text", "law"]

    @api.model
    def _check_text(self):
        waiting, refused, kinds = self._texts_that_stay(fields.Datetime.now())
        nobody = self.env["res.company"]
        troubles = []
        if waiting:
            words = self.env._(
                "%s texts have waited for more than 15 minutes to leave. See "
                "Settings > Technical > SMS, and whether the job “SMS: SMS Queue "
                "Manager” runs.",
                waiting,
            )
            troubles.append(Trouble("waiting", nobody, words))
        if refused:
            words = self.env._(
                "%(count)s texts of the last hour did not leave (%(kinds)s). See the "
                "account at the provider, and the SMS settings of the company.",
                count=refused,
                kinds=", ".join(sorted(self._kinds_in_words(kinds))),
            )
            troubles.append(Trouble("refused", nobody, words))
        return troubles

    @api.model
    def _check_law(self):
        windows_sudo = self.env["medspa.contact.window"].sudo()
        due = windows_sudo.search([("active", "=", True), ("is_check_due", "=", True)])
        return [
            Trouble(
                str(company.id or ""),
                company,
                self.env._(
                    "Nobody has checked for more than a year whether these contact "
                    "hours still are the law: %(names)s. Read each law at its address "
                    "under CRM > Configuration > Speed to Lead > Contact Hours, "
                    "correct the row, and press Checked.",
                    names=", ".join(rows.mapped("name")),
                ),
                rows[0],
            )
            for company, rows in due.grouped("company_id").items()
        ]

    def _texts_that_stay(self, now):
        """Return how many wait too long, how many did not leave, and why not."""
        ((waiting, refused, kinds),) = self.env.execute_query(
            SQL(
                """
                SELECT count(*) FILTER (
                           WHERE state = 'outgoing' AND create_date < %(waited)s),
                       count(*) FILTER (
                           WHERE state = 'error' AND write_date > %(since)s
                             AND failure_type = ANY(%(types)s)),
                       array_agg(DISTINCT failure_type) FILTER (
                           WHERE state = 'error' AND write_date > %(since)s
                             AND failure_type = ANY(%(types)s))
                  FROM sms_sms
                 WHERE state IN ('outgoing', 'error') AND to_delete IS NOT TRUE
                """,
                waited=now - _WAITED,
                since=now - _LOOKED_BACK,
                types=list(_OF_THE_PROVIDER),
            )
        )
        return waiting, refused, kinds or []

    def _kinds_in_words(self, kinds):
        field = self.env["sms.sms"]._fields["failure_type"]
        names = dict(field._description_selection(self.env))
        return [names.get(kind, kind) for kind in kinds]
