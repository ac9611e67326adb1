from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_time

# so long whoever talked to the patient may still say how it ended
_TO_FINISH = timedelta(hours=1)


class CrmLead(models.Model):
    """An inquiry that went to a colleague while somebody had it open.

    They may not be allowed to read it any more. What they began they can finish: that
    they had it open, and could read it then, is a stored fact (``medspa.claim``).
    """

    _inherit = "crm.lead"

    def _claim_mine(self):
        claims_sudo = self.env["medspa.claim"].sudo()
        mine = [("lead_id", "in", self.ids), ("user_id", "=", self.env.uid)]
        return claims_sudo.search(mine)

    def _claim_check_access(self):
        """Let whoever has it open ask about it, also after it was handed over."""
        if not self.has_access("read") and self._claim_mine().lead_id != self:
            self.check_access("read")

    def _claim_taken(self):
        """Return ``(owner, since when)`` if it went to somebody else while the present
        user had it open, else ``None``."""
        lead_sudo, before = self.sudo(), self._claim_mine().owner_id
        owner = lead_sudo.user_id
        if not before or not owner or owner in (before, self.env.user):
            return None
        return owner, lead_sudo.date_open or fields.Datetime.now()

    def _claim_taken_from_me(self):
        """The same if they may not read it any more and can still finish."""
        if self.has_access("read"):
            return None
        taken = self._claim_taken()
        is_late = taken and fields.Datetime.now() > taken[1] + _TO_FINISH
        return None if is_late else taken

    def _claim_taken_in_words(self, taken):
        owner, since = taken
        return self.env._(
            "%(name)s took this inquiry over at %(time)s.",
            name=owner.name,
            time=format_time(self.env, since, time_format="short"),
        )

    def action_call(self):
        """Who was on the phone when it was handed over says how the call ended."""
        if not self._claim_taken_from_me():
            self.check_access("read")
            return super().action_call()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Finish Your Call"),
            "res_model": "medspa.call.finish",
            "view_mode": "form",
            "target": "new",
            "context": {"default_inquiry": self.id},
        }

    def action_text(self):
        self._claim_refuse_taken()
        return super().action_text()

    def action_email(self):
        self._claim_refuse_taken()
        return super().action_email()

    def _claim_refuse_taken(self):
        """Say who took it, where a person may not write in their place."""
        if taken := self._claim_taken_from_me():
            raise UserError(
                self.env._(
                    "%s Press Call to note how your call ended; what you wanted to "
                    "write, please tell them.",
                    self._claim_taken_in_words(taken),
                )
            )

    def _claim_finish(self, outcome, note):
        """Record the call that the present user was on when it was handed over."""
        if not self._claim_taken_from_me():
            self.check_access("write")
        # the right was asked above: they had it open when it went to somebody else
        self.sudo().action_log_call(outcome, note)
