from odoo import api, fields, models
from odoo.exceptions import UserError


class MedspaTeamSwitch(models.TransientModel):
    """A team stops using speed-to-lead: where its sources lead from now on, and what
    becomes of who waits there."""

    _name = "medspa.team.switch"
    _inherit = ["medspa.dialog"]
    _description = "Switch a Team Off"

    team_id = fields.Many2one("crm.team", required=True)
    source_count = fields.Integer(compute="_compute_counts")
    waiting_count = fields.Integer(compute="_compute_counts")
    sources = fields.Selection(
        [
            ("move", "Bring their inquiries to another team"),
            ("archive", "Are archived: their addresses end"),
        ],
        default="move",
        required=True,
    )
    other_team_id = fields.Many2one(
        "crm.team", domain="[('speed_to_lead', '=', True), ('id', '!=', team_id)]"
    )
    waits = fields.Selection(
        [
            ("keep", "Wait on: their owners answer, as it was promised"),
            ("end", "Are excluded"),
        ],
        string="Those Who Wait",
        default="keep",
        required=True,
    )
    reason = fields.Selection(selection=lambda self: self._selection_reason())
    archive_team = fields.Boolean(string="Archive the Team Too")

    def _selection_reason(self):
        leads = self.env["crm.lead"]
        return leads._fields["response_exempt_reason"]._description_selection(self.env)

    @api.depends("team_id")
    def _compute_counts(self):
        for dialog in self:
            team = dialog.team_id if dialog._may_switch() else dialog.team_id.browse()
            dialog.source_count = len(team._fed_by())
            dialog.waiting_count = len(team._waiting_inquiries())

    def _may_switch(self):
        return self.team_id.has_access("write")

    def action_switch_off(self):
        """Do as was chosen, and switch the team off."""
        self.ensure_one()
        self.team_id.check_access("write")
        self._settle_sources()
        self._settle_waits()
        values = {"active": False} if self.archive_team else {"speed_to_lead": False}
        # the right was asked above; what becomes of the rest has been said
        self.team_id.sudo().write(values)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _settle_sources(self):
        sources = self.team_id._fed_by().sudo(False)
        if self.sources == "archive":
            sources.action_archive()
        elif sources:
            if not self.other_team_id.speed_to_lead:
                raise UserError(self.env._("Choose the team that answers them."))
            sources.write({"team_id": self.other_team_id.id})

    def _settle_waits(self):
        if self.waits == "end":
            if not self.reason:
                raise UserError(self.env._("Say why they are excluded."))
            waiting = self.team_id._waiting_inquiries().sudo(False)
            waiting.write({"response_exempt_reason": self.reason})
