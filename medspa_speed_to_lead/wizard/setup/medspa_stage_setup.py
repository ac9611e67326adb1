from odoo import api, fields, models
from odoo.fields import Command

from ...models.stages.crm_stage import MILESTONES
from ...tools.stage_names import propose


class MedspaStageSetup(models.TransientModel):
    """Say what the stages of a team mean; they keep their names and places.

    Of a team that is off it asks as well for what else it needs, and switches it on.
    """

    _name = "medspa.stage.setup"
    _inherit = ["medspa.dialog"]
    _description = "Set Up Stages"

    team_id = fields.Many2one("crm.team", required=True, readonly=True)
    is_on = fields.Boolean(related="team_id.speed_to_lead", related_sudo=False)
    leader_id = fields.Many2one(
        "res.users",
        string="Team Leader",
        domain="[('share', '=', False)]",
        compute="_compute_from_team",
        compute_sudo=False,
        store=True,
        readonly=False,
        help="Is told when somebody waits too long, and reads the weekly review.",
    )
    response_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Opening Hours",
        compute="_compute_from_team",
        compute_sudo=False,
        store=True,
        readonly=False,
        help="Hours in which promises are counted. Empty: the company's hours.",
    )
    opening_hours = fields.Char(
        string="Open",
        compute="_compute_opening_hours",
        compute_sudo=False,
        store=True,
        readonly=False,
        help="As you say them. Other hours than those above become the team's own.",
    )
    line_ids = fields.One2many(
        "medspa.stage.setup.line",
        "setup_id",
        compute="_compute_line_ids",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    missing = fields.Char(
        compute="_compute_missing", help="Columns that Speed to Lead can add."
    )
    add_missing = fields.Boolean(string="Add Them", default=True)

    @api.depends("team_id")
    def _compute_from_team(self):
        for setup in self:
            setup.leader_id = setup.team_id.user_id
            setup.response_calendar_id = setup.team_id.response_calendar_id

    @api.depends("team_id", "response_calendar_id")
    def _compute_opening_hours(self):
        for setup in self:
            calendar = setup.response_calendar_id or setup.team_id._response_calendar()
            setup.opening_hours = calendar.sudo().opening_hours

    @api.onchange("opening_hours")
    def _onchange_opening_hours(self):
        """Say how the hours were understood, or that they were not."""
        return self.env["resource.calendar"]._understood(self, "opening_hours")

    @api.depends("team_id")
    def _compute_line_ids(self):
        """Propose what the names say; what somebody has marked already stays."""
        stages = self.env["crm.stage"]
        for setup in self:
            mine = stages.search(
                stages._domain_of_team(setup.team_id.id), order="sequence, id"
            )
            marked = set(mine.mapped("medspa_milestone"))
            proposed = propose([(stage.name, stage.is_won) for stage in mine])
            setup.line_ids = [Command.clear()] + [
                Command.create(
                    {
                        "stage_id": stage.id,
                        "milestone": stage.medspa_milestone
                        or (meant not in marked and meant),
                    }
                )
                for stage, meant in zip(mine, proposed, strict=True)
            ]

    @api.depends("line_ids.milestone")
    def _compute_missing(self):
        for setup in self:
            values = self.env["crm.stage"]._ready_values()
            setup.missing = ", ".join(
                values[milestone]["name"] for milestone in setup._missing_milestones()
            )

    def _missing_milestones(self):
        there = set(self.line_ids.mapped("milestone"))
        ready = self.env["crm.stage"]._ready_values()
        return [milestone for milestone in ready if milestone not in there]

    def action_apply(self):
        self.ensure_one()
        for line in self.line_ids:
            if line.stage_id.medspa_milestone != line.milestone:
                line.stage_id.medspa_milestone = line.milestone
        if self.add_missing:
            self.env["crm.stage"]._ensure_ready(
                self.team_id, self._missing_milestones()
            )
        if self.is_on:
            return {"type": "ir.actions.act_window_close"}
        self.team_id._switch_on(
            user_id=self.leader_id.id, response_calendar_id=self.response_calendar_id.id
        )
        if self.opening_hours:
            self.team_id._keep_hours(self.opening_hours)
        return {"type": "ir.actions.client", "tag": "soft_reload"}


class MedspaStageSetupLine(models.TransientModel):
    _name = "medspa.stage.setup.line"
    _inherit = ["medspa.dialog"]
    _description = "What a Stage Means"

    setup_id = fields.Many2one("medspa.stage.setup", required=True, ondelete="cascade")
    stage_id = fields.Many2one("crm.stage", required=True, readonly=True)
    milestone = fields.Selection(MILESTONES, string="Means")
