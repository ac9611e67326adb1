"""An owner is there from the first moment, knows it, and can be named by hand."""

from odoo.fields import Command
from odoo.tests import new_test_user

from .owner_common import OwnerCase


class TestOwnerAtIntake(OwnerCase):
    def notifications(self, lead):
        """Return who was told of the inquiry, and how."""
        messages = self.env["mail.message"].search(
            [("model", "=", "crm.lead"), ("res_id", "=", lead.id)]
        )
        return [
            (told.res_partner_id, told.notification_type)
            for told in messages.notification_ids
        ]

    def create_by(self, user, **values):
        """Return a lead created by a user who names no owner."""
        return (
            self.env["crm.lead"]
            .with_user(user)
            .create({"name": "Nora", "team_id": self.team.id, **values})
        )

    def test_owner_is_inserted_with_the_inquiry(self):
        lead = self.make_inquiry()
        self.env.cr.execute("SELECT user_id FROM crm_lead WHERE id = %s", [lead.id])
        self.assertEqual(self.env.cr.fetchone(), (self.ana.id,))

    def test_reason_is_one_sentence_on_the_inquiry(self):
        lead = self.make_inquiry()
        self.assertEqual(lead.intake_owner_reason, "on duty, least recently assigned")

    def test_owner_alone_is_told_in_the_inbox_at_once(self):
        lead = self.make_inquiry()
        told = [(self.ana.partner_id, "inbox")]
        self.assertEqual(self.notifications(lead), told)
        self.assertIn(self.ana.partner_id, lead.message_partner_ids)

    def test_owner_who_prefers_email_is_sent_one_beside_the_inbox(self):
        self.ana.sudo().notification_type = "email"
        lead = self.make_inquiry()
        told = [(self.ana.partner_id, "inbox")]
        self.assertEqual(self.notifications(lead), told)
        mails = self.env["mail.mail"].search([("model", "=", "crm.lead")])
        mails = mails.filtered(lambda mail: mail.res_id == lead.id)
        self.assertEqual(mails.recipient_ids, self.ana.partner_id)

    def test_explicit_owner_is_kept_and_takes_no_turn(self):
        lead = self.make_inquiry(user_id=self.ben.id)
        self.assertEqual(lead.user_id, self.ben)
        self.assertFalse(lead.intake_owner_reason)
        self.assertEqual(self.make_inquiry().user_id, self.ana)

    def test_colleague_who_creates_a_card_owns_it(self):
        self.team.crm_team_member_ids.assignment_optout = True
        lead = self.create_by(self.ben)
        self.assertEqual(lead.user_id, self.ben)
        self.assertFalse(lead.intake_owner_reason)
        self.assertTrue(lead.response_waiting_since)

    def test_card_without_a_team_of_its_own_owns_and_waits_too(self):
        lead = self.create_by(self.ben, team_id=self.team.id)
        late = self.env["crm.lead"].with_user(self.ben).create({"name": "Nora"})
        self.assertEqual(late.team_id, self.team)
        self.assertEqual(late.user_id, self.ben)
        self.assertEqual(late.response_due_at, lead.response_due_at)
        self.assertEqual(len(late.response_cycle_ids), 1)

    def test_owner_asked_of_the_context_is_kept(self):
        leads = self.env["crm.lead"].with_context(default_user_id=self.ben.id)
        lead = leads.create({"name": "Nora", "team_id": self.team.id})
        self.assertEqual(lead.user_id, self.ben)

    def test_who_only_brought_it_in_does_not_own_it(self):
        portal = new_test_user(self.env, "stl_portal", groups="base.group_portal")
        root, public = (self.env.ref(f"base.{x}") for x in ("user_root", "public_user"))
        for user in (root, public, portal):
            with self.subTest(user.login):
                leads = self.env["crm.lead"].with_user(user).sudo()
                lead = leads.create({"name": "Nora", "team_id": self.team.id})
                self.assertIn(lead.user_id, self.ana | self.ben)
                self.assertTrue(lead.intake_owner_reason)

    def test_named_owner_who_cannot_work_is_replaced(self):
        self.ben.sudo().active = False
        for user in (self.ben, self.env.ref("base.public_user")):
            with self.subTest(user.login):
                self.assertEqual(self.make_inquiry(user_id=user.id).user_id, self.ana)

    def test_team_without_the_switch_gets_nothing(self):
        plain = self.make_team("Plain", self.make_user("cleo"), speed_to_lead=False)
        lead = self.make_inquiry(team_id=plain.id)
        self.assertFalse(lead.user_id)
        self.assertFalse(lead.intake_owner_reason)
        self.assertFalse(lead.intake_received_at)
        self.assertFalse(lead.response_waiting_since)
        self.assertFalse(lead.response_cycle_ids)
        self.assertEqual(lead.response_state, "none")
        self.assertFalse(
            self.env["medspa.rotation.turn"].search([("team_id", "=", plain.id)])
        )

    def test_switching_on_later_starts_with_the_next_inquiry(self):
        cleo = self.make_user("cleo")
        plain = self.make_team("Plain", cleo, speed_to_lead=False)
        before = self.make_inquiry(team_id=plain.id)
        plain.speed_to_lead = True
        after = self.make_inquiry(team_id=plain.id)
        self.assertFalse(before.user_id)
        self.assertFalse(before.response_cycle_ids)
        self.assertEqual(after.user_id, cleo)

    def test_deleting_a_team_deletes_its_tickets(self):
        team = self.make_team("Dallas")
        sequence = team.sudo().response_sequence_id
        self.assertTrue(sequence)
        team.unlink()
        self.assertFalse(sequence.exists())

    def test_copied_team_draws_tickets_of_its_own(self):
        copy = self.team.copy({"name": "Copy"})
        sequences = (self.team | copy).sudo().mapped("response_sequence_id")
        self.assertEqual(len(sequences), 2)

    def test_batch_with_several_teams_deals_each_from_its_own(self):
        cleo = self.make_user("cleo")
        other = self.make_team("Dallas", cleo)
        leads = self.env["crm.lead"].create(
            [
                {"name": "Nora", "team_id": team.id, "user_id": False}
                for team in (self.team, other, self.team)
            ]
        )
        self.assertEqual([lead.user_id for lead in leads], [self.ana, cleo, self.ben])

    def test_treatments_of_the_creation_are_kept(self):
        lead = self.make_inquiry(treatment_ids=[Command.set(self.botox.ids)])
        self.assertEqual(lead.treatment_ids, self.botox)
