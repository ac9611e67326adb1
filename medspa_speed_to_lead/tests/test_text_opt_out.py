from datetime import timedelta

from markupsafe import Markup

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .acknowledgement_common import AGREED
from .common import MONDAY_10, at
from .follow_up_common import FollowUpCommon
from .text_common import PATIENT, TextCommon

READ = "May be an opt-out: please read"
WRONG = "The phone number belongs to somebody else"
UNCLEAR = "Maybe stop these for now?"


@tagged("post_install", "-at_install")
class TestTextOptOut(TextCommon, FollowUpCommon):
    """What a text means for consent holds at once, and a person reads the rest."""

    def lines(self, address=PATIENT):
        return self.consent.search([("address", "=", address)], order="id")

    def may_text(self, lead, purpose="conversational", **later):
        allowed, _reason, _when = self.consent._may_contact(
            lead, "sms", purpose, at_moment(**later)
        )
        return allowed

    def agreed(self, **values):
        """Return an inquiry of a form on which they agreed to texts."""
        return self.inquire(**AGREED, **values)

    # stop

    def test_stop_holds_at_once_and_is_shown_with_its_evidence(self):
        with at():
            lead = self.agreed()
            self.assertTrue(self.may_text(lead))
            event = self.text("STOP")
            self.assertFalse(self.may_text(lead))
            self.assertTrue(self.is_blacklisted())
            line = self.lines()[-1]
            self.assertFalse(line.granted)
            self.assertEqual(line.purpose, "conversational")
            self.assertEqual(line.evidence, f"MessageSid {event.external_id}")
            self.assertEqual(line.wording, "STOP")
            self.assertEqual(line.source, "Front desk number")
            self.assertEqual(line.lead_id, lead)
            self.assertEqual(line.company_id, self.company)
            self.assertEqual(self.touch(event).meaning, "stop")
            self.assertEqual(
                self.touch(event).summary, "Text from the patient: opted out"
            )

    def test_stop_in_any_words_and_languages(self):
        for body in (
            "stop",
            "Please take me off your list",
            "leave me alone!!",
            "ALTO",
            "no me manden más mensajes",
            "🛑",
        ):
            with self.subTest(body=body), self.cr.savepoint() as savepoint:
                self.text(body)
                self.assertTrue(self.is_blacklisted())
                savepoint.rollback()

    def test_planned_text_is_not_sent_after_a_stop(self):
        self.policy.sms_template_id = self.texts[0]
        with at():
            lead = self.agreed()
            self.text("STOP")
        with at(minutes=1):
            self.send_due()
        self.follow_up(days=1)
        self.follow_up(days=3)
        self.follow_up(days=4)
        texts = lead.touch_ids.filtered(
            lambda one: one.channel == "sms" and one.performer == "system"
        )
        self.assertTrue(texts)
        self.assertEqual(set(texts.mapped("state")), {"skipped"})

    def test_plan_goes_on_by_what_is_left_and_ends_without(self):
        with at():
            lead = self.agreed()
            self.text("STOP")
            self.assertEqual(self.state_of(lead)[0], "running")
            alone = self.agreed(email="", phone="(512) 555-0144")
            alone.phone = "(512) 555-0144"
            self.cadence.step_ids.filtered(lambda s: s.channel == "call").unlink()
            self.text("STOP", sender="+15125550144")
            self.assertEqual(self.state_of(alone)[0], "stopped")

    def test_stop_makes_nobody_answer(self):
        with at():
            lead = self.agreed(user_id=None)
            lead.user_id = self.ana
        with at(minutes=2):
            self.answer_by(self.ana, lead)
            self.assertEqual(lead.response_state, "on_time")
        with at(minutes=5):
            self.text("STOP")
            self.assertEqual(lead.response_state, "on_time")
            self.assertEqual(len(lead.response_cycle_ids), 1)

    def test_stop_reaches_the_inquiry_even_when_it_is_closed(self):
        lead = self.agreed()
        lead.action_set_lost()
        event = self.text("STOP")
        self.assertEqual(event.lead_id, lead)
        self.assertTrue(self.is_blacklisted())

    def test_stop_of_a_short_code_is_kept_in_the_ledger(self):
        event = self.text("STOP", sender="22395")
        self.assertEqual(event.state, "processed", event.error)
        self.assertFalse(self.lines("22395").granted)

    def test_keyword_the_carrier_knows_is_one_whatever_it_is(self):
        event = self.text("ENOUGH", OptOutType="STOP")
        self.assertTrue(self.is_blacklisted())
        self.assertFalse(event.reply)

    def test_test_source_honours_a_stop(self):
        self.desk.test_mode = True
        self.text("STOP")
        self.assertTrue(self.is_blacklisted())

    def test_confirmation_says_who_and_nothing_to_buy(self):
        self.agreed()
        self.assertEqual(
            self.text("STOP").reply,
            "Glow Austin: You're unsubscribed and won't get any more texts. Reply "
            "START to resubscribe.",
        )

    def test_who_opted_out_before_gets_no_second_confirmation(self):
        self.text("STOP")
        for body in "STOP", "Stop!!", "I said leave me alone":
            self.assertFalse(self.text(body).reply)

    def take_reply(self, event, **later):
        """Return what a request answers with at a moment."""
        with at(MONDAY_10, **later), self.transactions() as env:
            return event.with_env(env)._take_reply()

    def test_confirmation_that_comes_late_is_not_given(self):
        with at():
            event = self.text("STOP")
        self.assertEqual(self.take_reply(event, minutes=6), "")
        self.assertIn("unsubscribed", self.take_reply(event, minutes=4))
        self.assertEqual(self.take_reply(event, minutes=4), "")

    def test_wrong_number_is_a_stop_and_somebody_is_told(self):
        lead = self.agreed()
        lead.user_id = self.ana
        self.text("Wrong number, I'm not Nora")
        self.assertTrue(self.is_blacklisted())
        self.assertEqual(self.to_dos(lead, WRONG).user_id, self.ana)

    # start

    def test_start_takes_a_stop_back(self):
        with at():
            lead = self.agreed()
            self.text("STOP")
        with at(minutes=1):
            event = self.text("START")
            self.assertFalse(self.is_blacklisted())
            self.assertTrue(self.may_text(lead, "informational"))
            self.assertFalse(self.may_text(lead, "promotional"))
            self.assertEqual(
                self.lines()[-1].evidence, f"MessageSid {event.external_id}"
            )
            self.assertIn("will get our texts again", event.reply)
        with at(minutes=2):
            self.assertIn("You're unsubscribed", self.text("STOP").reply)

    def test_start_of_who_never_opted_out_agrees_to_no_more_than_answers(self):
        with at():
            lead = self.inquire()
            event = self.text("START")
            self.assertFalse(event.reply)
            self.assertEqual(event.lead_id, lead)
            self.assertTrue(self.may_text(lead))
            self.assertFalse(self.may_text(lead, "informational"))

    def test_yes_and_anything_else_takes_nothing_back(self):
        with at():
            lead = self.agreed()
            self.text("STOP")
            for body in "YES", "Do you have time on Friday?":
                self.text(body)
                self.assertTrue(self.is_blacklisted())
                self.assertFalse(self.may_text(lead))

    # help

    def test_help_makes_nobody_answer(self):
        with at():
            lead = self.agreed()
            lead.user_id = self.ana
        with at(minutes=2):
            self.answer_by(self.ana, lead)
        with at(minutes=5):
            event = self.text("HELP")
            self.assertEqual(lead.response_state, "on_time")
            self.assertIn("Reply STOP to opt out", event.reply)

    def test_help_of_who_opted_out_is_answered_and_changes_nothing(self):
        self.text("STOP")
        self.assertTrue(self.text("HELP").reply)
        self.assertTrue(self.is_blacklisted())

    def test_info_of_a_number_that_nobody_knows_is_an_inquiry(self):
        with at():
            event = self.text("Info")
            self.assertEqual(event.lead_id.response_state, "waiting")

    # unclear

    def test_unclear_text_is_given_to_a_person(self):
        with at():
            lead = self.agreed()
            lead.user_id = self.ana
        with at(minutes=2):
            self.answer_by(self.ana, lead)
        with at(minutes=5):
            event = self.text(UNCLEAR)
            self.assertEqual(self.touch(event).meaning, "unclear")
            self.assertEqual(self.to_dos(lead, READ).user_id, self.ana)
            self.assertEqual(lead.with_user(self.ana).opt_out_question, UNCLEAR)
            self.assertEqual(lead.response_state, "waiting")
            self.assertFalse(event.reply)
            self.assertFalse(self.is_blacklisted())

    def test_no_text_leaves_by_itself_while_nobody_has_read_it(self):
        self.policy.sms_template_id = self.texts[0]
        with at():
            lead = self.agreed()
            self.text(UNCLEAR)
            answer = self.consent._may_contact(lead, "sms", "conversational", MONDAY_10)
            self.assertEqual(
                (answer.allowed, answer.reason.words, answer.not_before),
                (
                    False,
                    "What they wrote may be an opt-out: please read it first.",
                    at_moment(hours=1),
                ),
            )
            self.send_due()
            texts = lead.touch_ids.filtered(
                lambda one: one.channel == "sms" and one.direction == "out"
            )
            self.assertEqual(texts.mapped("state"), ["planned"])
            self.assertEqual(texts.planned_at, at_moment(hours=1))

    def test_unclear_text_holds_back_every_inquiry_of_the_number(self):
        with at():
            self.agreed()
            self.text(UNCLEAR)
            other = self.make_inquiry(name="Again")
            self.assertFalse(self.may_text(other))

    def test_person_says_it_was_an_opt_out(self):
        with at():
            lead = self.agreed()
            lead.user_id = self.ana
            self.text(UNCLEAR)
            to_do = self.to_dos(lead, READ)
            lead.with_user(self.ana).action_opted_out()
            self.assertTrue(self.is_blacklisted())
            self.assertEqual(self.lines()[-1].source, "Read by Ana")
            self.assertEqual(self.lines()[-1].wording, UNCLEAR)
            self.assertFalse(lead.opt_out_question)
            self.assertFalse(to_do.exists() and to_do.active)

    def test_person_says_it_was_none(self):
        with at():
            lead = self.agreed()
            lead.user_id = self.ana
            self.text(UNCLEAR)
            lead.with_user(self.ana).action_not_opted_out()
            self.assertFalse(self.is_blacklisted())
            self.assertTrue(self.may_text(lead))
            self.assertFalse(lead.opt_out_question)
            self.assertFalse(self.to_dos(lead, READ).filtered("active"))

    def test_only_who_may_change_an_inquiry_decides(self):
        lead = self.agreed()
        lead.user_id = self.ana
        self.text(UNCLEAR)
        for decide in "action_opted_out", "action_not_opted_out":
            with self.assertRaises(AccessError):
                getattr(lead.with_user(self.ben), decide)()
        self.assertFalse(self.is_blacklisted())

    # emails

    def email(self, lead, body, sender="nora@patient.example"):
        """Return the touch of an email of a stranger or a patient."""
        lead.message_post(
            body=body,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            author_id=False,
            email_from=sender,
        )
        return lead.touch_ids.filtered(
            lambda touch: touch.direction == "in" and touch.channel == "email"
        )

    def blacklisted_emails(self):
        return self.env["mail.blacklist"].search([]).mapped("email")

    def test_email_that_refuses_emails_holds(self):
        with at():
            lead = self.agreed()
            touch = self.email(lead, "Please stop emailing me")
            self.assertEqual(touch.meaning, "stop")
            self.assertIn("nora@patient.example", self.blacklisted_emails())
            line = self.lines("nora@patient.example")
            self.assertEqual((line.channel, line.granted), ("email", False))
            self.assertTrue(self.may_text(lead))

    def test_email_that_refuses_texts_leaves_emails_alone(self):
        with at():
            lead = self.agreed()
            touch = self.email(lead, "Please stop texting me, email is fine.")
            self.assertEqual(touch.meaning, "stop")
            self.assertTrue(self.is_blacklisted())
            self.assertFalse(self.blacklisted_emails())

    def test_email_that_refuses_calls_is_given_to_a_person(self):
        lead = self.agreed()
        words = "Do not call me during work hours, please email."
        self.assertEqual(self.email(lead, words).meaning, "unclear")
        self.assertTrue(self.to_dos(lead, READ))
        self.assertFalse(self.blacklisted_emails())

    def test_our_own_words_quoted_in_an_email_are_not_theirs(self):
        lead = self.agreed()
        body = Markup(
            "<p>Friday is fine</p><blockquote>Reply STOP to unsubscribe</blockquote>"
        )
        self.assertEqual(self.email(lead, body).meaning, "reply")
        self.assertFalse(self.blacklisted_emails())

    def test_email_of_somebody_else_refuses_nothing_by_itself(self):
        lead = self.agreed()
        touch = self.email(lead, "unsubscribe", sender="lab@vendor.example")
        self.assertEqual(touch.meaning, "unclear")
        self.assertFalse(self.blacklisted_emails())

    def test_unclear_email_holds_back_emails_only(self):
        with at():
            lead = self.agreed()
            self.email(lead, UNCLEAR)
            allowed, _reason, _when = self.consent._may_contact(
                lead, "email", "conversational", MONDAY_10
            )
            self.assertFalse(allowed)
            self.assertTrue(self.may_text(lead))
            self.assertTrue(lead.opt_out_question)


def at_moment(**later):
    return MONDAY_10 + timedelta(**later)
