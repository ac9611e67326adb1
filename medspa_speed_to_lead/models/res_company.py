from odoo import fields, models

from .sms_api import SandboxApi, TwilioClientApi


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
    medspa_booking_url = fields.Char(
        string="Booking Link", help="Where patients choose a time themselves."
    )
    medspa_late_cancel_hours = fields.Integer(
        string="Late Cancel (hours)",
        default=24,
        help="A patient who cancels within so many hours before a consultation "
        "cancelled late, which is no no-show.",
    )

    sms_provider = fields.Selection(
        selection_add=[("sandbox", "Sandbox: show texts, send none")],
        ondelete={"sandbox": "set default"},
    )

    def _get_sms_api_class(self):
        self.ensure_one()
        ours = {"twilio": TwilioClientApi, "sandbox": SandboxApi}
        return ours.get(self.sms_provider) or super()._get_sms_api_class()

    def write(self, vals):
        result = super().write(vals)
        if "resource_calendar_id" in vals:
            self.env.registry.clear_cache()  # the hours of teams without their own
            teams = self.env["crm.team"].sudo()
            teams.search(
                [("company_id", "in", (False, *self.ids)), ("speed_to_lead", "=", True)]
            )._replan_waits()
        return result
