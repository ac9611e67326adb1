from typing import NamedTuple

from odoo import api, fields, models, tools
from odoo.fields import Domain

MILESTONES = [
    ("new", "New: nobody has answered yet"),
    ("contacted", "Contacted: a person has answered"),
    ("consultation", "Consultation scheduled"),
    ("no_response", "No response: we tried, they are silent"),
    ("nurture", "Nurture: not now, perhaps later"),
    ("won", "Won"),
    ("lost", "Lost"),
]
# what a stage may ask for before somebody puts an inquiry there by hand
REQUIRED_FACTS = [
    ("attempted", "Somebody tried to reach them"),
    ("answered", "A person answered them"),
    ("contacted", "We spoke with them"),
    ("booked", "A consultation is booked"),
    ("showed", "They showed for a consultation"),
]


class StageTerms(NamedTuple):
    """What every move of a card asks of a stage.

    :param milestone: of :data:`MILESTONES`, empty where it is none.
    :param required: of :data:`REQUIRED_FACTS`, empty where nothing is.
    :param team_ids: empty where it is of all teams.
    :param ready: a column that we made.
    """

    milestone: str = ""
    required: str = ""
    team_ids: frozenset = frozenset()
    ready: bool = False


class CrmStage(models.Model):
    """What a stage means to the inquiries in it; its name is the practice's own."""

    _name = "crm.stage"
    _inherit = ["medspa.reference.mixin", "crm.stage", "medspa.kept.mixin"]

    medspa_milestone = fields.Selection(
        MILESTONES,
        string="Milestone",
        help="What is true of an inquiry in this stage. The stage rules move inquiries "
        "from milestone to milestone. A card that is put into a stage marked as "
        "Lost is closed as lost, with the reason.",
    )
    medspa_required_fact = fields.Selection(
        REQUIRED_FACTS,
        string="Only After",
        help="Nobody can put an inquiry here by hand before this is true. A manager "
        "can, with a reason.",
    )
    medspa_cadence_id = fields.Many2one(
        "medspa.cadence",
        string="Follow-Up Plan",
        ondelete="restrict",
        help="Begins when an inquiry enters this stage, in place of another one.",
    )
    medspa_meaning = fields.Char(compute="_compute_medspa_meaning")
    medspa_ready = fields.Boolean(
        string="Ready Column",
        readonly=True,
        copy=False,
        help="Made by Speed to Lead, and shared by the teams without own stages.",
    )

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
    @tools.ormcache()
    def _all_terms(self):
        """Return ``{stage id: StageTerms}``, kept in memory."""
        return {
            stage.id: StageTerms(
                milestone=stage.medspa_milestone or "",
                required=stage.medspa_required_fact or "",
                team_ids=frozenset(stage.team_ids.ids),
                ready=stage.medspa_ready,
            )
            for stage in self.sudo().search([])
        }

    @api.model
    def _terms(self, stage_id):
        return self._all_terms().get(stage_id, StageTerms())

    @api.model
    def _domain_of_team(self, team_id):
        return Domain("team_ids", "=", False) | Domain("team_ids", "in", [team_id])

    def _holds_inquiries(self, team=None):
        """Say whether a lead stands here, of one team if it is given."""
        leads = self.env["crm.lead"].with_context(active_test=False)
        there = Domain("stage_id", "=", self.id)
        if team:
            there &= Domain("team_id", "=", team.id)
        return bool(leads.search_count(there, limit=1))
