from odoo import fields, models

from ...tools.urgent import urgency


class ResCompany(models.Model):
    """What a practice wants to be told of at any hour."""

    _inherit = "res.company"

    medspa_urgent = fields.Boolean(
        string="Urgent Messages",
        default=True,
        help="Alert the clinical contact of the team, at any hour, when a patient "
        "describes symptoms that need a clinician now. Automatic messages to them are "
        "held until a colleague has released them. If off, such messages are treated "
        "like any other.",
    )
    medspa_urgent_words = fields.Text(
        string="Additional Urgent Words",
        help="One per line. A message that contains one of them is urgent as well.",
    )
    medspa_urgent_template_id = fields.Many2one(
        "sms.template",
        string="Prepared Reply",
        domain="[('model', '=', 'crm.lead')]",
        help="A text that your medical director has approved. It is offered on an "
        "urgent inquiry and never sent automatically.",
    )

    def _urgent_is(self, words):
        """Say whether what a patient wrote needs a clinician now."""
        company_sudo = self.sudo()
        if not company_sudo.medspa_urgent:
            return False
        own = (company_sudo.medspa_urgent_words or "").splitlines()
        return urgency(words, own) == "urgent"
