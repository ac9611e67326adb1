from odoo import api, fields, models, tools
from odoo.fields import Domain

MILESTONES = [
    ("new", "New: nobody has answered yet"),
    ("contacted", "Contacted: a person has answered"),
    ("consultation", "Consultation scheduled"),
    ("no_response", "No response"),
    ("nurture", "Nurture"),
    ("won", "Won"),
    ("lost", "Lost"),
]


class CrmStage(models.Model):
    """What a stage means to the inquiries in it; its name is the practice's own."""

    _name = "crm.stage"
    _inherit = ["crm.stage", "medspa.kept.mixin"]

    medspa_milestone = fields.Selection(
        MILESTONES,
        string="Milestone",
        help="What is true of an inquiry in this stage. The first answer moves an "
        "inquiry from New to Contacted.",
    )
    medspa_cadence_id = fields.Many2one(
        "medspa.cadence",
        string="Follow-Up Plan",
        help="Begins when an inquiry enters this stage, in place of another one.",
    )
    medspa_meaning = fields.Char(compute="_compute_medspa_meaning")

    @api.depends("medspa_milestone")
    @api.depends_context("lang")
    def _compute_medspa_meaning(self):
        """Say in words what is true of the inquiries in this stage."""
        words = dict(self._fields["medspa_milestone"]._description_selection(self.env))
        for stage in self:
            stage.medspa_meaning = words.get(stage.medspa_milestone)

    @api.model
    @tools.ormcache("team_id", "milestone")
    def _ids_of_milestone(self, team_id, milestone):
        """Return the ids of a team's stages with a milestone, its own ones first."""
        stages = self.sudo().search(
            Domain("medspa_milestone", "=", milestone) & self._domain_of_team(team_id)
        )
        own = stages.filtered("team_ids")
        return tuple((own + (stages - own)).ids)

    @api.model
    def _domain_of_team(self, team_id):
        return Domain("team_ids", "=", False) | Domain("team_ids", "in", [team_id])

    @api.model
    def _ensure_pipeline(self, teams):
        """Give teams a stage for an answered inquiry, if no stage of theirs is one.

        A practice's own stages are only marked, never renamed or moved: the first as
        New, the won one as Won. All teams share one stage, as one column on the board.
        """
        for team in teams:
            stages = self.search(self._domain_of_team(team.id), order="sequence, id")
            if not any(stages.mapped("medspa_milestone")):
                stages.filtered("is_won").medspa_milestone = "won"
                ongoing = stages.filtered(lambda stage: not stage.is_won)
                ongoing[:1].medspa_milestone = "new"
            if "contacted" not in stages.mapped("medspa_milestone"):
                first = stages.filtered(lambda stage: stage.medspa_milestone == "new")
                self._ensure_contacted(team, after=first[:1])

    def _ensure_contacted(self, team, after):
        shared = self.search([("medspa_milestone", "=", "contacted")], limit=1)
        if shared:
            shared.team_ids |= team
        else:
            self.create(
                {
                    "name": self.env._("Contacted"),
                    "sequence": (after.sequence or 0) + 1,
                    "team_ids": team.ids,
                    "medspa_milestone": "contacted",
                }
            )

    @api.model
    def _forget_pipeline(self, teams):
        """Take teams off the stages that they were given; Odoo forbids to delete a
        team that has stages."""
        given = self.search(
            [("team_ids", "in", teams.ids), ("medspa_milestone", "=", "contacted")]
        )
        for stage in given:
            if stage.team_ids <= teams and not stage._holds_inquiries():
                stage.unlink()
            elif not stage.team_ids <= teams:
                stage.team_ids -= teams

    def _holds_inquiries(self):
        leads = self.env["crm.lead"].with_context(active_test=False)
        return leads.search_count([("stage_id", "=", self.id)], limit=1)
