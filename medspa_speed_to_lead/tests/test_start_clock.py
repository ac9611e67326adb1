from datetime import timedelta

from odoo.exceptions import AccessError

from .common import MONDAY_10, at
from .text_common import TextCommon


class TestLeadsOfBefore(TextCommon):
    """Leads that were there when the team was switched on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.web = cls.make_source()
        cls.team.speed_to_lead = False
        with at(days=-50):
            cls.old = cls.make_inquiry(user_id=cls.ana.id)
            cls.ownerless = cls.make_inquiry(
                contact_name="Zoe Park",
                email_from="zoe@patient.example",
                phone="(512) 555-0188",
            )
            cls.won = cls.make_inquiry(contact_name="Wanda", email_from="", phone="")
            cls.won.action_set_won()
        cls.team.speed_to_lead = True
        cls.all = cls.old | cls.ownerless | cls.won

    def start(self, leads=None, user=None):
        leads = self.all if leads is None else leads
        with at():
            action = leads.with_user(user or self.mia).action_start_clock()
        return action["params"]["message"]

    def test_switching_on_starts_no_clock_by_itself(self):
        self.assertFalse(any(self.all.mapped("intake_received_at")))

    def test_clock_starts_from_today(self):
        said = self.start()
        self.assertIn("2 now wait", said)
        self.assertIn("1 stay", said)
        for lead in self.old | self.ownerless:
            self.assertEqual(lead.response_waiting_since, MONDAY_10)
            self.assertEqual(lead.response_due_at, MONDAY_10 + timedelta(minutes=5))
            self.assertEqual(len(lead.response_cycle_ids), 1)
            self.assertFalse(lead.response_cycle_ids.late_arrival)
        self.assertFalse(self.won.intake_received_at)

    def test_owner_and_stage_stay_and_nobody_is_left_without(self):
        stage = self.old.stage_id
        self.start()
        self.assertEqual((self.old.user_id, self.old.stage_id), (self.ana, stage))
        self.assertIn(self.ownerless.user_id, self.ana | self.ben)

    def test_nothing_is_sent_and_no_plan_begins(self):
        self.policy.cadence_id = self.env["medspa.cadence"].search([], limit=1)
        self.start()
        self.assertFalse(self.all.touch_ids)
        self.assertFalse(self.all.enrollment_ids)

    def test_they_arrived_on_no_day_of_the_figures(self):
        self.start()
        self.env.flush_all()
        rows = self.env["medspa.inquiry.report"].search(
            [("lead_id", "in", self.all.ids), ("received_on", "!=", False)]
        )
        self.assertFalse(rows)

    def test_twice_is_once(self):
        self.start()
        self.assertIn("0 now wait", self.start())
        self.assertEqual(len(self.old.response_cycle_ids), 1)

    def test_lead_of_a_team_that_is_off_stays_as_it_is(self):
        plain = self.make_team("Plain", speed_to_lead=False)
        lead = self.make_inquiry(team_id=plain.id)
        self.assertIn("0 now wait", self.start(lead))
        self.assertFalse(lead.intake_received_at)

    def test_only_a_manager_starts_it(self):
        with self.assertRaises(AccessError):
            self.start(self.old, user=self.ana)

    def test_whoever_writes_again_goes_on_with_their_lead(self):
        with at():
            event = self.receive(self.web, name="Nora Diaz", phone="(512) 555-0143")
        self.assertEqual(event.lead_id, self.old)
        self.assertEqual(self.old.user_id, self.ana)
        self.assertEqual(self.old.response_waiting_since, MONDAY_10)
        self.assertEqual(len(self.old.response_cycle_ids), 1)

    def test_whoever_texts_goes_on_with_their_lead(self):
        with at():
            lead = self.text("Is Friday free?").lead_id
        self.assertEqual(lead, self.old)
        self.assertEqual(self.old.response_waiting_since, MONDAY_10)

    def test_stop_starts_no_clock(self):
        with at():
            self.text("STOP")
        self.assertFalse(self.old.intake_received_at)

    def test_whoever_emails_goes_on_with_their_lead(self):
        self.give_team_an_address()
        email = (
            "From: Nora Diaz <nora@patient.example>\nTo: desk@glow.example\n"
            "Subject: Friday\nMessage-Id: <1@patient.example>\n\nIs Friday free?\n"
        )
        with at():
            self.env["mail.thread"].message_process("crm.lead", email)
        self.assertEqual(len(self.old.response_cycle_ids), 1)
        self.assertTrue(self.old.response_waiting_since)

    def test_somebody_else_with_that_phone_is_not_them(self):
        with at():
            event = self.receive(self.web, name="Omar Reed", phone="(512) 555-0143")
        self.assertNotEqual(event.lead_id, self.old)
        self.assertFalse(self.old.intake_received_at)
