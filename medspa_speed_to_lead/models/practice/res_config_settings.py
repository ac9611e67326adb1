from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    medspa_sending = fields.Boolean(related="company_id.medspa_sending", readonly=False)
    medspa_treatment_in_texts = fields.Boolean(
        related="company_id.medspa_treatment_in_texts", readonly=False
    )
    medspa_thanks_wait = fields.Boolean(
        related="company_id.medspa_thanks_wait", readonly=False
    )
    medspa_urgent = fields.Boolean(related="company_id.medspa_urgent", readonly=False)
    medspa_urgent_words = fields.Text(
        related="company_id.medspa_urgent_words", readonly=False
    )
    medspa_urgent_template_id = fields.Many2one(
        related="company_id.medspa_urgent_template_id", readonly=False
    )
    medspa_text_country_ids = fields.Many2many(
        related="company_id.medspa_text_country_ids", readonly=False
    )
    medspa_texts_per_day = fields.Integer(
        related="company_id.medspa_texts_per_day", readonly=False
    )
    medspa_segment_price = fields.Float(
        related="company_id.medspa_segment_price", readonly=False
    )
    medspa_booking_url = fields.Char(
        related="company_id.medspa_booking_url", readonly=False
    )
    medspa_first_visit_words = fields.Text(
        related="company_id.medspa_first_visit_words", readonly=False
    )
    medspa_prepare_words = fields.Text(
        related="company_id.medspa_prepare_words", readonly=False
    )
    medspa_price_words = fields.Text(
        related="company_id.medspa_price_words", readonly=False
    )
    medspa_late_cancel_hours = fields.Integer(
        related="company_id.medspa_late_cancel_hours", readonly=False
    )
    medspa_body_days = fields.Integer(
        string="Keep Payloads (days)",
        config_parameter="medspa_speed_to_lead.body_days",
        default=90,
        help="After this many days the raw payload of a processed inquiry is blanked.",
    )
