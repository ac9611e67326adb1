from odoo import fields, models


class MedspaReschedule(models.TransientModel):
    """Ask for the new time of a consultation; the old one stays on record."""

    _name = "medspa.reschedule"
    _inherit = ["medspa.dialog"]
    _description = "Reschedule a Consultation"

    event_id = fields.Many2one("calendar.event", required=True, ondelete="cascade")
    start = fields.Datetime(string="New Time", required=True)

    def _check_referred(self, records):
        """A meeting is in everybody's calendar, whose inquiry it is not."""
        result = super()._check_referred(records)
        if records._name == "calendar.event":
            leads = records.sudo().consultation_lead_id.with_env(self.env)
            super()._check_referred(leads)
        return result

    def action_reschedule(self):
        """Put the new meeting into the calendar; the patient is told by us."""
        self.ensure_one()
        meeting = self.event_id._reschedule(self.start)
        lead_sudo = meeting.sudo().consultation_lead_id
        return self.env["crm.lead"]._notice_with_undo(
            self.env._(
                "%(patient)s comes on %(when)s.",
                patient=lead_sudo._in_short(),
                when=meeting.sudo()._when(),
            ),
            reload=True,
        )
