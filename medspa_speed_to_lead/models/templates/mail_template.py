from odoo import api, models


class MailTemplate(models.Model):
    _name = "mail.template"
    _inherit = ["medspa.template.mixin", "mail.template"]

    _TEXTS = ("subject",)
    _BODIES = ("body_html",)
    _MUST_BE_EMPTY = (
        *("email_from", "reply_to", "email_to", "email_cc", "partner_to"),
        *("mail_server_id", "scheduled_date", "attachment_ids", "report_template_ids"),
    )
    _SENT_BY = {
        "medspa.response.policy": ("email_template_id", "closed_email_template_id"),
        "medspa.cadence.step": ("email_template_id",),
        "medspa.cadence.variant": ("email_template_id",),
        "medspa.reminder": ("email_template_id",),
    }

    @api.onchange("subject", "body_html")
    def _onchange_words(self):
        self._propose_claim()
