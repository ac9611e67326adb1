from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    medspa_body_days = fields.Integer(
        string="Keep Payloads (days)",
        config_parameter="medspa_speed_to_lead.body_days",
        default=90,
        help="After this many days the raw payload of a processed inquiry is blanked.",
    )
