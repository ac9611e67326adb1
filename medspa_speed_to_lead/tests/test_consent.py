from datetime import timedelta
from itertools import product
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import MONDAY_10, SUNDAY_22, SpeedToLeadCommon, at

PHONE = "+15125550143"
EMAIL = "nora@patient.example"


@tagged("post_install", "-at_install")
class TestConsentLedger(SpeedToLeadCommon):
    """Who agreed to or refused what, when, where and in which words."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source(name="Website", consent_text="The form's words")
        cls.ledger = cls.env["medspa.consent"]

    def inquire(self, **fields):
        fields = {"name": "Nora", "email": EMAIL, "phone": PHONE, **fields}
        return self.receive(self.source, **fields).lead_id

    def lines(self):
        found = self.ledger.search([("address", "in", (PHONE, EMAIL))], order="id")
        return [(line.channel, line.granted) for line in found]

    @at()
    def test_agreement_keeps_wording_source_moment_and_evidence(self):
        lead = self.inquire(
            sms_consent="yes",
            consent_text="Text me",
            submitted_at=f"{(MONDAY_10 - timedelta(minutes=2)).isoformat()}Z",
        )
        line = self.ledger.search([("address", "=", PHONE)])
        self.assertTrue(line.granted)
        self.assertEqual((line.channel, line.purpose), ("sms", "informational"))
        self.assertEqual((line.wording, line.source), ("Text me", "Website"))
        self.assertIn(str(lead.intake_event_id.id), line.evidence)
        self.assertEqual(line.occurred_at, MONDAY_10 - timedelta(minutes=2))
        self.assertEqual((line.lead_id, line.company_id), (lead, self.company))

    @at()
    def test_wording_of_the_source_stands_in_for_the_form(self):
        self.inquire(sms_consent="yes")
        line = self.ledger.search([("address", "=", PHONE)])
        self.assertEqual(line.wording, "The form's words")

    @at()
    def test_box_that_was_not_ticked_says_nothing(self):
        def answers(lead):
            return [
                self.ledger._may_contact(lead, channel, "conversational", MONDAY_10)
                for channel in ("sms", "email")
            ]

        not_asked = answers(self.inquire(message="Nobody asked"))
        for value in (False, "false", 0, "0", "off", "", None, []):
            with self.subTest(value=value):
                boxes = {"sms_consent": value, "email_consent": value}
                lead = self.inquire(**boxes, message=repr(value))
                self.assertEqual(self.lines(), [])
                self.assertEqual(answers(lead), not_asked)

    @at()
    def test_label_of_the_box_is_the_wording(self):
        label = "Yes, I agree to texts about my request. Reply STOP to end."
        self.inquire(**{label: "on"})
        line = self.ledger.search([("address", "=", PHONE)])
        self.assertEqual((line.granted, line.wording), (True, label))

    @at()
    def test_source_asks_for_the_wording_that_its_form_does_not_send(self):
        self.inquire(sms_consent="yes")
        self.assertFalse(self.source.lacks_wording)
        plain = self.make_source(name="Landing page")
        self.receive(plain, name="Zoe", phone="512-555-0177")
        self.assertFalse(plain.lacks_wording)
        self.receive(plain, name="Mo", phone="512-555-0178", sms_consent="yes")
        plain.invalidate_recordset()
        self.assertTrue(plain.lacks_wording)
        plain.consent_text = "I agree"
        self.assertFalse(plain.lacks_wording)

    @at()
    def test_no_is_a_refusal_and_silence_says_nothing(self):
        self.inquire(sms_consent="no")
        self.assertEqual(self.lines(), [("sms", False)])

    @at()
    def test_each_submission_of_an_open_inquiry_is_heard(self):
        self.inquire()
        self.assertEqual(self.lines(), [])
        self.inquire(sms_consent="yes", message="Again")
        self.inquire(email_consent="no", message="And again")
        self.assertEqual(self.lines(), [("sms", True), ("email", False)])

    @at()
    def test_inquiry_shows_what_the_person_said_with_any_inquiry(self):
        first = self.inquire(sms_consent="yes")
        first.action_set_won()
        second = self.inquire(email_consent="no")
        self.assertNotEqual(first, second)
        self.assertEqual(len(second.consent_ids), 2)

    def test_person_without_an_address_has_said_nothing(self):
        """The form of a lead opens before anything is known of the person."""
        with Form(self.env["crm.lead"].with_user(self.ana)) as form:
            form.name = "Walk-in"
            form.email_from = EMAIL
            form.email_from = False
        self.assertFalse(form.record.consent_ids)

    def test_nobody_changes_or_deletes_a_line(self):
        line = self.ledger._grant(PHONE, "sms", "informational", source="Test")
        for change in (lambda: line.write({"granted": False}), line.unlink):
            with self.assertRaises(UserError):
                change()
        for user in (self.ana, self.mia):
            with self.assertRaises(AccessError):
                self.ledger.with_user(user).create(
                    {"address": PHONE, "channel": "sms", "purpose": "informational"}
                )

    def test_erasing_forgets_an_agreement_and_keeps_a_refusal(self):
        with at():
            lead = self.inquire(sms_consent="yes", email_consent="no")
        wizard = self.env["crm.lead.erase"].with_user(self.mia)
        wizard.create({"lead_id": lead.id}).action_erase()
        self.assertEqual(self.lines(), [("email", False)])
        self.assertFalse(self.ledger.search([("address", "=", EMAIL)]).evidence)
        self.assertNotIn(True, lead.touch_ids.mapped(lambda touch: bool(touch.body)))


@tagged("post_install", "-at_install")
class TestMayContact(AcknowledgementCommon):
    """The one question before every automatic message."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ledger = cls.env["medspa.consent"]
        with at():
            cls.lead = cls.make_inquiry()

    def ask(self, channel="sms", purpose="conversational", moment=MONDAY_10, lead=None):
        """Return ``(allowed, why, not before)``."""
        told = self.ledger._may_contact(lead or self.lead, channel, purpose, moment)
        return told.allowed, told.reason.words, told.not_before

    def agree(self, channel="sms", purpose="informational", **values):
        address = PHONE if channel == "sms" else EMAIL
        values = {"lead": self.lead, "source": "Test", **values}
        return self.ledger._grant(address, channel, purpose, **values)

    def refuse(self, channel="sms", **values):
        address = PHONE if channel == "sms" else EMAIL
        return self.ledger._revoke(address, channel, source="Test", **values)

    def test_text_needs_an_agreement_and_email_does_not(self):
        self.assertFalse(self.ask("sms")[0])
        self.assertTrue(self.ask("email")[0])
        self.agree()
        self.assertTrue(self.ask("sms")[0])

    def test_agreement_to_information_is_none_to_advertising(self):
        self.agree(purpose="informational")
        self.assertTrue(self.ask(purpose="informational")[0])
        self.assertFalse(self.ask(purpose="promotional")[0])

    def test_last_word_holds_by_its_moment(self):
        with at():
            self.refuse()
        with at(days=1):
            self.agree(occurred_at=MONDAY_10 - timedelta(days=1))
            self.assertFalse(self.ask()[0])
            self.agree()
        self.assertTrue(self.ask()[0])

    def test_refusal_says_when(self):
        self.refuse("email", occurred_at=MONDAY_10)
        allowed, reason, not_before = self.ask("email")
        self.assertFalse(allowed or not_before)
        self.assertIn("They refused on 03/02/2026.", reason)

    def test_blacklists_refuse_whatever_was_agreed(self):
        self.agree()
        self.env["phone.blacklist"].sudo()._add([PHONE])
        self.env["mail.blacklist"].sudo()._add(EMAIL)
        self.assertIn("opted out of texts", self.ask("sms")[1])
        self.assertIn("opted out of emails", self.ask("email")[1])

    def test_exempt_inquiry_is_not_written_to(self):
        self.lead.response_exempt_reason = "spam"
        for channel in ("sms", "email"):
            self.assertEqual(
                self.ask(channel), (False, "Excluded as no inquiry: Spam.", None)
            )

    def test_without_an_address_nothing_can_be_sent(self):
        with at():
            nobody = self.make_inquiry(phone=False, email_from=False)
        self.assertIn("no phone number", self.ask("sms", lead=nobody)[1])
        self.assertIn("no email address", self.ask("email", lead=nobody)[1])

    def test_text_at_night_is_allowed_in_the_morning(self):
        self.agree()
        allowed, _reason, not_before = self.ask(moment=SUNDAY_22)
        self.assertFalse(allowed)
        self.assertEqual(not_before, MONDAY_10 - timedelta(hours=2))
        self.assertTrue(self.ask("email", moment=SUNDAY_22)[0])

    def test_number_of_nowhere_is_taken_for_a_neighbour(self):
        """A number that tells no place is judged by the time of the practice."""
        self.agree()
        path = "odoo.addons.medspa_speed_to_lead.models.consent.crm_lead"
        with patch(f"{path}.places_of", return_value=[]):
            self.assertEqual(
                self.ask(moment=SUNDAY_22)[2], MONDAY_10 - timedelta(hours=2)
            )

    def test_agreement_with_another_company_counts_for_nothing_here(self):
        other = self.make_company("Glow Boston")
        team = self.env["crm.team"].create({"name": "Boston", "company_id": other.id})
        theirs = self.make_inquiry(team_id=team.id, company_id=other.id)
        self.agree(lead=theirs)
        self.assertFalse(self.ask()[0])

    def test_refusal_at_another_company_counts_here_too(self):
        other = self.make_company("Glow Boston")
        team = self.env["crm.team"].create({"name": "Boston", "company_id": other.id})
        self.agree(occurred_at=MONDAY_10)
        self.refuse(
            lead=self.make_inquiry(team_id=team.id, company_id=other.id),
            occurred_at=MONDAY_10 + timedelta(days=1),
        )
        self.assertFalse(self.ask()[0])

    def test_salesperson_may_ask(self):
        self.lead.user_id = self.ana
        lead = self.lead.with_user(self.ana)
        ledger = self.ledger.with_user(self.ana)
        self.assertTrue(ledger._may_contact(lead, "email", "conversational", MONDAY_10))


@tagged("post_install", "-at_install")
class TestNothingLeavesUnasked(AcknowledgementCommon):
    """Every combination of what was said and switched, through the real job."""

    def test_what_leaves_is_what_may_contact_allowed(self):
        combinations = product(
            ("yes", "no", ""),  # texts
            ("yes", "no", ""),  # emails
            (None, "phone", "email"),  # on a blacklist
            (None, "spam"),
            (MONDAY_10, SUNDAY_22),
            (True, False),  # the switch
        )
        asked = []
        original = type(self.env["medspa.consent"])._may_contact

        def may_contact(ledger, lead, channel, purpose, moment):
            answer = original(ledger, lead, channel, purpose, moment)
            asked.append(((lead.id, channel), answer[0]))
            return answer

        ledger_class = self.env.registry["medspa.consent"]
        with patch.object(ledger_class, "_may_contact", may_contact):
            leads = [
                self.one(number, *combination)
                for number, combination in enumerate(combinations)
            ]
        allowed = {key for key, answer in asked if answer}
        for lead, switched_on in leads:
            for touch in lead.touch_ids:
                key = (lead.id, touch.channel)
                may_leave = key in allowed and switched_on
                self.assertEqual(touch.state == "sent", may_leave, touch.reason)
                self.assertTrue(touch.reason)
                self.assertIn(touch.state, ("sent", "skipped", "planned"))
        self.assertTrue(allowed)

    def one(self, number, texts, emails, blacklist, exempt, moment, switched_on):
        self.company.medspa_sending = switched_on
        phone, email = f"+1512{2_000_000 + number}", f"p{number}@patient.example"
        if blacklist == "phone":
            self.env["phone.blacklist"].sudo()._add([phone])
        if blacklist == "email":
            self.env["mail.blacklist"].sudo()._add(email)
        with at(moment):
            lead = self.inquire(
                phone=phone, email=email, sms_consent=texts, email_consent=emails
            )
            lead.response_exempt_reason = exempt
            emails_out = self.send_due()
        sent = lead.touch_ids.filtered(lambda touch: touch.state == "sent")
        on_the_wire = {"email"} & set(sent.mapped("channel"))
        self.assertEqual(len(emails_out), len(on_the_wire))
        return lead, switched_on

    @at()
    def test_person_cannot_text_who_opted_out(self):
        lead = self.inquire(**AGREED)
        lead.user_id = self.ana
        self.env["phone.blacklist"].sudo()._add([PHONE])
        with self.assertRaisesRegex(UserError, "opted out of texts"):
            lead.with_user(self.ana).action_text()
        form = self.text_form(lead, self.ana)
        form.body = "One more thing"
        with self.assertRaisesRegex(UserError, "opted out of texts"):
            form.save().action_send_sms()


@tagged("post_install", "-at_install")
class TestReaching(AcknowledgementCommon):
    """One click to call, text or write, with the rights of the front desk."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.lead = cls.make_inquiry(user_id=cls.ana.id).with_user(cls.ana)

    @at(minutes=2)
    def test_call_dialog_records_how_it_ended(self):
        action = self.lead.action_call()
        dialog = self.env[action["res_model"]].with_user(self.ana)
        dialog = dialog.with_context(**action["context"]).create(
            {"note": "Wants Friday"}
        )
        dialog.with_context(call_outcome="voicemail").action_end()
        self.assertEqual(self.lead.response_state, "waiting")
        dialog.with_context(call_outcome="connected").action_end()
        self.assertEqual(self.lead.response_state, "on_time")
        self.assertIn("Wants Friday", self.lead.message_ids[0].body)

    def test_call_without_an_outcome_is_refused(self):
        with self.assertRaisesRegex(UserError, "How did the call end"):
            self.lead.action_log_call("hung_up")

    @at(minutes=2)
    def test_email_is_addressed_to_the_patient(self):
        context = self.lead.action_email()["context"]
        composer = self.env["mail.compose.message"].with_user(self.ana)
        composer = composer.with_context(**context).create({"body": "Friday is free"})
        self.assertEqual(composer.partner_ids.email_normalized, EMAIL)
        composer._action_send_mail()
        self.assertEqual(self.lead.response_state, "on_time")

    @at(minutes=2)
    def test_text_goes_to_the_number_of_the_patient(self):
        context = self.lead.action_text()["context"]
        composer = self.env["sms.composer"].with_user(self.ana)
        composer.with_context(**context).create({"body": "Friday?"})._action_send_sms()
        self.assertEqual(self.lead.response_state, "on_time")
        self.assertEqual(self.lead.response_first_channel, "sms")

    def test_missing_address_is_said_in_words(self):
        nobody = self.make_inquiry(
            user_id=self.ana.id, phone=False, email_from=False
        ).with_user(self.ana)
        with self.assertRaisesRegex(UserError, "no phone number"):
            nobody.action_text()
        with self.assertRaisesRegex(UserError, "no email address"):
            nobody.action_email()


@tagged("post_install", "-at_install")
class TestPreview(AcknowledgementCommon):
    """What a patient would get, without anything being sent."""

    def preview(self, moment, **values):
        previews = self.env["medspa.message.preview"].with_user(self.mia)
        values = {"policy_id": self.policy.id, "lead_id": self.lead.id, **values}
        return previews.create({"at": moment, **values})

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.lead = cls.make_inquiry(treatment_ids=[Command.set(cls.botox.ids)])

    def test_shows_both_messages_at_the_chosen_moment(self):
        touches = self.lead.touch_ids
        day = self.preview(MONDAY_10)
        self.assertIn("Botox", day.email_body)
        self.assertIn("by 10:05 AM", day.sms_body)
        self.assertNotIn("Botox", day.sms_body)
        night = self.preview(SUNDAY_22)
        self.assertIn("open tomorrow at 9:00 AM", night.email_body)
        self.assertEqual(self.lead.touch_ids, touches)

    def test_says_why_it_would_not_be_sent(self):
        preview = self.preview(MONDAY_10)
        self.assertIn("Not sent. They have not agreed", preview.sms_answer)
        self.assertIn("Sent at once.", preview.email_answer)
        self.company.medspa_sending = False
        self.assertIn("switched off", self.preview(MONDAY_10).email_answer)

    def test_other_policy_promises_what_it_promises(self):
        policy = self.make_policy(
            target_minutes=30, email_template_id=self.policy.email_template_id.id
        )
        preview = self.preview(MONDAY_10, policy_id=policy.id)
        self.assertIn("by 10:30 AM", preview.email_body)
        self.assertFalse(preview.sms_body)
        self.assertEqual(self.lead.response_due_at, MONDAY_10 + timedelta(minutes=5))

    def test_says_who_would_answer_by_when_and_what_happens_else(self):
        turns = self.env["medspa.rotation.turn"].search_count([])
        self.policy.escalation_step_ids = [
            Command.clear(),
            *self.policy._default_steps(),
        ]
        with at():
            preview = self.preview(MONDAY_10)
            self.assertIn(preview.owner.partition(",")[0], ("Ana", "Ben"))
            self.assertIn("on duty", preview.owner)
        self.assertEqual(preview.deadline, "10:05 AM")
        for words in ("10:03 AM: 2 min before", "10:05 AM: 0 min", "10:20 AM: 15 min"):
            self.assertIn(words, preview.steps)
        self.assertEqual(self.env["medspa.rotation.turn"].search_count([]), turns)

    def test_newest_inquiry_is_proposed(self):
        form = Form(
            self.env["medspa.message.preview"]
            .with_user(self.mia)
            .with_context(default_policy_id=self.policy.id)
        )
        self.assertTrue(form.lead_id.intake_received_at)
