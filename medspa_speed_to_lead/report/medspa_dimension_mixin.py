from odoo import fields, models

from ..models.intake.crm_lead import INTENTS, PATIENT_TYPES
from .counting import DIMENSIONS, DIVISIONS, HOURS, WEEKDAYS


class MedspaDimensionMixin(models.AbstractModel):
    """By what the figures of inquiries, and of what hangs on them, can be divided.

    A row belongs to one inquiry and is read by whoever may read that: company, team and
    owner are the inquiry's, for the record rules.
    """

    _name = "medspa.dimension.mixin"
    _description = "Dimensions of Figures"
    _inherit = ["medspa.figure.mixin"]
    _rec_name = "lead_id"
    _depends = {
        "medspa.mystery": ["lead_id"],
        "crm.lead": [
            *DIMENSIONS,
            "intake_received_at",
            "response_exempt_reason",
            "won_status",
            "lost_reason_id",
        ],
        "crm.lost.reason": ["medspa_unqualified"],
    }

    lead_id = fields.Many2one("crm.lead", string="Inquiry")
    company_id = fields.Many2one("res.company")
    team_id = fields.Many2one("crm.team")
    user_id = fields.Many2one("res.users", string="Owner")
    origin_id = fields.Many2one(
        "medspa.origin",
        string="Source",
        help="Where it came from: the marketing source, else the intake source, else "
        "the channel.",
    )
    source_id = fields.Many2one("utm.source", string="Marketing Source")
    medium_id = fields.Many2one("utm.medium")
    campaign_id = fields.Many2one("utm.campaign")
    intake_source_id = fields.Many2one("medspa.intake.source")
    intake_channel_id = fields.Many2one("medspa.intake.channel", string="Channel")
    intake_intent = fields.Selection(INTENTS, string="Intent")
    intake_patient_type = fields.Selection(PATIENT_TYPES, string="Patient")
    treatment_ids = fields.Many2many(
        "medspa.treatment", related="lead_id.treatment_ids", string="Treatments"
    )
    weekday = fields.Selection(WEEKDAYS, help="Where the practice is.")
    hour = fields.Selection(
        HOURS, string="Hour of the Day", help="Where the practice is."
    )

    _as_is = ("id", "lead_id", *DIVISIONS)

    def action_open_inquiry(self):
        """Open the inquiry of a row."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": self.lead_id.id,
            "view_mode": "form",
        }
