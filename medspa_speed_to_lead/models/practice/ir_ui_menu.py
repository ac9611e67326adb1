from odoo import models

# The screens of inquiries come before Odoo's own, so that CRM opens with them.
INQUIRY_MENUS = (
    "medspa_speed_to_lead.medspa_waiting_menu",
    "medspa_speed_to_lead.medspa_inquiry_menu",
    "medspa_speed_to_lead.medspa_past_consultation_menu",
    "medspa_speed_to_lead.medspa_possible_duplicate_menu",
)


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        """CRM opens as ever for a user without a team that uses speed-to-lead.

        The answer is kept for each user until the teams or the user change.
        """
        hidden = super()._load_menus_blacklist()
        if self.env["crm.team"]._serves_inquiries_of(self.env.user):
            return hidden
        menus = (self.env.ref(name, raise_if_not_found=False) for name in INQUIRY_MENUS)
        return [*hidden, *(menu.id for menu in menus if menu)]
