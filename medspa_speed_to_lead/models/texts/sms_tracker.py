from odoo import fields, models

from odoo.addons.sms_twilio.controllers.controllers import (
    TWILIO_TO_SMS_STATE,
    TWILIO_TO_SMS_STATE_ERRORS,
)

from ...tools.providers import twilio
from ..jobs.afterwards import after_commit
from .sms_api import REFUSED_CODES


class SmsTracker(models.Model):
    _inherit = "sms.tracker"

    medspa_company_id = fields.Many2one(
        "res.company", readonly=True, ondelete="set null", index="btree_not_null"
    )
    medspa_report_base = fields.Char(
        readonly=True, help="The beginning of the address that reports are sent to."
    )

    def _expect_report(self, company):
        """Keep who sent these texts and where a report on them will arrive."""
        new = self.filtered(lambda tracker: not tracker.medspa_company_id)
        if new:
            base = self.env["medspa.intake.source"]._public_base()
            new.write({"medspa_company_id": company.id, "medspa_report_base": base})

    def _take_report(self, status, code=None, words=None):
        """Take what Twilio says of these texts, as Odoo's own route does."""
        if status in TWILIO_TO_SMS_STATE_ERRORS:
            self._action_update_from_twilio_error(status, code, words)
        elif status in TWILIO_TO_SMS_STATE:
            self._action_update_from_sms_state(TWILIO_TO_SMS_STATE[status])

    def _action_update_from_twilio_error(self, sms_status, error_code, error_message):
        """A refusal at the carrier's is one whenever it is reported: of a messaging
        service Twilio tells it only later."""
        result = super()._action_update_from_twilio_error(
            sms_status, error_code, error_message
        )
        if str(error_code) in REFUSED_CODES:
            self._refused_by_recipient(error_message or error_code)
        return result

    def _refused_by_recipient(self, evidence):
        consent = self.env["medspa.consent"]
        for tracker in self.filtered("mail_notification_id.sms_number"):
            company = tracker.medspa_company_id or self.env.company
            number = tracker.mail_notification_id.sms_number
            consent._refused_at_carrier(number, company, evidence)

    def _tell_touches(self):
        """Tell them after the commit: the report is kept whoever else is changing
        the inquiry at this moment."""
        after_commit(self, "_tell_touches_now")

    def _report_addresses(self, path):
        """Return every address at which Twilio may have been told to report.

        :param str path: of the request; of the host it says nothing is believed.
        """
        path = path[path.index("/sms_twilio/") :]
        sources = self.env["medspa.intake.source"]
        bases = (self.medspa_report_base, sources._public_base(), self.get_base_url())
        return [
            url
            for base in dict.fromkeys(filter(None, bases))
            for url in twilio.spellings(base.rstrip("/") + path)
        ]
