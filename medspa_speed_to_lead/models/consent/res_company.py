from odoo import api, fields, models

from ...tools import text_destination
from ...tools.reason import Reason


class ResCompany(models.Model):
    """The countries to which a practice sends texts."""

    _inherit = "res.company"

    medspa_text_country_ids = fields.Many2many(
        "res.country",
        "medspa_text_country_rel",
        "company_id",
        "country_id",
        string="Countries That Get Texts",
        compute="_compute_medspa_text_country_ids",
        store=True,
        readonly=False,
        help="No text goes to a number of any other country, whoever writes it. Empty: "
        "the company's own country with its territories.",
    )

    @api.depends("partner_id.country_id", "sms_twilio_number_ids.country_id")
    def _compute_medspa_text_country_ids(self):
        """Propose the own country, and those in which the practice has a number.

        What somebody chose stays.
        """
        for company in self:
            chosen, home = company.medspa_text_country_ids, company._text_home()
            is_default = any(
                chosen == chosen._of_codes(text_destination.default_countries(one.code))
                for one in chosen
            )
            if is_default and home not in chosen:
                chosen = chosen.browse()
            company.medspa_text_country_ids = (
                chosen
                | (
                    home
                    and home._of_codes(text_destination.default_countries(home.code))
                )
                | company.sudo().sms_twilio_number_ids.country_id
            )

    def _text_home(self):
        return self.sudo().partner_id.country_id

    def _why_no_text_to(self, number):
        """Return why no text of this company may go to a number, ``None`` if one may.

        :rtype: ...tools.reason.Reason
        """
        company_sudo, env = self.sudo(), self.env
        why = text_destination.why_not(
            number,
            company_sudo._text_home().code,
            company_sudo.medspa_text_country_ids.mapped("code"),
        )
        if not why:
            return None
        words = {
            "country": env._(
                "%s is in a country to which we send no texts. An administrator can "
                "add it in the settings.",
                number,
            ),
            "premium": env._("%s is a number that costs extra: no text goes.", number),
            "satellite": env._("%s is on a satellite: no text goes there.", number),
            "short": env._("%s is a short code: no text goes there.", number),
            "no_phone": env._("%s is nobody's phone: no text goes there.", number),
            "unreadable": env._("%s is no full phone number.", number),
        }
        return Reason("country", words[why])


class ResCountry(models.Model):
    _inherit = "res.country"

    @api.model
    def _of_codes(self, codes):
        return self.search([("code", "in", list(codes))])
