"""What the board shows, and what open boards are told."""

import json
import time
from datetime import timedelta
from unittest.mock import patch

from odoo.fields import Command, Datetime

from .common import MONDAY_10, SUNDAY_22, SpeedToLeadCommon, at

MODULE = "odoo.addons.medspa_speed_to_lead.models.board.crm_lead_card"
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
        self.owners = [payload.pop("owners") for payload in payloads]
        self.keys = [payload.pop("key") for payload in payloads]
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
            self.assertEqual(self.owners, [lead.user_id.ids])

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
        self.env["crm.lead"]._board_announce_ids(range(1, 302), self.ana.ids)
        self.assertEqual(self.told(), [{"ids": [], "new": [], "many": True}])
        self.assertEqual(self.owners, [self.ana.ids])

    def test_owner_of_now_and_before_count_anew(self):
        lead = self.make_inquiry(user_id=self.ana.id)
        self.told()
        self.assertEqual(self.owners, [self.ana.ids])
        lead.user_id = self.ben
        self.told()
        self.assertEqual(self.owners, [sorted((self.ana | self.ben).ids)])
        lead.user_id = False
        self.told()
        self.assertEqual(self.owners, [self.ben.ids])

    def test_each_change_has_a_key_of_its_own(self):
        lead = self.make_inquiry()
        self.told()
        keys = self.keys
        lead.name = "Nora"
        self.told()
        self.assertNotEqual(self.keys, keys)

    def test_acknowledgement_is_not_on_the_card(self):
        lead = self.make_inquiry()
        self.told()
        lead.sudo().response_acknowledged_at = MONDAY_10
        self.assertFalse(self.told())


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


class TestChangedCards(BoardCommon):
    """Cards that are read by many boards at once."""

    WANTED = {
        "name": {},
        "user_id": {"fields": {"display_name": {}}},
        "tag_ids": {"fields": {"display_name": {}}},
    }

    def setUp(self):
        super().setUp()
        self.lead = self.make_inquiry(user_id=self.ana.id)
        self.key = f"key {self.id()}"
        self.dora = self.make_user("dora", "sales_team.group_sale_salesman_all_leads")
        self.eve = self.make_user("eve", "sales_team.group_sale_salesman_all_leads")

    def cards(self, user, key=None, domain=(), leads=None, **context):
        leads = self.lead if leads is None else leads
        self.env.flush_all()
        self.env.invalidate_all()
        asked = self.env["crm.lead"].with_user(user).with_context(**context)
        return asked._board_changed_cards(
            list(domain), [[lead.id, key or self.key] for lead in leads], self.WANTED
        )

    def rename(self, name):
        """Change what is on the card without a change that is announced."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_lead SET name = %s WHERE id = %s", [name, self.lead.id]
        )

    def names(self, *args, **kwargs):
        return [card["name"] for card in self.cards(*args, **kwargs)]

    def test_card_is_what_a_board_would_read(self):
        read = self.lead.with_user(self.ana).web_search_read(
            [("id", "=", self.lead.id)], self.WANTED
        )
        self.assertEqual(self.cards(self.ana), read["records"])

    def test_second_board_reads_only_whether_it_may(self):
        self.cards(self.dora)
        self.cards(self.eve)  # keeps in memory what Odoo keeps for each user
        before = self.env.cr.sql_log_count
        self.assertTrue(self.cards(self.eve))
        # the search, and the user, whom a request has read before
        self.assertLessEqual(self.env.cr.sql_log_count - before, 3)

    def test_next_change_is_read_anew(self):
        (before,) = self.names(self.dora)
        self.rename("Nora")
        self.assertEqual(self.names(self.eve), [before])
        self.assertEqual(self.names(self.eve, key="the next"), ["Nora"])

    def test_card_grows_old(self):
        self.cards(self.dora)
        self.rename("Nora")
        with patch(f"{MODULE}.time.monotonic", return_value=time.monotonic() + 11):
            self.assertEqual(self.names(self.dora), ["Nora"])

    def test_who_may_not_see_it_gets_nothing_however_many_others_do(self):
        self.assertTrue(self.cards(self.dora))
        self.assertEqual(self.cards(self.ben), [])
        self.lead.user_id = self.ben
        self.assertEqual(self.cards(self.ana), [])
        self.assertTrue(self.cards(self.ben))

    def test_card_that_does_not_belong_on_the_board_is_not_on_it(self):
        other = [("stage_id", "=", self.lead.stage_id.id + 1)]
        self.assertEqual(self.cards(self.dora, domain=other), [])

    def test_who_has_other_rights_reads_for_themselves(self):
        (before,) = self.names(self.dora)
        self.rename("Nora")
        self.assertEqual(self.names(self.mia), ["Nora"])
        self.assertEqual(self.names(self.eve, lang="en_US"), ["Nora"])
        self.eve.tz = "Asia/Tokyo"
        self.assertEqual(self.names(self.eve), ["Nora"])
        self.assertEqual(self.names(self.dora), [before])

    def test_who_may_read_other_tags_sees_other_tags(self):
        tag = self.env["crm.tag"].create({"name": self.eve.login})
        self.lead.tag_ids = tag
        group = self.env.ref("sales_team.group_sale_salesman_all_leads")
        self.env["ir.rule"].create(
            {
                "name": "Not those that speak of oneself",
                "model_id": self.env["ir.model"]._get_id("crm.tag"),
                "groups": [Command.link(group.id)],
                "domain_force": "[('name', '!=', user.login)]",
            }
        )
        (card,) = self.cards(self.dora)
        self.assertEqual([one["id"] for one in card["tag_ids"]], tag.ids)
        (card,) = self.cards(self.eve)
        self.assertEqual(card["tag_ids"], [])


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
