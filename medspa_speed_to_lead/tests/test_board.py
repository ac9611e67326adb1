"""What the board shows, and what open boards are told."""

import json
from datetime import timedelta

from odoo.fields import Command, Datetime

from .common import MONDAY_10, SUNDAY_22, SpeedToLeadCommon, at

CARD = ("name", "response_opens_at", "response_closes_at", "response_state")
CARD += ("followup_attempt_count", "intake_channel_icon", "intake_patient_type")


class BoardCommon(SpeedToLeadCommon):
    def call(self, lead, outcome):
        lead.with_user(lead.user_id).action_log_call(outcome)


class TestNotification(BoardCommon):
    def setUp(self):
        super().setUp()
        self.plain = self.make_team("Plain", speed_to_lead=False)
        self.told()

    def told(self):
        """Return what was told to open boards since the last time, as a commit does."""
        self.env.cr.precommit.run()
        sent = self.env["bus.bus"].sudo().search([])
        messages = [(line.channel, json.loads(line.message)) for line in sent]
        sent.unlink()
        group = self.env.ref("sales_team.group_sale_salesman")
        payloads = []
        for channel, message in messages:
            if message["type"] == "medspa.inquiry":
                self.assertEqual(json.loads(channel)[1:], ["res.groups", group.id])
                payloads.append(message["payload"])
        return payloads

    def test_transaction_is_told_once_with_ids_alone(self):
        lead = self.make_inquiry()
        other = self.make_inquiry(phone="(512) 555-0144")
        lead.priority = "2"
        lead.user_id = self.ben
        self.call(lead, "no_answer")
        ids = [lead.id, other.id]
        self.assertEqual(self.told(), [{"ids": ids, "new": ids, "many": False}])
        self.assertFalse(self.told())

    def test_change_of_what_a_card_shows_is_told(self):
        lead = self.make_inquiry()
        self.told()
        for values in (
            {"name": "Nora"},
            {"user_id": self.ben.id},
            {"stage_id": self.env["crm.stage"].create({"name": "Later"}).id},
            {"treatment_ids": [Command.link(self.botox.id)]},
            {"response_exempt_reason": "spam"},
            {"active": False},
        ):
            with self.subTest(values=values):
                lead.write(values)
                told = self.told()
                self.assertEqual(told, [{"ids": lead.ids, "new": [], "many": False}])

    def test_change_of_anything_else_is_not(self):
        lead = self.make_inquiry()
        self.told()
        lead.description = "Prefers mornings"
        self.assertFalse(self.told())

    def test_attempt_is_told(self):
        lead = self.make_inquiry()
        self.told()
        self.call(lead, "no_answer")
        self.assertEqual([told["ids"] for told in self.told()], [lead.ids])

    def test_deadline_that_moves_is_told(self):
        with at(SUNDAY_22):
            lead = self.make_inquiry()
            self.told()
            self.calendar.attendance_ids.filtered(
                lambda hours: hours.day_period == "morning"
            ).hour_from = 10
            self.assertEqual([told["ids"] for told in self.told()], [lead.ids])

    def test_team_without_the_switch_is_silent(self):
        lead = self.make_inquiry(team_id=self.plain.id, user_id=self.ana.id)
        lead.write({"priority": "1", "name": "Table"})
        self.assertFalse(self.told())

    def test_deleted_inquiry_leaves_the_board(self):
        lead = self.make_inquiry()
        self.told()
        ids = lead.ids
        lead.unlink()
        self.assertEqual([told["ids"] for told in self.told()], [ids])

    def test_very_many_are_not_told_one_by_one(self):
        self.env["crm.lead"]._announce_ids(range(1, 302))
        self.assertEqual(self.told(), [{"ids": [], "new": [], "many": True}])


class TestCard(BoardCommon):
    def test_attempts_are_calls_of_a_person_that_reached_nobody(self):
        lead, other = self.make_inquiry(), self.make_inquiry()
        self.assertEqual(lead.followup_attempt_count, 0)
        for outcome in ("no_answer", "voicemail", "busy"):
            self.call(lead, outcome)
        self.call(lead, "connected")
        self.answer_by(self.ana, lead)
        self.post_from_patient(lead)
        self.assertEqual((lead | other).mapped("followup_attempt_count"), [3, 0])

    @at(MONDAY_10)
    def test_eighty_cards_are_read_with_the_queries_of_two(self):
        leads = self.env["crm.lead"].concat(*(self.make_inquiry() for _ in range(80)))
        for lead in leads[:3]:
            self.call(lead, "no_answer")
        self.read_cards(leads)  # what is kept in memory is
        few, many = self.read_cards(leads[:2]), self.read_cards(leads)
        self.assertEqual(many, few)

    def read_cards(self, leads):
        """Return how many queries it takes to read these cards."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        leads.with_user(self.mia).read(CARD)
        return self.env.cr.sql_log_count - before

    def hours(self, lead):
        lead.invalidate_recordset()
        return lead.response_closes_at, lead.response_opens_at

    def test_closed_practice_says_when_it_opens(self):
        nine = MONDAY_10 - timedelta(hours=1)
        with at(SUNDAY_22):
            lead = self.make_inquiry()
            self.assertEqual(self.hours(lead), (False, nine))
        with at(nine):
            self.assertEqual(self.hours(lead), (False, False))
        with at(nine, minutes=6):
            self.assertEqual(self.hours(lead), (False, False))

    def test_lunch_before_the_deadline_is_known_in_advance(self):
        noon = MONDAY_10 + timedelta(hours=2)
        one = noon + timedelta(hours=1)
        with at(noon, minutes=-2):
            lead = self.make_inquiry()
            self.assertEqual(self.hours(lead), (noon, one))
        with at(noon, minutes=5):
            self.assertEqual(self.hours(lead), (False, one))

    def test_promise_around_the_clock_knows_no_closing(self):
        self.make_policy(hours="always")
        with at(SUNDAY_22):
            self.assertEqual(self.hours(self.make_inquiry()), (False, False))

    def test_channel_shows_its_icon(self):
        lead = self.make_inquiry(intake_channel_id=self.channel("walk_in").id)
        self.assertEqual(lead.intake_channel_icon, "fa-male")

    def test_stage_says_what_it_means(self):
        stage = self.env["crm.stage"].create(
            {"name": "Talked", "medspa_milestone": "contacted"}
        )
        self.assertEqual(stage.medspa_meaning, "Contacted: a person has answered")

    def test_server_says_what_time_it_is(self):
        leads = self.env["crm.lead"].with_user(self.ana)
        now = Datetime.now().timestamp() * 1000
        self.assertAlmostEqual(leads.response_server_now(), now, delta=5000)


class TestQuickCreate(BoardCommon):
    def type_in(self, user):
        """Return the inquiry that a user types in on the board."""
        leads = self.env["crm.lead"].with_user(user).with_context(medspa_desk=True)
        names = ["contact_name", "phone", "intake_channel_id", "team_id", "type"]
        typed = {
            "contact_name": "Rosa Marsh",
            "phone": "(512) 555-0150",
            "treatment_ids": [Command.link(self.botox.id)],
        }
        return leads.create({**leads.default_get(names), **typed})

    @at(MONDAY_10)
    def test_who_takes_the_call_owns_it(self):
        lead = self.type_in(self.ana)
        self.assertEqual(lead.name, "Rosa Marsh - Botox")
        self.assertEqual(lead.team_id, self.team)
        self.assertEqual(lead.intake_channel_id, self.channel("walk_in"))
        self.assertEqual(lead.user_id, self.ana)
        self.assertEqual(lead.response_state, "waiting")
        self.assertEqual(lead.sudo().response_cycle_ids.mapped("verdict"), [False])

    def test_rotation_chooses_where_nobody_of_the_team_typed(self):
        lead = self.type_in(self.mia)
        self.assertIn(lead.user_id, self.ana | self.ben)
        self.assertTrue(lead.intake_owner_reason)

    def test_other_screens_keep_their_defaults(self):
        values = self.env["crm.lead"].default_get(["intake_channel_id"])
        self.assertFalse(values.get("intake_channel_id"))
