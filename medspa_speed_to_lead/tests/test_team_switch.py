from odoo.tests import Form, tagged

from .stage_common import PipelineCase


@tagged("post_install", "-at_install")
class TestSwitchOnTheScreen(PipelineCase):
    """What a team needs is asked before it is made, and taken back with the switch."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.lead"].with_context(active_test=False).search([]).unlink()
        cls.env["crm.stage"].search([]).unlink()
        cls.team.speed_to_lead = False
        cls.dallas = cls.make_team("Dallas", speed_to_lead=False, user_id=False)

    def own_stages(self, team, *names, **values):
        return self.env["crm.stage"].create(
            [
                {
                    "name": name,
                    "sequence": number,
                    "team_ids": team.ids,
                    "is_won": name == "Won",
                    **values,
                }
                for number, name in enumerate(names)
            ]
        )

    def dialog(self, team=None):
        setups = self.env["medspa.stage.setup"].with_user(self.mia)
        return Form(setups.with_context(default_team_id=(team or self.dallas).id))

    def test_team_form_has_no_switch_that_acts_at_once(self):
        form = self.env["crm.team"].with_user(self.mia).get_view(view_type="form")
        self.assertNotIn("boolean_toggle", form["arch"].split("speed_to_lead")[1][:60])

    def test_nothing_is_made_before_it_is_chosen(self):
        own = self.own_stages(self.dallas, "Lead", "In contact", "Won")
        self.dialog().save()
        self.assertFalse(self.dallas.speed_to_lead)
        self.assertEqual(self.board(self.dallas), own)
        self.assertFalse(any(own.mapped("medspa_milestone")))

    def test_only_what_was_chosen_is_made(self):
        own = self.own_stages(self.dallas, "Lead", "In contact", "Won")
        hours = self.make_calendar(name="Dallas hours")
        form = self.dialog()
        form.add_missing = False
        form.leader_id = self.ana
        form.response_calendar_id = hours
        form.save().action_apply()
        self.assertTrue(self.dallas.speed_to_lead)
        self.assertEqual(self.board(self.dallas), own)
        self.assertEqual(own.mapped("medspa_milestone"), ["new", "contacted", "won"])
        self.assertEqual(self.dallas.user_id, self.ana)
        self.assertEqual(self.dallas.response_calendar_id, hours)

    def test_missing_columns_are_made_where_they_are_wanted(self):
        self.own_stages(self.dallas, "Lead", "In contact", "Won")
        self.dialog().save().action_apply()
        self.assertEqual(
            {one for one in self.milestones(self.dallas) if one},
            {"new", "contacted", "consultation", "no_response", "nurture", "won"},
        )

    def test_switched_off_again_the_board_is_as_before(self):
        own = self.own_stages(self.dallas, "Lead", "In contact", "Won")
        self.dialog().save().action_apply()
        self.dallas.with_user(self.mia).speed_to_lead = False
        self.assertEqual(self.board(self.dallas), own)
        self.assertFalse(self.env["crm.stage"].search([("medspa_ready", "=", True)]))

    def test_column_with_cards_stays_and_others_keep_theirs(self):
        self.team.speed_to_lead = self.dallas.speed_to_lead = True
        lead = self.make_inquiry(team_id=self.dallas.id)
        ready = self.board(self.dallas)
        self.assertTrue(lead.stage_id.medspa_ready)
        self.dallas.speed_to_lead = False
        self.assertEqual(self.board(self.dallas), lead.stage_id)
        self.assertEqual(self.board(self.team), ready)
        self.team.speed_to_lead = False
        self.assertEqual(self.env["crm.stage"].search([]), lead.stage_id)

    def test_plain_lead_of_a_team_that_is_off_begins_with_nobody_contacted(self):
        shared = self.own_stages(self.dallas, "Later", "Sold", sequence=90)
        shared.team_ids = False
        self.dallas.speed_to_lead = True
        lead = self.make_inquiry(team_id=self.dallas.id)
        lead.stage_id = self.board(self.dallas).filtered(
            lambda stage: stage.medspa_milestone == "contacted"
        )
        self.dallas.speed_to_lead = False
        self.assertIn(lead.stage_id, self.board(self.dallas), "it holds a card")
        plain = self.make_inquiry(team_id=self.dallas.id)
        self.assertEqual(plain.stage_id, shared[0])

    def test_second_team_gets_no_second_new(self):
        shared = self.own_stages(self.dallas, "Won")
        shared.team_ids = False
        self.own_stages(self.team, "Lead", "Talking")
        second = self.own_stages(self.dallas, "Fresh", "Talking")
        self.team.speed_to_lead = True
        self.dallas.speed_to_lead = True
        for team in (self.team, self.dallas):
            new = [one for one in self.milestones(team) if one == "new"]
            self.assertEqual(new, ["new"], team.name)
        self.assertEqual(second[0].medspa_milestone, "new")

    def test_set_in_code_the_switch_makes_the_ready_pipeline(self):
        self.dallas.with_user(self.mia).speed_to_lead = True
        self.assertIn("nurture", self.milestones(self.dallas))

    def test_what_a_person_chose_no_request_can_claim(self):
        claimed = self.dallas.with_user(self.mia).with_context(
            medspa_stages_chosen="OURS"
        )
        claimed.speed_to_lead = True
        self.assertIn("nurture", self.milestones(self.dallas))

    def test_dialog_of_switching_off_works_with_nothing_to_decide(self):
        self.dallas.speed_to_lead = True
        switch = self.env["medspa.team.switch"].with_user(self.mia)
        switch.create({"team_id": self.dallas.id}).action_switch_off()
        self.assertFalse(self.dallas.speed_to_lead)
        self.assertFalse(self.board(self.dallas))
