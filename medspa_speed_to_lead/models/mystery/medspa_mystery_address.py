import re
import unicodedata

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import email_normalize

from ...tools import mystery as rules
from . import medspa_mystery

ANSWERS = [
    ("nowhere", "Nowhere: they are kept here, and nothing leaves the house"),
    ("mine", "A mailbox or phone of mine, where I see what a patient sees"),
]


class MedspaMystery(models.Model):
    """Where answers to a mystery go: to nobody, or to a mailbox or phone of its author.

    Never to a person. An address is one that nobody can ever have, or one that the
    practice does not know.
    """

    _inherit = "medspa.mystery"

    email = fields.Char()
    phone = fields.Char()
    email_normalized = fields.Char(compute="_compute_addresses", store=True)
    phone_sanitized = fields.Char(compute="_compute_addresses", store=True)
    answers = fields.Selection(
        ANSWERS, string="Answers Go", default="nowhere", required=True
    )

    _by_email = models.Index("(email_normalized) WHERE email_normalized IS NOT NULL")
    _by_phone = models.Index("(phone_sanitized) WHERE phone_sanitized IS NOT NULL")

    @api.depends("email", "phone", "company_id")
    def _compute_addresses(self):
        for mystery in self:
            mystery.email_normalized = email_normalize(mystery.email or "")
            mystery.phone_sanitized = mystery._phone_format(
                number=mystery.phone, country=mystery.company_id.country_id
            )

    def _phone_format(self, number, country):
        return number and self.env["res.partner"]._phone_format(
            number=number, country=country, force_format="E164"
        )

    @api.constrains("email", "phone", "answers", "door")
    def _check_addresses(self):
        for mystery in self:
            email, phone = mystery.email_normalized, mystery.phone_sanitized
            if (mystery.email and not email) or (mystery.phone and not phone):
                raise ValidationError(
                    self.env._("The email or phone of %s cannot be read.", mystery.name)
                )
            needed = {"text": phone, "email": email, "form": email or phone}
            if not needed[mystery.door]:
                raise ValidationError(self.env._("Where would answers go?"))
            if mystery.answers == "nowhere":
                mystery._check_reserved(email, phone)
            else:
                mystery._check_nobodys(email, phone)

    def _check_reserved(self, email, phone):
        """Who gets no answers must have an address that nobody can ever have."""
        if email and not rules.is_reserved_email(email):
            raise ValidationError(
                self.env._(
                    "%s may belong to somebody. Use an address at example.com, or say "
                    "that answers go to you.",
                    email,
                )
            )
        if phone and not rules.is_fictional_phone(phone):
            raise ValidationError(
                self.env._(
                    "%s may belong to somebody. Use a number from 555-0100 to "
                    "555-0199, or say that answers go to you.",
                    phone,
                )
            )

    def _check_nobodys(self, email, phone):
        """A test is never mixed up with a person: patient, contact or colleague."""
        known = Domain.OR(
            Domain(name, "=", value)
            for name, value in (("email_normalized", email), ("phone_sanitized", phone))
            if value
        )
        leads_sudo = self.env["crm.lead"].sudo().with_context(active_test=False)
        people_sudo = self.env["res.partner"].sudo().with_context(active_test=False)
        ours = leads_sudo.search(known & ~self._leave_out())
        if leads_sudo.search_count(
            known & self._leave_out(), limit=1
        ) or people_sudo.search_count(
            known & Domain("id", "not in", ours.partner_id.ids), limit=1
        ):
            raise ValidationError(
                self.env._(
                    "A contact, colleague or inquiry has the email or number that you "
                    "gave for %s. Use one that the practice does not know, such as "
                    "you+test1@your-provider.com, which comes to your own mailbox.",
                    self.name,
                )
            )

    # an address for answers that go nowhere

    @api.model
    def _reserved_email(self, name):
        """Return an address at a domain where nobody has one, new for each inquiry."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        local = ".".join(re.findall(r"[a-z]+", plain.lower())) or "guest"
        while True:
            number = medspa_mystery.DRAW.randrange(10, 1000)
            email = f"{local}{number}@{rules.RESERVED_DOMAIN}"
            if not self.sudo().search_count(
                [("email_normalized", "=", email)], limit=1
            ):
                return email

    @api.model
    def _fictional_phone(self, team, company):
        """Return a number that rings nowhere and was not used, or ``False``."""
        own = self._phone_format(number=company.phone, country=company.country_id)
        zone = team._response_calendar().sudo().tz
        code = rules.area_code(own, zone)
        if not code:
            return False
        numbers = rules.fictional_phones(code)
        same = [("phone_sanitized", "in", numbers)]
        used = set()
        for model in ("crm.lead", "res.partner", "medspa.mystery"):
            everybody = self.env[model].sudo().with_context(active_test=False)
            used.update(everybody.search(same).mapped("phone_sanitized"))
        free = [number for number in numbers if number not in used]
        if not free:
            return False
        return _as_typed(medspa_mystery.DRAW.choice(free), company)


def _as_typed(number, company):
    """Return a North American number as somebody there types it into a form."""
    if company.country_id.phone_code != 1:
        return number
    return f"({number[2:5]}) {number[5:8]}-{number[8:]}"
