from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.practice.crm_team_member import UNTIL_RETURN


class MedspaAway(models.TransientModel):
    """The present user goes away from inquiries, and who gets what waits for them."""

    _name = "medspa.away"
    _inherit = ["medspa.dialog"]
    _description = "Away from Inquiries"

    choice = fields.Selection(
        [("until", "Until"), ("return", "Until I return")],
        default="until",
        required=True,
    )
    until = fields.Datetime(default=lambda self: self._default_until())
    waiting_count = fields.Integer(default=lambda self: len(self._waiting()))
    hand_over = fields.Boolean(
        string="Hand them over to whoever is on duty", default=True
    )
    hand_over_id = fields.Many2one("medspa.hand.over", readonly=True)

    @api.model
    def _default_until(self):
        """An hour from now, on the full minute: a lunch."""
        return fields.Datetime.now().replace(second=0) + timedelta(hours=1)

    @api.model
    def _waiting(self):
        leads = self.env["crm.lead"]
        return leads.search(leads._handling_waiting_for_me(), order="response_due_at")

    def action_go(self):
        self.ensure_one()
        until = UNTIL_RETURN if self.choice == "return" else self.until
        if not until or until <= fields.Datetime.now():
            raise UserError(self.env._("Until when? Choose a time that is to come."))
        self.env.user.medspa_set_away(until)
        said = self.env._(
            "You are away %s. New inquiries go to colleagues.",
            self.env["crm.team.member"]._away_in_words(until, mine=True),
        )
        waiting = self._waiting() if self.hand_over else None
        if waiting:
            self.hand_over_id = self.hand_over_id.create({"lead_ids": waiting.ids})
            new_owners = self.hand_over_id._hand_over()
            said += " " + self.hand_over_id._in_words(new_owners)
        return self.env["crm.lead"]._notice_with_undo(
            said, undo=self, method="action_undo_away", reload=True
        )

    def action_undo_away(self):
        """Back at once, with what was handed over."""
        self.ensure_one()
        if self.hand_over_id:
            self.hand_over_id.action_undo_hand_over()
        return self.env["res.users"].action_medspa_back()
