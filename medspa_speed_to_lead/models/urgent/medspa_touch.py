from datetime import timedelta

from odoo import models

_LOOK_AGAIN = timedelta(minutes=10)


class MedspaTouch(models.Model):
    """Who may be in danger gets nothing that a program sends."""

    _inherit = "medspa.touch"

    def _better_later(self, now):
        if self.lead_id._urgent_holds():
            words = self.env._("Held: an urgent message of theirs is not closed yet.")
            return now + _LOOK_AGAIN, words
        return super()._better_later(now)
