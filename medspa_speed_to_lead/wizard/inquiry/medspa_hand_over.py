from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError


class MedspaHandOver(models.TransientModel):
    """Give inquiries to somebody else.

    The clock runs on, and a miss stays with whoever owned the inquiry at its deadline:
    writing the owner sees to both, see ``crm.lead.write``.
    """

    _name = "medspa.hand.over"
    _inherit = ["medspa.dialog"]
    _description = "Hand Over Inquiries"

    lead_ids = fields.Many2many("crm.lead", string="Inquiries", required=True)
    count = fields.Integer(compute="_compute_colleagues")
    colleague_ids = fields.Many2many("res.users", compute="_compute_colleagues")
    away = fields.Char(compute="_compute_away", help="Colleagues who are away.")
    to = fields.Selection(
        [("next", "Whoever is next on duty"), ("colleague", "A colleague")],
        string="Who",
        default="next",
        required=True,
    )
    user_id = fields.Many2one("res.users", string="To")
    note = fields.Text(help="Kept on the inquiry, for colleagues only.")
    line_ids = fields.One2many("medspa.hand.over.line", "hand_over_id")

    @api.depends("lead_ids")
    def _compute_colleagues(self):
        for hand_over in self:
            leads = hand_over.lead_ids
            teams_sudo = leads.team_id.sudo()
            colleagues = teams_sudo.crm_team_member_ids.user_id
            colleagues |= teams_sudo.user_id | teams_sudo.response_manager_id
            if len(leads.user_id) == 1:
                colleagues -= leads.user_id
            hand_over.count = len(leads)
            hand_over.colleague_ids = colleagues.filtered("active").ids

    @api.depends("colleague_ids")
    def _compute_away(self):
        for hand_over in self:
            words = hand_over.colleague_ids._away_words()
            hand_over.away = ", ".join(
                f"{user.name} {words[user.id]}"
                for user in hand_over.colleague_ids.sorted("name")
                if user.id in words
            )

    def action_hand_over(self):
        self.ensure_one()
        given = self._hand_over()
        if not given:
            raise UserError(
                self.env._("Nobody else of the team is on duty. Choose a colleague.")
                if self.to == "next"
                else self.env._("It is theirs already: choose another colleague.")
            )
        return self.env["crm.lead"]._notice_with_undo(
            self._in_words(given),
            undo=self,
            method="action_undo_hand_over",
            after=self._where_to_go(),
        )

    def _hand_over(self):
        """Give away what somebody can take; return ``{lead: new owner}``."""
        leads = self.lead_ids
        leads.check_access("write")
        now = fields.Datetime.now()
        new_owners = {}
        for lead in leads:
            owner, why = self._new_owner(lead, now)
            if owner:
                self._give(lead, owner, why)
                new_owners[lead] = owner
        return new_owners

    def _new_owner(self, lead, now):
        """Return the new owner of an inquiry, or an empty one, and why."""
        if self.to == "next":
            owner, why = lead.team_id._next_owner(lead, lead.user_id, now)
            return owner or self.env["res.users"], why
        if not self.user_id:
            raise UserError(self.env._("To whom? Choose a colleague."))
        owner = self.user_id - lead.user_id
        return owner, self.env._("chosen by %s", self.env.user.name)

    def _give(self, lead, owner, why):
        before, because = lead.user_id, lead.intake_owner_reason
        # sudo: why they own it is a fact; their notice tells it
        lead.sudo().intake_owner_reason = self.env._("handed over, %s", why)
        lead.user_id = owner
        said = self.env._(
            "Handed over from %(before)s to %(after)s.",
            before=before.name or self.env._("nobody"),
            after=owner.name,
        )
        # from here on it may be out of sight for who gave it away
        lead.sudo()._message_log(
            body=Markup("<br/>").join(filter(None, (said, self.note)))
        )
        self.env["medspa.hand.over.line"].sudo().create(
            {
                "hand_over_id": self.id,
                "lead_id": lead.id,
                "before_id": before.id,
                "before_reason": because,
                "after_id": owner.id,
            }
        )

    def _in_words(self, new_owners):
        if not new_owners:
            return self.env._("Nobody else is on duty: what waits stays with you.")
        said = self.env._(
            "Handed over to %(names)s: %(what)s.",
            names=", ".join(sorted({owner.name for owner in new_owners.values()})),
            what=self.env["crm.lead"].concat(*new_owners).sudo()._in_short(),
        )
        left = len(self.lead_ids) - len(new_owners)
        if left:
            said += " " + self.env._("Nobody else is on duty for the rest: %s.", left)
        return said

    def _where_to_go(self):
        """Leave a form that shows what I may no longer see."""
        from_form = self.env.context.get("medspa_from_form")
        if not from_form or self.lead_ids.has_access("read"):
            return None
        waiting = "medspa_speed_to_lead.medspa_waiting_action"
        action = self.env["ir.actions.act_window"]._for_xml_id(waiting)
        return {**action, "target": "main"}

    def action_undo_hand_over(self):
        """Take back what nobody has dealt with since.

        Who gave an inquiry away may not see it any more: the lines, which only the
        dialog itself writes, say what was theirs.
        """
        self.ensure_one()
        self.check_access("write")
        lines_sudo = self.sudo().line_ids
        taken = lines_sudo.filtered(lambda line: line._is_untouched())
        for line in taken:
            line._take_back()
        left = lines_sudo - taken
        said = self.env._("Taken back: %s.", taken.lead_id._in_short())
        if not taken:
            said = self.env._("It was dealt with meanwhile and stays.")
        elif left:
            said += " " + self.env._("Dealt with meanwhile and left: %s.", len(left))
        lines_sudo.unlink()
        return self.env["crm.lead"]._notice_with_undo(said, reload=True)


class MedspaHandOverLine(models.TransientModel):
    """What one inquiry was before it was handed over; nobody writes it by hand."""

    _name = "medspa.hand.over.line"
    _inherit = ["medspa.recorded.mixin", "medspa.dialog"]
    _description = "Inquiry Handed Over"

    hand_over_id = fields.Many2one(
        "medspa.hand.over", required=True, ondelete="cascade"
    )
    lead_id = fields.Many2one("crm.lead", required=True, ondelete="cascade")
    before_id = fields.Many2one("res.users")
    before_reason = fields.Char()
    after_id = fields.Many2one("res.users", required=True)
    given_at = fields.Datetime(default=fields.Datetime.now, required=True)

    def _is_untouched(self):
        """Say whether it is still theirs and they have not contacted the patient."""
        contacted = self.lead_id.touch_ids.filtered(
            lambda touch: (
                touch.user_id == self.after_id
                and touch.occurred_at
                and touch.occurred_at >= self.given_at
            )
        )
        return self.lead_id.user_id == self.after_id and not contacted

    def _take_back(self):
        self.lead_id.write(
            {"user_id": self.before_id.id, "intake_owner_reason": self.before_reason}
        )
        self.lead_id._message_log(
            body=self.env._(
                "%(user)s took the hand-over to %(after)s back.",
                user=self.env.user.name,
                after=self.after_id.name,
            )
        )
