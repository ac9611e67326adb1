from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    # every inquiry asks whether its phone or email is known; without these the
    # question scans the whole address book (Odoo indexes neither)
    _phone_sanitized_idx = models.Index(
        "(phone_sanitized) WHERE phone_sanitized IS NOT NULL"
    )
    _email_normalized_idx = models.Index(
        "(email_normalized) WHERE email_normalized IS NOT NULL"
    )
