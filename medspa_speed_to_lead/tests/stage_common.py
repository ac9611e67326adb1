from .common import SpeedToLeadCommon, at

LOGGER = "odoo.addons.medspa_speed_to_lead.models.stages.medspa_stage_rule_acts"
ALL_RULES = "medspa.stage.rule"


class StageCase(SpeedToLeadCommon):
    """One inquiry of a team with the ready pipeline, owned by ana."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = cls.env[ALL_RULES]
        with at():
            cls.lead = cls.make_inquiry(user_id=cls.ana.id)

    @classmethod
    def stage(cls, milestone, team=None):
        stages = cls.env["crm.stage"]
        ids = stages._ids_of_milestone((team or cls.team).id, milestone)
        return stages.browse(ids[0])

    @classmethod
    def only_rule(cls, **values):
        """Return a rule that stands alone: the ready ones are switched off."""
        cls.rules.search([]).action_archive()
        ours = {"name": "Our rule", "fact": "booked", "company_id": cls.company.id}
        return cls.rules.create({**ours, **values})

    def assertIn_(self, milestone, lead=None):
        self.assertEqual((lead or self.lead).stage_id, self.stage(milestone))

    def log_of(self, lead):
        self.env.cr.flush()
        return "".join(str(body) for body in lead.message_ids.mapped("body"))

    def code(self, code):
        return self.env["ir.actions.server"].create(
            {
                "name": "Do something",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "state": "code",
                "code": code,
            }
        )


class PipelineCase(SpeedToLeadCommon):
    """Boards of teams, from left to right."""

    def board(self, team):
        """Return the stages of a team, from left to right."""
        stages = self.env["crm.stage"]
        return stages.search(stages._domain_of_team(team.id), order="sequence, id")

    def milestones(self, team):
        return [stage.medspa_milestone for stage in self.board(team)]

    def own_stage(self, team, name, **values):
        return self.env["crm.stage"].create(
            {"name": name, "team_ids": team.ids, **values}
        )
