"""Two people never answer the same inquiry at once: who has it open is shown."""

from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError

from ..models.jobs import afterwards
from .common import MONDAY_10, SpeedToLeadCommon, at


class TestClaim(SpeedToLeadCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        group = cls.env.ref("sales_team.group_sale_salesman_all_leads")
        (cls.ana | cls.ben).group_ids += group
        with at(MONDAY_10):
            cls.lead = cls.make_inquiry()

    def open_by(self, user, **later):
        with at(MONDAY_10, **later):
            return self.lead.with_user(user).claim_open()

    def note_for(self, user, **later):
        self.env.invalidate_all()
        with at(MONDAY_10, **later):
            return self.lead.with_user(user).claim_note

    def set_presence(self, user, status, **later):
        with at(MONDAY_10, **later):
            self.env["mail.presence"]._update_presence(user)
            user.sudo().presence_ids.status = status

    def claims(self, lead=None):
        lead = lead or self.lead
        return self.env["medspa.claim"].search([("lead_id", "=", lead.id)])

    def announced(self):
        """Return the inquiries that open boards hear of at this commit."""
        gathered = self.env.cr.precommit.data.pop("medspa.inquiry", {})
        return list(gathered.get("ids", ()))

    def test_everybody_sees_who_has_it_open_and_nobody_is_warned_of_oneself(self):
        self.assertEqual(self.open_by(self.ana), [])
        self.assertEqual(self.note_for(self.ben), "Ana has it open")
        self.assertEqual(self.lead.with_user(self.ana).claim_others(), [])

    def test_second_to_open_is_told_who_was_first(self):
        self.open_by(self.ana)
        (ana,) = self.open_by(self.ben, minutes=1)
        self.assertEqual(
            ana, {"name": "Ana", "since": "2026-03-02 16:00:00", "first": True}
        )
        with at(MONDAY_10, minutes=1):
            (ben,) = self.lead.with_user(self.ana).claim_others()
        self.assertEqual((ben["name"], ben["first"]), ("Ben", False))

    def test_several_are_named_together(self):
        self.open_by(self.ana)
        self.open_by(self.ben)
        self.assertEqual(self.note_for(self.mia), "Ana, Ben have it open")

    def test_opening_twice_keeps_the_first_moment(self):
        self.open_by(self.ana)
        self.open_by(self.ana, minutes=2)
        (ana,) = self.open_by(self.ben, minutes=3)
        self.assertEqual(ana["since"], "2026-03-02 16:00:00")

    def test_closing_ends_it(self):
        self.open_by(self.ana)
        self.lead.with_user(self.ana).claim_close()
        self.assertFalse(self.note_for(self.ben))

    def test_nobody_closes_what_another_has_open(self):
        self.open_by(self.ana)
        self.lead.with_user(self.ben).claim_close()
        self.assertEqual(self.note_for(self.ben), "Ana has it open")

    def test_browser_that_was_closed_without_a_word_has_nothing_open(self):
        self.set_presence(self.ana, "online")
        self.open_by(self.ana)
        self.announced()
        self.set_presence(self.ana, "offline", minutes=1)
        self.assertFalse(self.note_for(self.ben, minutes=1))
        self.assertEqual(self.announced(), self.lead.ids, "cards are told")

    def test_browser_and_form_that_close_together_do_not_meet(self):
        """That they are offline is noted, whoever ends the claim at this moment."""
        self.set_presence(self.ana, "online")
        self.open_by(self.ana)
        self.env.cr.postcommit.clear()
        claims = self.registry["medspa.claim"]
        with (
            patch.object(afterwards, "is_committing", lambda _env: True),
            patch.object(claims, "_end", side_effect=SerializationFailure),
        ):
            self.set_presence(self.ana, "offline", minutes=1)
        self.assertEqual(self.ana.sudo().presence_ids.status, "offline")
        waiting = self.env.cr.postcommit.data
        self.assertEqual(len(waiting["medspa:medspa.claim:_end"]), 1)
        self.env.cr.postcommit.clear()

    def test_who_walked_off_is_not_at_it(self):
        self.set_presence(self.ana, "online")
        self.open_by(self.ana)
        self.set_presence(self.ana, "away", minutes=4)
        self.assertFalse(self.note_for(self.ben, minutes=4))
        self.set_presence(self.ana, "online", minutes=5)
        self.assertEqual(self.note_for(self.ben, minutes=5), "Ana has it open")

    def test_line_that_broke_holds_nothing_after_five_minutes(self):
        self.set_presence(self.ana, "online")
        self.open_by(self.ana)
        self.assertTrue(self.note_for(self.ben, minutes=4))
        self.assertFalse(self.note_for(self.ben, minutes=5))
        self.set_presence(self.ana, "online", minutes=6)
        self.assertTrue(self.note_for(self.ben, minutes=10))

    def test_opening_and_closing_are_announced_once_each(self):
        self.announced()
        self.open_by(self.ana)
        self.assertEqual(self.announced(), self.lead.ids)
        self.open_by(self.ana)
        self.assertEqual(self.announced(), [])
        self.lead.with_user(self.ana).claim_close()
        self.assertEqual(self.announced(), self.lead.ids)
        self.lead.with_user(self.ana).claim_close()
        self.assertEqual(self.announced(), [])

    def test_plain_lead_is_nobody_s_business(self):
        plain = self.make_team("Plain", speed_to_lead=False)
        lead = self.make_inquiry(team_id=plain.id)
        lead.with_user(self.mia).claim_open()
        self.assertFalse(self.claims(lead))

    def test_who_may_not_read_it_may_not_claim_it(self):
        cleo = self.make_user("cleo")
        self.lead.user_id = self.ana
        for method in ("claim_open", "claim_close", "claim_others"):
            with self.subTest(method), self.assertRaises(AccessError):
                getattr(self.lead.with_user(cleo), method)()

    def test_claims_are_not_written_by_hand(self):
        values = {"lead_id": self.lead.id, "user_id": self.ben.id}
        with self.assertRaises(AccessError):
            self.env["medspa.claim"].with_user(self.ana).create(values)

    def test_it_costs_a_board_one_query(self):
        leads = self.lead
        for number in range(5):
            leads += self.make_inquiry(phone=f"(512) 555-016{number}")
        leads.mapped("treatment_names")  # names of treatments are kept in memory
        self.env.flush_all()
        leads.invalidate_recordset()
        leads.mapped("intake_received_at")
        with self.assertQueryCount(1):
            for name in ("claim_note", "treatment_names", "followup_attempt_count"):
                leads.mapped(name)

    def test_dialogs_of_the_card_know_their_inquiry(self):
        lead = self.lead.with_user(self.ana)
        self.lead.user_id = self.ana
        for action in (lead.action_call(), lead.action_text(), lead.action_email()):
            self.assertEqual(action["context"]["medspa_inquiry_id"], lead.id)

    def test_claims_of_long_ago_are_forgotten(self):
        self.open_by(self.ana)
        with at(MONDAY_10, days=2):
            self.env["medspa.claim"]._gc_unheard_of()
        self.assertFalse(
            self.env["medspa.claim"].search([("lead_id", "=", self.lead.id)])
        )
