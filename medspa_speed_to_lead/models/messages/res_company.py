from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    medspa_texts_per_day = fields.Integer(
        string="Automatic Texts a Day",
        default=300,
        help="More than this on one day of the practice are held until somebody sends "
        "them. Texts of colleagues are not counted, answers to STOP neither.",
    )

    medspa_segment_price = fields.Float(
        string="Price per Segment",
        digits=(16, 4),
        help="What your provider charges for each segment of a text. Templates of "
        "texts then show what they cost.",
    )

    _medspa_texts_positive = models.Constraint(
        "CHECK(medspa_texts_per_day > 0)", "Let at least one text a day leave."
    )
