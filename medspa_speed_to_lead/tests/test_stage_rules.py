from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import at
from .stage_common import LOGGER, StageCase


@tagged("post_install", "-at_install")
class TestReadyRules(StageCase):
    """What moves without anybody's doing in a practice that has changed nothing."""

    def assertMoves(self, fact, start, end):
        self.lead.stage_id = self.stage(start)
        self.lead._happened(fact)
        self.assertIn_(end)

    def test_booking_moves_every_open_inquiry_to_consultation(self):
        for start in "new", "contacted", "no_response", "nurture":
            self.assertMoves("booked", start, "consultation")

    def test_booking_moves_from_a_stage_without_meaning(self):
        self.lead.stage_id = self.env["crm.stage"].create({"name": "Quote sent"})
        self.lead._happened("booked")
        self.assertIn_("consultation")

    def test_missed_consultation_goes_back_to_contacted_with_a_to_do(self):
        self.assertMoves("no_show", "consultation", "contacted")
        to_do = self.lead.activity_ids
        self.assertEqual(to_do.user_id, self.ana)
        self.assertEqual(to_do.summary, "Call and offer a new date")

    def test_cancelled_consultation_goes_back_to_contacted(self):
        self.assertMoves("cancelled", "consultation", "contacted")

    def test_who_came_stays_until_a_person_says_what_they_decided(self):
        self.assertMoves("showed", "consultation", "consultation")
        self.assertIn("won, or why not", self.lead.activity_ids.summary)

    def test_follow_up_without_reply_ends_in_no_response(self):
        for start in "new", "contacted":
            self.assertMoves("cadence_finished", start, "no_response")
        self.assertMoves("cadence_finished", "consultation", "consultation")

    def test_silent_patient_who_writes_waits_for_the_first_answer(self):
        self.lead.stage_id = self.stage("no_response")
        with at(minutes=60):
            self.post_from_patient(self.lead)
        self.assertIn_("new")

    def test_answered_patient_who_writes_after_a_silence_is_contacted(self):
        with at(minutes=2):
            self.answer_by(self.ana, self.lead)
        for start in "no_response", "nurture":
            with self.subTest(start=start):
                self.lead.stage_id = self.stage(start)
                with at(minutes=60):
                    self.post_from_patient(self.lead)
                self.assertIn_("contacted")

    def test_silent_patient_who_is_reached_by_phone_is_contacted(self):
        self.lead.stage_id = self.stage("no_response")
        with at(minutes=60):
            self.lead.with_user(self.ana).action_log_call("connected")
        self.assertIn_("contacted")

    def test_won_and_lost_are_the_end(self):
        for close in (self.lead.action_set_won, self.lead.action_set_lost):
            with self.subTest(close=close.__name__):
                self.lead.write({"active": True, "stage_id": self.stage("new").id})
                close()
                stage = self.lead.stage_id
                for fact in "booked", "replied", "no_show", "cadence_finished":
                    self.lead._happened(fact)
                self.assertEqual(self.lead.stage_id, stage)
                self.assertTrue(self.lead._practice_is_closed())

    def test_what_is_not_counted_is_not_moved(self):
        self.lead.response_exempt_reason = "spam"
        self.lead._happened("booked")
        self.assertIn_("new")

    def test_team_without_the_stage_is_left_alone(self):
        """A practice that never set up its stages keeps them as they are."""
        own = self.env["crm.stage"].create(
            {"name": "Ours", "sequence": 0, "medspa_milestone": "new"}
        )
        team = self.make_team("Dallas", speed_to_lead=False)
        own.team_ids = team
        team.speed_to_lead = True
        with at():
            lead = self.make_inquiry(team_id=team.id)
        before = lead.stage_id
        lead._happened("cadence_finished")
        self.assertEqual(lead.stage_id, before)

    def test_move_is_logged_with_the_name_of_the_rule(self):
        self.env.cr.flush()
        self.lead._happened("booked")
        self.assertIn("Consultation booked", self.log_of(self.lead))

    def test_each_ready_rule_reads_as_a_sentence(self):
        for rule in self.rules.search([]):
            self.assertRegex(rule.sentence, r"^When .+: .+\.$")
        self.assertEqual(
            self.env.ref("medspa_speed_to_lead.stage_rule_answered").sentence,
            "When a person answered while in “New”: move it to “Contacted”.",
        )


@tagged("post_install", "-at_install")
class TestRules(StageCase):
    """What a manager can say in a rule."""

    def test_switched_off_rule_does_nothing(self):
        self.only_rule(to_milestone="consultation").active = False
        self.lead._happened("booked")
        self.assertIn_("new")

    def test_first_rule_that_fits_is_the_only_one(self):
        self.only_rule(
            name="Second", sequence=2, to_milestone="nurture", activity_summary="Second"
        )
        self.rules.create(
            {
                "name": "First",
                "sequence": 1,
                "fact": "booked",
                "to_milestone": "contacted",
            }
        )
        self.lead._happened("booked")
        self.assertIn_("contacted")

    def test_order_of_the_list_decides_at_once(self):
        rule = self.only_rule(name="A", sequence=5, to_milestone="nurture")
        other = rule.copy({"name": "B", "sequence": 9, "to_milestone": "contacted"})
        other.with_user(self.mia).sequence = 1
        self.lead._happened("booked")
        self.assertIn_("contacted")

    def test_further_conditions_must_hold(self):
        self.only_rule(
            to_milestone="consultation", domain="[('contact_name', '=', 'Zoe')]"
        )
        self.lead._happened("booked")
        self.assertIn_("new")
        self.lead.contact_name = "Zoe"
        self.lead._happened("booked")
        self.assertIn_("consultation")

    def test_conditions_of_the_first_answer_see_the_answer(self):
        self.only_rule(
            fact="answered",
            to_milestone="contacted",
            domain="[('response_first_channel', '=', 'email')]",
        )
        with at(minutes=2):
            self.answer_by(self.ana, self.lead)
        self.assertIn_("contacted")

    def test_without_its_rule_the_first_answer_moves_nothing(self):
        self.only_rule(to_milestone="contacted")
        with at(minutes=2):
            self.answer_by(self.ana, self.lead)
        self.assertIn_("new")
        self.assertTrue(self.lead.response_first_at)

    def test_first_answer_gives_the_to_do_of_its_rule(self):
        self.only_rule(
            fact="answered",
            activity_type_id=self.env.ref("mail.mail_activity_data_call").id,
            activity_summary="Offer a date",
        )
        with at(minutes=2):
            self.answer_by(self.ana, self.lead)
        self.assertEqual(self.lead.activity_ids.summary, "Offer a date")

    def test_certain_stages(self):
        quote = self.env["crm.stage"].create({"name": "Quote sent"})
        self.only_rule(from_stage_ids=quote.ids, to_stage_id=self.stage("nurture").id)
        self.lead._happened("booked")
        self.assertIn_("new")
        self.lead.stage_id = quote
        self.lead._happened("booked")
        self.assertIn_("nurture")

    def test_certain_stage_of_another_team_is_not_entered(self):
        dallas = self.make_team("Dallas")
        theirs = self.env["crm.stage"].create(
            {"name": "Dallas only", "team_ids": dallas.ids}
        )
        self.only_rule(to_stage_id=theirs.id)
        self.lead._happened("booked")
        self.assertIn_("new")

    def test_rule_of_another_company_is_not_applied(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.only_rule(to_milestone="consultation", company_id=other.id)
        self.lead._happened("booked")
        self.assertIn_("new")

    @at()
    def test_owner_or_manager_is_told(self):
        for who, person in (("owner", self.ana), ("manager", self.mia)):
            with self.subTest(who=who):
                rule = self.only_rule(notify=who)
                self.lead._happened("booked")
                told = self.env["mail.notification"].search(
                    [("mail_message_id.body", "like", rule.name)],
                    order="id desc",
                    limit=1,
                )
                self.assertEqual(told.res_partner_id, person.partner_id)

    def test_lost_inquiry_can_give_a_to_do(self):
        self.only_rule(
            fact="lost",
            activity_type_id=self.env.ref("mail.mail_activity_data_todo").id,
            activity_summary="Ask why",
        )
        self.lead.with_user(self.ana).action_set_lost()
        self.assertEqual(
            self.lead.with_context(active_test=False).activity_ids.summary, "Ask why"
        )

    def test_nothing_moves_what_is_won_or_lost(self):
        for fact in "won", "lost":
            with self.assertRaises(ValidationError):
                self.only_rule(fact=fact, to_milestone="nurture")

    def test_rule_cannot_lose_an_inquiry(self):
        lost = self.env["crm.stage"].create(
            {"name": "Dead", "medspa_milestone": "lost"}
        )
        with self.assertRaises(ValidationError):
            self.only_rule(to_stage_id=lost.id)

    def test_condition_that_cannot_be_read_is_refused(self):
        with self.assertRaises(ValidationError):
            self.only_rule(domain="[('no_such_field', '=', 1)]")

    @mute_logger("odoo.addons.medspa_speed_to_lead.models.stages.crm_lead")
    def test_move_that_fails_does_not_lose_what_happened(self):
        self.only_rule(fact="replied", to_milestone="nurture")
        leads = self.env.registry["crm.lead"]

        def write(records, vals, write=leads.write):
            if vals.get("stage_id") == self.stage("nurture").id:
                raise KeyError("Not on Mondays")
            return write(records, vals)

        self.patch(leads, "write", write)
        with at(minutes=60):
            self.post_from_patient(self.lead)
        self.assertIn_("new")
        said = self.lead.touch_ids.filtered(lambda touch: touch.direction == "in")
        self.assertEqual(said.state, "done")
        self.assertIn("Not on Mondays", self.log_of(self.lead))

    def test_rules_cost_no_query_once_known(self):
        self.lead._happened("booked")
        terms = self.rules._terms_of("answered")
        self.assertTrue(terms)
        place = self.lead._stage_position()
        with self.assertQueryCount(0):
            self.rules._first_fitting("answered", self.lead)
        self.assertEqual(place.milestone, "consultation")


@tagged("post_install", "-at_install")
class TestRuleAction(StageCase):
    """An administrator's action runs with all rights, and stops nothing."""

    def test_action_runs_as_the_system_whoever_caused_it(self):
        rule = self.only_rule(fact="contacted")
        rule.server_action_id = self.code(
            "record.write({'referred': str(env.uid) + '/' + str(env.su)})"
        )
        with at(minutes=2):
            self.lead.with_user(self.ana).action_log_call("connected")
        self.assertEqual(self.lead.referred, "1/True")

    @mute_logger(LOGGER)
    def test_action_that_fails_takes_nothing_back(self):
        rule = self.only_rule(name="Fragile", to_milestone="consultation")
        rule.server_action_id = self.code(
            "record.write({'referred': 'half done'})\nraise UserError('No stock')"
        )
        self.lead._happened("booked")
        self.assertIn_("consultation")
        self.assertFalse(self.lead.referred)
        log = self.log_of(self.lead)
        self.assertIn("No stock", log)
        self.assertIn("Fragile", log)

    def test_action_that_calls_its_own_rule_ends(self):
        rule = self.only_rule(fact="won")
        rule.server_action_id = self.code(
            "record.write({'referred': (record.referred or '') + 'x'})\n"
            f"record.write({{'probability': 50, 'stage_id': {self.stage('new').id}}})\n"
            "record.action_set_won()"
        )
        self.lead.action_set_won()
        self.assertEqual(self.lead.referred, "x")

    def test_manager_makes_rules_without_actions(self):
        rules = self.rules.with_user(self.mia)
        rule = rules.create(
            {"name": "Ours", "fact": "booked", "to_milestone": "nurture"}
        )
        rule.write({"to_milestone": "contacted"})
        rule.unlink()

    def test_manager_cannot_choose_an_action(self):
        action = self.code("record.unlink()")
        rules = self.rules.with_user(self.mia)
        with self.assertRaises(AccessError):
            rules.create({"name": "Mine", "fact": "won", "server_action_id": action.id})
        rule = rules.create({"name": "Mine", "fact": "won"})
        with self.assertRaises(AccessError):
            rule.server_action_id = action

    def test_manager_cannot_turn_an_action_on_others(self):
        rule = self.only_rule(fact="lost")
        rule.server_action_id = self.code("record.unlink()")
        by_mia = rule.with_user(self.mia)
        for vals in (
            {"fact": "booked"},
            {"domain": "[]"},
            {"name": "Harmless"},
            {"active": True},
            {"active": False, "fact": "booked"},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                by_mia.write(vals)
        with self.assertRaises(AccessError):
            by_mia.unlink()
        copy = by_mia.copy()
        self.assertFalse(copy.sudo().server_action_id)

    def test_manager_can_switch_off_and_reorder_it(self):
        rule = self.only_rule(fact="lost")
        rule.server_action_id = self.code("record.unlink()")
        rule.with_user(self.mia).sequence = 99
        rule.with_user(self.mia).active = False
        self.assertEqual((rule.sequence, rule.active), (99, False))

    def test_administrator_changes_it(self):
        admin = self.make_user(
            "root", groups="sales_team.group_sale_manager,base.group_system"
        )
        rule = self.rules.with_user(admin).create({"name": "Mine", "fact": "won"})
        rule.server_action_id = self.code("pass")
        rule.fact = "lost"
        self.assertEqual(rule.fact, "lost")

    def test_salesperson_only_reads(self):
        rule = self.only_rule().with_user(self.ana)
        self.assertTrue(rule.sentence)
        for act in (
            lambda: rule.write({"sequence": 1}),
            lambda: rule.unlink(),
            lambda: rule.create({"name": "Mine", "fact": "won"}),
        ):
            with self.assertRaises(AccessError):
                act()

    def test_form_opens_for_the_manager(self):
        views = self.rules.with_user(self.mia).get_view(view_type="form")
        self.assertNotIn("server_action_id", views["arch"])
