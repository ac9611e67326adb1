from markupsafe import Markup

from odoo import api, fields, models

# within the letter of mail_layout_patient; mail programs know no style sheets
_BUTTON = Markup(
    '<a href="{url}" style="display: block; width: fit-content; margin-top: 12px; '
    "padding: 12px 24px; border-radius: 6px; background-color: #2f5d62; "
    'color: #ffffff; font-weight: bold; text-decoration: none;">{words}</a>'
)


class CrmLead(models.Model):
    """What stands in an email as a button or as a paragraph of its own.

    The paragraphs are what only the practice can know, in its own words. Without them
    nothing is said and nothing is left open.
    """

    _inherit = "crm.lead"

    message_next_step_button = fields.Html(
        string="One Next Step, as a Button",
        sanitize=False,
        compute="_compute_message_paragraphs",
    )
    message_first_visit = fields.Html(
        string="Your Words: A First Visit",
        sanitize=False,
        compute="_compute_message_paragraphs",
    )
    message_prepare = fields.Html(
        string="Your Words: Before a Visit",
        sanitize=False,
        compute="_compute_message_paragraphs",
    )
    message_prices = fields.Html(
        string="Your Words: Prices",
        sanitize=False,
        compute="_compute_message_paragraphs",
    )

    @api.depends("message_next_step")
    @api.depends_context("lang", "medspa_text")
    def _compute_message_paragraphs(self):
        for lead in self:
            practice = lead._practice().sudo()
            lead.message_next_step_button = lead._placeholder_next_step_button()
            lead.message_first_visit = _paragraphs(practice.medspa_first_visit_words)
            lead.message_prepare = _paragraphs(practice.medspa_prepare_words)
            lead.message_prices = _paragraphs(practice.medspa_price_words)

    def _placeholder_next_step_button(self):
        """Return the booking link as a button, else the next step in words."""
        url = self._placeholder_booking_url()
        if not url:
            return Markup("%s") % self._placeholder_next_step()
        return _BUTTON.format(url=url, words=self.env._("Book a time"))


def _paragraphs(words):
    """Return lines as paragraphs of HTML, nothing of no words."""
    lines = filter(None, map(str.strip, (words or "").splitlines()))
    return Markup("").join(Markup("<p>%s</p>") % line for line in lines)
