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
    medspa_late_cancel_hours = fields.Integer(
        string="Late Cancel (hours)",
        default=24,
        help="A patient who cancels within so many hours before a consultation "
        "cancelled late, which is no no-show.",
    )

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
