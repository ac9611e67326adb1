from odoo import api, models, tools
from odoo.fields import Domain

# stages that Odoo itself ships; unchanged, they are nobody's own
_ODOO_STAGES = {
    "crm.stage_lead1": "New",
    "crm.stage_lead2": "Qualified",
    "crm.stage_lead3": "Proposition",
    "crm.stage_lead4": "Won",
}
# the ready columns in their order: ``sequence`` counts from the stage New, and Odoo
# highlights who stays longer than ``rotting_threshold_days``
_READY = {
    "new": {"sequence": 0, "rotting_threshold_days": 1},
    "contacted": {
        "sequence": 1,
        "rotting_threshold_days": 3,
        "medspa_required_fact": "answered",
    },
    "consultation": {
        "sequence": 2,
        "rotting_threshold_days": 21,
        "medspa_required_fact": "booked",
    },
    "no_response": {
        "sequence": 50,
        "rotting_threshold_days": 60,
        "medspa_required_fact": "attempted",
    },
    "nurture": {
        "sequence": 55,
        "rotting_threshold_days": 120,
        "medspa_required_fact": "attempted",
    },
    "won": {"sequence": 69, "is_won": True},
}


class CrmStage(models.Model):
    """The ready pipeline of a team that has no stages of its own."""

    _inherit = "crm.stage"

    @api.model
    def _ready_values(self):
        """Return ``{milestone: values}`` of the ready columns, in their order."""
        words = self._ready_words()
        return {
            milestone: {
                **values,
                "name": words[milestone][0],
                "requirements": words[milestone][1],
            }
            for milestone, values in _READY.items()
        }

    @api.model
    def _ready_words(self):
        """Return ``{milestone: (name, requirements)}``."""
        return {
            "new": (
                self.env._("New"),
                self.env._(
                    "They have asked, and nobody has answered yet. Every inquiry "
                    "begins here. Answer within the promise."
                ),
            ),
            "contacted": (
                self.env._("Contacted"),
                self.env._(
                    "A person of the practice has answered. They arrive by themselves "
                    "with the first answer. Next: book a consultation, within 3 days."
                ),
            ),
            "consultation": (
                self.env._("Consultation Scheduled"),
                self.env._(
                    "They have a date for a consultation. They arrive by themselves "
                    "when it is booked. Afterwards: Won, or why not, within 3 weeks."
                ),
            ),
            "no_response": (
                self.env._("No Response"),
                self.env._(
                    "We tried, and they are silent. They arrive by themselves when the "
                    "follow-up ends or after two weeks of silence, and leave when they "
                    "write. When the last try stays unanswered they go to Nurture."
                ),
            ),
            "nurture": (
                self.env._("Nurture"),
                self.env._(
                    "Not now, perhaps later. Somebody has spoken or written with them "
                    "or tried to. Ask again every month, and close after four months."
                ),
            ),
            "won": (
                self.env._("Won"),
                self.env._("They have bought. A person says so, and this is the end."),
            ),
        }

    @api.model
    def _ensure_pipeline(self, teams):
        """Give teams the stages that they lack.

        A practice's own stages are only marked, never renamed or moved: the first as
        New, the won one as Won; beside them a team gets a stage for the answered. Who
        has none of their own gets the ready pipeline. All teams share its columns.
        """
        for team in teams:
            stages = self.search(self._domain_of_team(team.id), order="sequence, id")
            stages._mark_beginning_and_end()
            has_own = stages.filtered(lambda stage: not stage.medspa_ready)
            has_own -= self._unchanged_odoo_stages()
            milestones = ("contacted",) if has_own else tuple(self._ready_values())
            self._ensure_ready(team, milestones)

    def _mark_beginning_and_end(self):
        """Mark the first of a team's stages as New and the won one as Won, each where
        nothing is: what another team marked of those it shares is not all."""
        marked = set(self.mapped("medspa_milestone"))
        ongoing = self.filtered(lambda stage: not stage.is_won)
        for milestone, stages in (
            ("won", self.filtered("is_won")),
            ("new", ongoing.filtered(lambda stage: not stage.medspa_ready)[:1]),
        ):
            if milestone not in marked:
                stages.filtered(
                    lambda stage: not stage.medspa_milestone
                ).medspa_milestone = milestone

    @api.model
    def _ensure_ready(self, team, milestones):
        """Give a team the ready columns of those milestones that no stage of it has."""
        stages = self.search(self._domain_of_team(team.id), order="sequence, id")
        first = stages.filtered(lambda stage: stage.medspa_milestone == "new")[:1]
        for milestone in milestones:
            if milestone not in stages.mapped("medspa_milestone"):
                self._ready_column(milestone, after=first).team_ids |= team

    def _ready_column(self, milestone, after):
        """Return the shared column of a milestone, made if there is none."""
        column = self.search(
            [("medspa_ready", "=", True), ("medspa_milestone", "=", milestone)], limit=1
        )
        if column:
            return column
        values = self._ready_values()[milestone]
        plan = self.env.ref(
            f"medspa_speed_to_lead.cadence_{milestone}", raise_if_not_found=False
        )
        return self.create(
            {
                **values,
                "sequence": (after.sequence or 0) + values["sequence"],
                "medspa_milestone": milestone,
                "medspa_ready": True,
                "medspa_cadence_id": plan and plan.active and plan.id,
            }
        )

    @api.model
    def _unchanged_odoo_stages(self):
        """Return the stages of an empty Odoo that nobody has renamed."""
        return self.browse(self._unchanged_odoo_stage_ids())

    @api.model
    @tools.ormcache()
    def _unchanged_odoo_stage_ids(self):
        """The same in memory: each board that opens asks for them."""
        found = (
            (self.env.ref(xmlid, raise_if_not_found=False), name)
            for xmlid, name in _ODOO_STAGES.items()
        )
        return tuple(
            stage.id
            for stage, name in found
            if stage and stage.sudo().with_context(lang=None).name == name
        )

    @api.model
    def _take_back(self, teams):
        """Take teams that are off from the ready columns in which none of their cards
        is left; what then is of no team and empty goes."""
        for team in teams:
            given = [("team_ids", "in", team.ids), ("medspa_ready", "=", True)]
            for stage in self.search(given):
                if stage._holds_inquiries(team):
                    continue
                if stage.team_ids != team:
                    stage.team_ids -= team
                elif not stage._holds_inquiries():
                    stage._remove_if_unused()

    def _remove_if_unused(self):
        """Remove a ready column, unless a rule of the practice still names it."""
        rules = self.env["medspa.stage.rule"].with_context(active_test=False)
        named = Domain("from_stage_ids", "in", self.ids) | Domain(
            "to_stage_id", "in", self.ids
        )
        if not rules.search_count(named, limit=1):
            self.unlink()

    @api.model
    def _remove_empty_columns(self):
        """Remove the ready columns that hold nothing; called when the addon goes."""
        columns = self.search([("medspa_ready", "=", True)])
        columns.filtered(lambda stage: not stage._holds_inquiries()).unlink()

    @api.model
    def _forget_pipeline(self, teams):
        """Take teams off the ready columns; Odoo forbids to delete a team that has
        stages."""
        given = self.search(
            [("team_ids", "in", teams.ids), ("medspa_ready", "=", True)]
        )
        for stage in given:
            if stage.team_ids <= teams and not stage._holds_inquiries():
                stage.unlink()
            elif not stage.team_ids <= teams:
                stage.team_ids -= teams
