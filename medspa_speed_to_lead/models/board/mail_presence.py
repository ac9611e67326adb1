from odoo import models

from ..jobs.afterwards import after_commit


class MailPresence(models.Model):
    _inherit = "mail.presence"

    def write(self, vals):
        before = {presence: presence.status for presence in self}
        result = super().write(vals)
        changed = self.filtered(lambda presence: presence.status != before[presence])
        if changed:
            changed._tell_claims()
        return result

    def _tell_claims(self):
        """Whoever closed the browser without a word has nothing open any more."""
        claims = self.env["medspa.claim"].sudo()
        for status, presences in self.grouped("status").items():
            theirs = claims.search([("user_id", "in", presences.user_id.ids)])
            if status == "offline":
                # afterwards: nothing may keep Odoo from noting that they are offline
                after_commit(theirs, "_end")
            else:
                theirs.lead_id._board_announce()
