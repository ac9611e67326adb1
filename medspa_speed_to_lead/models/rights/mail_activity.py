from odoo import models

# what says which record a to-do is of
_PLACE = frozenset(("res_id", "res_model", "res_model_id"))


class MailActivity(models.Model):
    """A to-do is put on another record only by who could make one there.

    Odoo asks by the record that it was on: whoever has any to-do of their own could
    put it on any inquiry, read its name there and, with the to-do done, have called.
    """

    _inherit = "mail.activity"

    def write(self, vals):
        result = super().write(vals)
        if _PLACE & vals.keys() and not self.env.su:
            self.check_access("create")
        return result
