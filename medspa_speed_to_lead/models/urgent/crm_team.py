from odoo import fields, models

from ..setup.prefetch import PREFETCH


class CrmTeam(models.Model):
    _inherit = "crm.team"

    urgent_contact_id = fields.Many2one(
        "res.users",
        string="Clinical Contact",
        domain="[('share', '=', False)]",
        help="Alerted at any hour when a patient describes urgent symptoms. They need "
        "access to the inquiries of this team. If empty: the inquiry manager or the "
        "team leader.",
        prefetch=PREFETCH,
    )
