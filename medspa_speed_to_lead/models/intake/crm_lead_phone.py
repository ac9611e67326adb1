from odoo import models

from ...tools.reader import numbers


class CrmLead(models.Model):
    """A number of an area that phonenumbers' tables do not know yet is a number too."""

    _inherit = "crm.lead"

    def _compute_phone_sanitized(self):
        """Keep what may be dialed: area codes are opened faster than tables updated.

        Only where Odoo found none, and only a number in full, as intake writes it.
        """
        result = super()._compute_phone_sanitized()
        for lead in self:
            phone = lead.phone or ""
            if not lead.phone_sanitized and phone.startswith("+"):
                found = numbers.read(phone)
                lead.phone_sanitized = found.numbers[:1] == (phone,) and phone or False
        return result
