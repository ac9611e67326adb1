import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import formatLang

from ...tools.text_segments import plain, segments

_PLACEHOLDER = re.compile(r"\{\{\s*object\.(message_\w+)\s*(?:\|\|\|[^{}]*)?\}\}")

_NEXT_WEEK = timedelta(days=7)


class SmsTemplate(models.Model):
    """What a text of this template costs, while somebody writes it."""

    _inherit = "sms.template"

    segments_note = fields.Char(
        string="Length",
        compute="_compute_segments_note",
        help="Carriers charge for each segment: 160 plain characters, or 70 if one of "
        "them is an emoji or a letter of another alphabet.",
    )

    @api.depends("body", "model")
    @api.depends_context("allowed_company_ids", "lang")
    def _compute_segments_note(self):
        for template in self:
            is_ours = template.model == "crm.lead" and template.body
            template.segments_note = is_ours and template._segments_in_words()

    def _segments_in_words(self):
        words = max(self._sampled(), key=lambda text: (segments(text), len(text)))
        count = segments(words)
        note = (
            self.env._("1 segment, %s characters with a long first name", len(words))
            if count == 1
            else self.env._(
                "%(count)s segments, %(length)s characters with a long first name",
                count=count,
                length=len(words),
            )
        )
        price = self.env.company.sudo().medspa_segment_price
        if not price:
            return note
        symbol = self.env.company.sudo().currency_id.symbol
        cost = f"{symbol}{formatLang(self.env, price * count, digits=3)}"
        return self.env._("%(note)s, about %(cost)s a text", note=note, cost=cost)

    def _sampled(self):
        """Return what it says to a made-up patient, by day and by night."""
        now = fields.Datetime.now()
        return [self._said_at(now), self._said_at(now + timedelta(hours=12))]

    def _said_at(self, moment):
        policies_sudo = self.env["medspa.response.policy"].sudo()
        leads_sudo = self.env["crm.lead"].sudo()
        lead_sudo = leads_sudo._made_up(leads_sudo.team_id).with_context(
            medspa_text=True,
            medspa_now=moment,
            medspa_policy_id=policies_sudo.search([], limit=1).id,
        )
        lead_sudo.contact_name = "Christopher Ellison"
        known = lead_sudo._placeholder_names()
        visit = lead_sudo._practice_day_and_time(moment + _NEXT_WEEK, is_short=True)

        def value(found):
            name = found[1]
            said = lead_sudo[name] if name in known else ""
            return said or (visit if "consultation" in name else "")

        return plain(_PLACEHOLDER.sub(value, self.body))
