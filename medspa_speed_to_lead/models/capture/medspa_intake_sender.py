from odoo import models

from ...tools.text_sender import is_person


class MedspaIntakeEvent(models.Model):
    """A text of a short code, a name, a withheld or our own number: its card is kept
    and marked, and nobody races to answer a program."""

    _inherit = "medspa.intake.event"

    def _lead_values(self, inquiry):
        values = super()._lead_values(inquiry)
        if (
            inquiry.kind == "text"
            and not values["response_exempt_reason"]
            and not self._is_from_a_person(inquiry)
        ):
            values["response_exempt_reason"] = "no_person"
        return values

    def _is_from_a_person(self, inquiry):
        number = self._format_phone(inquiry.phone, "E164") or ""
        return is_person(inquiry.phone, number, self._own_numbers(inquiry))

    def _own_numbers(self, inquiry):
        """Return the numbers of the practice: what it calls itself and texts from."""
        company_sudo = self.source_id.company_id.sudo()
        numbers = [inquiry.to, company_sudo.phone]
        numbers += company_sudo.sms_twilio_number_ids.mapped("number")
        found = {self._format_phone(one, "E164") for one in numbers if one}
        return found - {False}
