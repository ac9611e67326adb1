from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    medspa_sending = fields.Boolean(
        string="Automatic Messages",
        help="Emails and texts leave by themselves. Off: each is written down with "
        "its text, and none is sent.",
    )
    medspa_treatment_in_texts = fields.Boolean(
        string="Treatments in Texts",
        help="A text may name the treatment. Whoever sees the phone can read it.",
    )
    medspa_thanks_wait = fields.Boolean(
        string="Thank-Yous Wait",
        help="A message that says thank you and nothing else waits for an answer, like "
        "any other message. Off: it is shown, starts no wait and ends no plan.",
    )
    medspa_booking_url = fields.Char(
        string="Booking Link", help="Where patients choose a time themselves."
    )
    medspa_first_visit_words = fields.Text(
        string="A First Visit",
        translate=True,
        help="What you say in emails about a first visit: how long it takes, what "
        "happens. Empty: they say nothing of it.",
    )
    medspa_prepare_words = fields.Text(
        string="Before a Visit",
        translate=True,
        help="What reminders of a visit say about coming prepared: parking, forms, "
        "what to bring. Empty: they say nothing of it.",
    )
    medspa_price_words = fields.Text(
        string="About Prices",
        translate=True,
        help="What you say to people who ask about prices. Empty: emails say nothing "
        "of it.",
    )
    medspa_late_cancel_hours = fields.Integer(
        string="Late Cancel (hours)",
        default=24,
        help="A patient who cancels within so many hours before a consultation "
        "cancelled late, which is no no-show.",
    )

    def _phone_in_words(self):
        """Return the phone as people of the same country write it, or ``""``."""
        number = self.phone and self._phone_format(
            number=self.phone, country=self.country_id, force_format="E164"
        )
        if not number:
            return self.phone or ""
        is_home = number.startswith(f"+{self.country_id.phone_code}")
        return self._phone_format(
            number=number,
            country=self.country_id,
            force_format="NATIONAL" if is_home else "INTERNATIONAL",
        )

    def _address_in_words(self):
        """Return the address in a line, without the country that they are all in."""
        address = self.partner_id._display_address(without_company=True)
        lines = [line.strip() for line in address.splitlines() if line.strip(" ,")]
        return ", ".join(line for line in lines if line != self.country_id.name)

    def write(self, vals):
        result = super().write(vals)
        if "resource_calendar_id" in vals:
            # the hours of teams without their own
            self.env["medspa.kept.mixin"]._forget_kept()
            teams = self.env["crm.team"].sudo()
            teams.search(
                [("company_id", "in", (False, *self.ids)), ("speed_to_lead", "=", True)]
            )._replan_waits()
        return result
