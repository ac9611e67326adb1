from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from .acknowledgement_common import AGREED, SANDBOX, AcknowledgementCommon
from .common import MONDAY_10, SUNDAY_22, at


@tagged("post_install", "-at_install")
class TestAcknowledgement(AcknowledgementCommon):
    """The system answers within seconds, by email and where agreed by text."""

    @at()
    def test_email_leaves_and_is_stamped(self):
        lead = self.inquire()
        (email,) = self.send_due()
        self.assertEqual(email["To"], "nora@patient.example")
        self.assertEqual(self.touch(lead, "email").state, "sent")
        self.assertEqual(lead.response_acknowledged_at, MONDAY_10)

    @at()
    def test_acknowledgement_is_no_answer(self):
        lead = self.inquire(**AGREED)
        self.send_due()
        self.assertEqual(lead.response_state, "waiting")
        self.assertFalse(lead.response_first_at)

    @at()
    def test_job_is_woken_by_the_inquiry(self):
        job = self.env.ref("medspa_speed_to_lead.ir_cron_send_acknowledgements")
        triggers = self.env["ir.cron.trigger"].search_count
        before = triggers([("cron_id", "=", job.id)])
        self.inquire()
        self.assertEqual(triggers([("cron_id", "=", job.id)]), before + 1)

    @at()
    def test_job_has_no_work_but_acknowledgements(self):
        lead = self.inquire()
        other = self.touch(lead, "email").copy(
            {"purpose": "follow_up", "state": "planned", "act_key": False}
        )
        self.send_due()
        self.assertEqual(other.state, "planned")

    @at()
    def test_text_goes_where_the_person_agreed(self):
        lead = self.inquire(**AGREED)
        self.send_due()
        self.assertEqual(self.state(lead, "sms"), ("sent", "They agreed to texts."))
        text = self.touch(lead, "sms")
        self.assertEqual(text.address, "+15125550143")
        self.assertEqual(text.message_id.message_type, "sms")

    @at()
    def test_nobody_is_texted_who_did_not_agree(self):
        lead = self.inquire()
        self.send_due()
        self.assertEqual(
            self.state(lead, "sms"), ("skipped", "They have not agreed to texts.")
        )

    @at()
    def test_each_is_sent_once(self):
        lead = self.inquire(**AGREED)
        self.assertEqual(len(self.send_due()), 1)
        self.assertEqual(len(self.send_due()), 0)
        lead._acknowledgement_plan()
        self.assertEqual(len(self.send_due()), 0)

    @at()
    @mute_logger("odoo.sql_db")
    def test_database_allows_one_acknowledgement_a_channel(self):
        lead = self.inquire()
        touch = self.touch(lead, "email")
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            touch.copy({"state": "planned", "act_key": touch.act_key})

    @at()
    def test_writing_again_is_not_acknowledged_again(self):
        self.inquire()
        self.send_due()
        self.inquire(message="And do you have parking?")
        self.assertFalse(self.send_due())

    @at()
    def test_test_inquiry_is_not_acknowledged(self):
        self.inquire(is_test=True)
        self.assertFalse(self.send_due())

    @at()
    def test_who_is_on_the_phone_or_in_the_room_gets_none(self):
        for code in ("phone_call", "walk_in"):
            email = f"{code}@patient.example"
            lead = self.inquire(channel=code, email=email, phone="")
            self.assertFalse(lead.touch_ids, code)

    @at()
    def test_policy_without_messages_sends_none(self):
        self.make_policy()
        self.assertFalse(self.inquire().touch_ids)

    def test_answered_before_is_not_acknowledged(self):
        with at():
            lead = self.inquire()
            self.answer_by(lead.user_id, lead)
            self.assertFalse(self.send_due())
        self.assertEqual(
            self.state(lead, "email"), ("skipped", "A person had answered before.")
        )

    def test_closed_inquiry_is_not_acknowledged(self):
        with at():
            lead = self.inquire()
            lead.action_set_lost()
            self.assertFalse(self.send_due())
        self.assertEqual(self.touch(lead, "email").state, "skipped")

    def test_acknowledgement_of_yesterday_is_not_sent(self):
        with at():
            lead = self.inquire()
        with at(hours=24, seconds=1):
            self.assertFalse(self.send_due())
        self.assertEqual(self.touch(lead, "email").state, "skipped")

    # the night

    def test_email_goes_at_night_and_the_text_waits_for_eight(self):
        with at(SUNDAY_22):
            lead = self.inquire(**AGREED)
            self.assertEqual(len(self.send_due()), 1)
        text = self.touch(lead, "sms")
        self.assertEqual(text.state, "planned")
        self.assertEqual(text.planned_at, MONDAY_10 - timedelta(hours=2))
        job = self.env.ref("medspa_speed_to_lead.ir_cron_send_acknowledgements")
        wake = self.env["ir.cron.trigger"].search([("cron_id", "=", job.id)])
        self.assertIn(text.planned_at + timedelta(seconds=59), wake.mapped("call_at"))
        with at(hours=-2, seconds=-1):
            self.send_due()
            self.assertEqual(text.state, "planned")
        with at(hours=-2):
            self.send_due()
        self.assertEqual(text.state, "sent")

    def test_text_that_waited_is_skipped_if_a_person_answered_first(self):
        with at(SUNDAY_22):
            lead = self.inquire(**AGREED)
            self.send_due()
            self.answer_by(lead.user_id, lead)
        with at():
            self.send_due()
        self.assertEqual(
            self.state(lead, "sms"), ("skipped", "A person had answered before.")
        )

    def test_text_waits_for_the_morning_of_the_recipient_not_of_the_practice(self):
        with at(MONDAY_10 - timedelta(hours=1)):  # 9:00 in Austin, 5:00 in Honolulu
            lead = self.inquire(phone="(808) 555-0143", **AGREED)
            self.send_due()
        self.assertEqual(
            self.touch(lead, "sms").planned_at, MONDAY_10 + timedelta(hours=2)
        )

    # the switch

    @at()
    def test_switched_off_nothing_leaves_and_the_text_is_kept(self):
        self.company.medspa_sending = False
        lead = self.inquire(**AGREED)
        self.assertFalse(self.send_due())
        for channel in ("email", "sms"):
            self.assertEqual(
                self.state(lead, channel),
                ("skipped", "Automatic messages are switched off for this company."),
            )
            self.assertIn("Nora", self.touch(lead, channel).body)
        self.assertFalse(lead.response_acknowledged_at)

    def test_switch_is_off_at_install(self):
        self.assertFalse(self.make_company("New").medspa_sending)

    # failing

    @at()
    def test_refused_email_says_why(self):
        lead = self.inquire()
        self.send_due(refuse=MailDeliveryException("550 no such mailbox"))
        state, reason = self.state(lead, "email")
        self.assertEqual(state, "failed")
        self.assertIn("550 no such mailbox", reason)
        self.assertFalse(lead.response_acknowledged_at)

    @at()
    @mute_logger(
        "odoo.addons.medspa_speed_to_lead.models.messages.medspa_touch_sending"
    )
    def test_broken_template_fails_alone(self):
        broken = self.policy.email_template_id.copy()
        broken.subject = "{{ object.nonsense }}"
        policy = self.make_policy(email_template_id=broken.id, intent="pricing")
        first = self.inquire(intent="pricing")
        second = self.inquire(email="mo@patient.example", phone="")
        self.assertEqual(first.response_policy_id, policy)
        (email,) = self.send_due()
        self.assertEqual(email["To"], "mo@patient.example")
        self.assertEqual(self.touch(first, "email").state, "failed")
        self.assertIn("nonsense", self.touch(first, "email").reason)
        self.assertEqual(self.touch(second, "email").state, "sent")

    @at()
    def test_refused_text_is_failed(self):
        lead = self.inquire(**AGREED)
        with self.texts_answered(state="wrong_number_format"):
            self.send_due()
        self.assertEqual(self.touch(lead, "sms").state, "failed")

    @at()
    def test_text_of_which_nobody_knows_is_for_a_person(self):
        lead = self.inquire(**AGREED)
        with self.texts_answered(state="unclear"):
            self.send_due()
        self.assertEqual(self.touch(lead, "sms").state, "unknown")

    def texts_answered(self, **result):
        """Let the provider answer each text with this."""

        def send_batch(_api, messages, delivery_reports_url=False):
            return [
                {"uuid": number["uuid"], **result}
                for message in messages
                for number in message["numbers"]
            ]

        return patch(SANDBOX, send_batch)


@tagged("post_install", "-at_install")
class TestAcknowledgementCrash(AcknowledgementCommon):
    """Nobody is written to twice, nothing vanishes."""

    @at()
    def test_touch_is_committed_as_sending_before_it_leaves(self):
        lead = self.inquire()
        seen = []

        def post(touch, content):
            seen.append(touch.state)
            raise KeyboardInterrupt

        path = "odoo.addons.medspa_speed_to_lead.models.messages.medspa_touch_sending"
        with (
            patch(f"{path}.MedspaTouch._post", post),
            self.transactions() as env,
        ):
            # not assertRaises: it would take the commits back
            with suppress(KeyboardInterrupt):
                env["medspa.touch"]._cron_send_acknowledgements()
            self.assertEqual(seen, ["sending"])
            left_behind = env["medspa.touch"].browse(self.touch(lead, "email").id)
            self.assertEqual(left_behind.state, "sending")

    @at()
    def test_what_was_being_sent_at_a_crash_is_left_to_a_person(self):
        lead = self.inquire()
        touch = self.touch(lead, "email")
        touch.state = "sending"
        self.assertFalse(self.send_due())
        self.assertEqual(touch.state, "unknown")
        todo = lead.activity_ids.filtered(lambda one: "arrive" in (one.summary or ""))
        self.assertEqual(todo.user_id, lead.user_id)
        self.assertFalse(self.send_due())

    @at()
    @mute_logger("odoo.addons.medspa_speed_to_lead.models.jobs.medspa_once_mixin")
    def test_error_while_handing_over_is_left_to_a_person(self):
        lead = self.inquire(phone="")
        path = "odoo.addons.mail.models.mail_thread.MailThread.message_post"
        with patch(path, side_effect=OSError("disk is full")):
            self.send_due()
        state, reason = self.state(lead, "email")
        self.assertEqual((state, reason), ("unknown", "disk is full"))


@tagged("post_install", "-at_install")
class TestAcknowledgementWording(AcknowledgementCommon):
    """Warm, names the practice, confirms the request, says when, one next step."""

    def said(self, moment, channel="email", **fields):
        with at(moment):
            lead = self.inquire(**fields)
            self.send_due()
        return " ".join((self.touch(lead, channel).body or "").split())

    def test_open_practice_says_until_when_and_by_when(self):
        body = self.said(MONDAY_10)
        self.assertIn("We're open until 12:00 PM, and you'll hear from us", body)
        self.assertIn("by 10:05 AM", body)

    def test_closed_practice_says_when_it_opens(self):
        body = self.said(SUNDAY_22)
        self.assertIn(
            "We're closed right now. We open tomorrow at 9:00 AM, and you'll hear from "
            "us by 9:05 AM.",
            body,
        )

    def test_weekend_names_the_day(self):
        friday_evening = MONDAY_10 + timedelta(days=4, hours=9)
        self.assertIn("We open Monday at 9:00 AM", self.said(friday_evening))

    def test_promise_day_and_night_speaks_of_no_closing(self):
        self.policy.hours = "always"
        body = self.said(SUNDAY_22)
        self.assertIn("You'll hear from us by 10:05 PM.", body)
        self.assertNotIn("closed", body)

    def test_passed_deadline_is_not_promised(self):
        late = (MONDAY_10 - timedelta(minutes=30)).isoformat() + "Z"
        body = self.said(MONDAY_10, submitted_at=late)
        self.assertIn("Someone will be in touch very soon.", body)

    def test_email_names_person_practice_and_treatment(self):
        body = self.said(MONDAY_10)
        for words in ("Hi Nora,", "Glow Austin", "Botox"):
            self.assertIn(words, body)

    def test_nameless_person_is_greeted_too(self):
        self.assertIn("Hi there,", self.said(MONDAY_10, name=""))

    def test_next_step_is_a_reply_or_the_booking_link(self):
        self.assertIn("Reply with two days", self.said(MONDAY_10))
        self.company.medspa_booking_url = "https://glow.example/book"
        body = self.said(MONDAY_10, email="mo@patient.example", phone="")
        self.assertIn("https://glow.example/book", body)
        self.assertNotIn("Reply with two days", body)

    def test_text_names_no_treatment(self):
        body = self.said(MONDAY_10, "sms", **AGREED)
        self.assertIn("Glow Austin", body)
        self.assertIn("by 10:05 AM", body)
        self.assertIn("STOP", body)
        self.assertNotIn("Botox", body)

    def test_text_that_names_a_treatment_all_the_same_is_not_sent(self):
        self.policy.sms_template_id.body = "Your Dysport visit at Glow Austin"
        with at():
            lead = self.inquire(**AGREED)
            self.send_due()
        state, reason = self.state(lead, "sms")
        self.assertEqual(state, "skipped")
        self.assertIn("names a treatment (Botox)", reason)

    def test_administrator_may_allow_treatments_in_texts(self):
        self.company.medspa_treatment_in_texts = True
        self.policy.sms_template_id.body = "About {{ object.message_treatments }}"
        self.assertEqual(self.said(MONDAY_10, "sms", **AGREED), "About Botox")

    def test_shipped_texts_fit_the_cheap_alphabet(self):
        body = self.said(MONDAY_10, "sms", **AGREED)
        self.assertTrue(body.isascii(), body)

    def test_words_follow_the_policy(self):
        expected = {
            "injectables": "every face is different",
            "wellness": "before we suggest anything",
            "consultation": "a relaxed, no-pressure conversation",
            "returning": "great to hear from you again",
            "default": "your message is with our team",
        }
        for name, words in expected.items():
            policy = self.env.ref(f"medspa_speed_to_lead.response_policy_{name}")
            lead = self.make_inquiry(response_policy_id=policy.id)
            with self.subTest(policy=name):
                body = policy.email_template_id._render_field("body_html", lead.ids)
                self.assertIn(words.lower(), " ".join(body[lead.id].lower().split()))

    def test_closed_practice_uses_the_words_for_closed_hours(self):
        self.assertIn("waiting for our team", self.said(SUNDAY_22))
        self.policy.closed_email_template_id = False
        body = self.said(SUNDAY_22, email="mo@patient.example", phone="")
        self.assertIn("with our team", body)

    def test_patient_sees_none_of_our_software(self):
        with at():
            self.inquire()
            (email,) = self.send_due()
        html = email.get_body(("html",)).get_content()
        self.assertNotIn("Odoo", html)
        self.assertIn("Glow Austin", str(email["From"]))
