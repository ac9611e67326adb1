from odoo import fields, models


class CrmLostReason(models.Model):
    _inherit = "crm.lost.reason"

    medspa_unqualified = fields.Boolean(
        string="Unqualified",
        help="They could never have become a patient here: out of the area, too young, "
        "a treatment that we do not offer. Answering them in time still counts. "
        "Booking, attendance and sales are counted without them.",
    )
