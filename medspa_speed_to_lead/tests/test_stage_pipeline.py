from datetime import timedelta

from odoo.tests import Form, tagged

from .common import at
from .stage_common import PipelineCase

READY = ["new", "contacted", "consultation", "no_response", "nurture", "won"]


@tagged("post_install", "-at_install")
class TestReadyPipeline(PipelineCase):
    """A new team has all that it needs; a practice's own stages stay its own."""

    def test_new_team_gets_all_columns_in_order(self):
        marked = [one for one in self.milestones(self.make_team("Dallas")) if one]
        self.assertEqual(marked, READY)

    def test_teams_share_the_columns(self):
        ready = self.board(self.team).filtered("medspa_ready")
        team = self.make_team("Dallas")
        self.assertEqual(self.board(team).filtered("medspa_ready"), ready)
        self.assertEqual(self.team | team, ready.team_ids & (self.team | team))

    def test_each_ready_column_says_what_it_means(self):
        for stage in self.board(self.team).filtered("medspa_ready"):
            with self.subTest(stage=stage.name):
                self.assertTrue(stage.requirements)
                self.assertTrue(stage.medspa_meaning)
                self.assertTrue(stage.medspa_required_fact)
                self.assertGreater(stage.rotting_threshold_days, 0)

    def test_database_without_any_stage_gets_them_all(self):
        self.env["crm.lead"].with_context(active_test=False).search([]).unlink()
        self.env["crm.stage"].search([]).unlink()
        team = self.make_team("Dallas")
        self.assertEqual(self.milestones(team), READY)
        self.assertEqual(self.board(team).filtered("is_won").medspa_milestone, "won")

    def test_practice_with_stages_of_its_own_gets_only_contacted(self):
        team = self.make_team("Dallas", speed_to_lead=False)
        own = self.own_stage(team, "Quote sent", sequence=4)
        team.speed_to_lead = True
        self.assertEqual(
            {one for one in self.milestones(team) if one}, {"new", "contacted", "won"}
        )
        self.assertFalse(own.medspa_milestone)

    def test_renamed_stage_of_odoo_is_the_practice_s_own(self):
        self.env.ref("crm.stage_lead2").name = "Consult booked"
        team = self.make_team("Dallas")
        self.assertNotIn("nurture", self.milestones(team))

    def test_team_can_be_deleted_and_the_others_keep_their_columns(self):
        ready = self.board(self.team).filtered("medspa_ready")
        self.make_team("Dallas").unlink()
        self.assertEqual(ready.exists(), ready)

    def test_who_stays_too_long_is_highlighted_by_odoo(self):
        with at():
            lead = self.make_inquiry()
        lead.stage_id = self.board(self.team).filtered(
            lambda stage: stage.medspa_milestone == "contacted"
        )
        lead.flush_recordset()
        # Odoo counts from the database's clock, which no test can stop
        for days, is_stuck in ((2, False), (4, True)):
            lead.date_last_stage_update = self.env.cr.now() - timedelta(days=days)
            self.assertIs(lead.is_rotting, is_stuck)

    def columns(self, user=None, **context):
        leads = self.env["crm.lead"].with_user(user or self.ana)
        leads = leads.with_context(**context)
        return leads._read_group_stage_ids(self.env["crm.stage"], [])

    def test_board_of_inquiries_shows_empty_columns(self):
        shown = self.columns(medspa_desk=True)
        self.assertEqual(shown.mapped("medspa_milestone"), READY)
        self.assertNotIn("nurture", self.columns().mapped("medspa_milestone"))

    def test_board_shows_stages_of_odoo_that_hold_cards_or_were_changed(self):
        qualified = self.env.ref("crm.stage_lead2")
        self.assertNotIn(qualified, self.columns(medspa_desk=True))
        leads = self.env["crm.lead"].with_context(medspa_desk=True)
        self.assertIn(qualified, leads._read_group_stage_ids(qualified, []))
        qualified.name = "Quote sent"
        self.assertIn(qualified, self.columns(medspa_desk=True))


@tagged("post_install", "-at_install")
class TestSetUpStages(PipelineCase):
    """A manager says what the practice's own stages mean."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # all that there is belongs to the practice
        cls.env["crm.lead"].with_context(active_test=False).search([]).unlink()
        cls.env["crm.stage"].search([]).unlink()
        cls.dallas = cls.make_team("Dallas", speed_to_lead=False)
        names = ("Website leads", "Spoke", "Consult booked", "Ghosted", "Sold", "Dead")
        cls.stages = cls.env["crm.stage"].create(
            [
                {
                    "name": name,
                    "sequence": number,
                    "team_ids": cls.dallas.ids,
                    "is_won": name == "Sold",
                }
                for number, name in enumerate(names)
            ]
        )

    def dialog(self):
        dialogs = self.env["medspa.stage.setup"].with_user(self.mia)
        return Form(dialogs.with_context(default_team_id=self.dallas.id))

    def meanings(self):
        return self.stages.mapped(lambda stage: stage.medspa_milestone or "")

    def test_it_proposes_what_the_names_say(self):
        form = self.dialog()
        proposed = [form.line_ids.edit(i).milestone for i in range(len(self.stages))]
        self.assertEqual(
            proposed,
            ["new", "contacted", "consultation", "no_response", "won", "lost"],
        )
        self.assertEqual(form.missing, "Nurture")

    def test_nothing_changes_before_it_is_applied(self):
        self.dialog().save()
        self.assertFalse(any(self.meanings()))

    def test_it_marks_and_leaves_names_and_places(self):
        before = self.stages.mapped(lambda stage: (stage.name, stage.sequence))
        form = self.dialog()
        with form.line_ids.edit(1) as line:
            line.milestone = False
        form.save().action_apply()
        self.assertEqual(
            self.stages.mapped(lambda stage: (stage.name, stage.sequence)), before
        )
        self.assertEqual(
            self.meanings(), ["new", "", "consultation", "no_response", "won", "lost"]
        )
        added = self.board(self.dallas) - self.stages
        self.assertEqual(
            set(added.mapped("medspa_milestone")), {"contacted", "nurture"}
        )

    def test_missing_columns_are_only_added_when_wanted(self):
        form = self.dialog()
        form.add_missing = False
        form.save().action_apply()
        self.assertEqual(self.board(self.dallas), self.stages)

    def test_what_is_marked_already_stays(self):
        self.stages[1].medspa_milestone = "nurture"
        form = self.dialog()
        self.assertEqual(form.line_ids.edit(1).milestone, "nurture")
