from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from ..models.texts import sms_sms
from .acknowledgement_common import AGREED, AcknowledgementCommon
from .answer_common import BOUNCE
from .common import MONDAY_10, at
from .fake_twilio import drop, error
from .sms_provider_common import AUSTIN_NUMBER, AUSTIN_SID, SmsProviderCase

PHONE = "+15125550143"
NOT_ARRIVED = "The first message did not arrive"


class FailureCase(AcknowledgementCommon, SmsProviderCase):
    """The practice texts through a Twilio on this machine."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.use_twilio(cls.company, AUSTIN_SID, AUSTIN_NUMBER)

    def setUp(self):
        super().setUp()
        self.enterContext(
            mute_logger("odoo.addons.medspa_speed_to_lead.models.texts.sms_api")
        )

    def only_texts(self):
        self.policy.write(
            {"email_template_id": False, "closed_email_template_id": False}
        )
        self.env.flush_all()
        self.registry.clear_all_caches()

    def report(self, touch, status, code=None):
        """Twilio reports what became of the text of a touch."""
        tracker = touch.message_id.notification_ids.sms_tracker_ids
        self.assertTrue(tracker)
        tracker._take_report(status, code, "")
        self.env.invalidate_all()

    def to_dos(self, lead, summary=NOT_ARRIVED):
        return lead.activity_ids.filtered(lambda one: one.summary == summary)


@tagged("post_install", "-at_install")
class TestFirstMessageFailure(FailureCase):
    """A first message that reached nobody acknowledges nothing."""

    @at()
    def test_failed_text_takes_back_the_stamp_and_asks_the_owner(self):
        self.only_texts()
        lead = self.inquire(**AGREED)
        self.send_due()
        self.assertEqual(lead.response_acknowledged_at, MONDAY_10)
        with at(minutes=1):
            self.report(self.touch(lead, "sms"), "undelivered", "30003")
        self.assertEqual(self.touch(lead, "sms").state, "failed")
        self.assertFalse(lead.response_acknowledged_at)
        to_do = self.to_dos(lead)
        self.assertEqual(to_do.user_id, lead.user_id)
        self.assertIn(PHONE, to_do.note)

    @at()
    def test_text_refused_at_once_asks_the_owner(self):
        self.only_texts()
        self.twilio.on(PHONE, error(21211, "Invalid 'To' Phone Number"))
        lead = self.inquire(**AGREED)
        self.send_due()
        self.assertEqual(self.touch(lead, "sms").state, "failed")
        self.assertFalse(lead.response_acknowledged_at)
        self.assertEqual(len(self.to_dos(lead)), 1)

    @at()
    def test_stamp_of_the_email_stays(self):
        lead = self.inquire(**AGREED)
        self.send_due()
        self.report(self.touch(lead, "sms"), "failed", "30005")
        self.assertEqual(lead.response_acknowledged_at, MONDAY_10)
        self.assertFalse(self.to_dos(lead), "the email reached them")

    @at()
    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_both_fail_and_one_to_do_is_made(self):
        refused = MailDeliveryException("No such mailbox", "550 no such user")
        lead = self.inquire(**AGREED)
        self.send_due(refuse=refused)
        self.assertEqual(self.touch(lead, "email").state, "failed")
        self.assertFalse(self.to_dos(lead), "the text may reach them")
        self.report(self.touch(lead, "sms"), "undelivered", "30003")
        self.report(self.touch(lead, "sms"), "undelivered", "30003")
        self.assertFalse(lead.response_acknowledged_at)
        self.assertEqual(len(self.to_dos(lead)), 1)

    @at()
    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_other_channel_that_is_not_allowed_is_no_help(self):
        refused = MailDeliveryException("No such mailbox", "550 no such user")
        lead = self.inquire()
        self.send_due(refuse=refused)
        self.assertEqual(self.touch(lead, "sms").state, "skipped")
        self.assertEqual(len(self.to_dos(lead)), 1)

    @at()
    def test_other_channel_that_was_not_tried_is_taken_once(self):
        template = self.policy.email_template_id
        self.only_texts()
        lead = self.inquire(**AGREED)
        self.send_due()
        self.policy.email_template_id = template
        self.env.flush_all()
        self.registry.clear_all_caches()
        self.report(self.touch(lead, "sms"), "undelivered", "30003")
        self.assertEqual(self.touch(lead, "email").state, "planned")
        self.assertEqual(len(self.send_due()), 1)
        self.assertEqual(lead.response_acknowledged_at, MONDAY_10)
        self.assertFalse(self.to_dos(lead))

    @at()
    def test_who_was_answered_needs_no_to_do(self):
        self.only_texts()
        lead = self.inquire(**AGREED)
        self.send_due()
        lead.with_user(lead.user_id).action_log_call("connected")
        self.report(self.touch(lead, "sms"), "undelivered", "30003")
        self.assertFalse(self.to_dos(lead))
        self.assertFalse(lead.response_acknowledged_at)

    @at()
    def test_bounce_takes_back_the_stamp(self):
        lead = self.inquire()
        self.send_due()
        message = self.touch(lead, "email").message_id
        bounce = BOUNCE.format(
            message_id=message.message_id, address="nora@patient.example"
        )
        self.env["mail.thread"].message_process("crm.lead", bounce)
        self.assertEqual(self.touch(lead, "email").state, "failed")
        self.assertFalse(lead.response_acknowledged_at)
        bounced = self.to_dos(lead, "Their email address does not work")
        self.assertEqual(len(bounced | self.to_dos(lead)), 1, "one task is enough")

    @at()
    def test_delivered_text_stays(self):
        self.only_texts()
        lead = self.inquire(**AGREED)
        self.send_due()
        self.report(self.touch(lead, "sms"), "delivered")
        self.report(self.touch(lead, "sms"), "undelivered", "30003")
        self.assertEqual(self.touch(lead, "sms").state, "delivered")
        self.assertTrue(lead.response_acknowledged_at)

    @at()
    def test_text_that_was_undelivered_and_then_delivered_is_delivered(self):
        self.only_texts()
        lead = self.inquire(**AGREED)
        self.send_due()
        self.report(self.touch(lead, "sms"), "undelivered", "30003")
        self.assertFalse(lead.response_acknowledged_at)
        self.report(self.touch(lead, "sms"), "delivered")
        touch = self.touch(lead, "sms")
        self.assertEqual((touch.state, touch.reason), ("delivered", False))
        self.assertTrue(lead.response_acknowledged_at)

    @at()
    def test_colleague_s_text_that_is_delivered_after_all_is_the_answer(self):
        self.only_texts()
        lead = self.inquire(**AGREED)
        self.send_due()
        with at(minutes=2):
            form = self.text_form(lead, lead.user_id)
            form.body = "Friday at 3 is free."
            form.save().action_send_sms()
        text = lead.touch_ids.filtered(lambda touch: touch.performer == "person")
        with at(minutes=3):
            self.report(text, "undelivered", "30003")
            self.assertTrue(lead.response_waiting_since)
        with at(minutes=4):
            self.report(text, "delivered")
        self.assertEqual(text.state, "delivered")
        self.assertFalse(lead.response_waiting_since)

    @at()
    def test_text_of_which_nobody_knew_is_known_by_its_report(self):
        self.only_texts()
        self.twilio.on(PHONE, drop())
        lead = self.inquire(**AGREED)
        self.send_due()
        self.assertEqual(self.touch(lead, "sms").state, "unknown")
        self.assertFalse(lead.response_acknowledged_at)
        self.report(self.touch(lead, "sms"), "sent")
        self.assertEqual(self.touch(lead, "sms").state, "sent")
        self.assertEqual(lead.response_acknowledged_at, MONDAY_10)
        self.report(self.touch(lead, "sms"), "delivered")
        self.assertEqual(self.touch(lead, "sms").state, "delivered")

    @at()
    def test_text_of_which_nobody_knew_and_that_failed(self):
        self.only_texts()
        self.twilio.on(PHONE, drop())
        lead = self.inquire(**AGREED)
        self.send_due()
        self.report(self.touch(lead, "sms"), "undelivered", "30003")
        self.assertEqual(self.touch(lead, "sms").state, "failed")
        self.assertEqual(len(self.to_dos(lead)), 1)


@tagged("post_install", "-at_install")
class TestCommittedBeforeTheWire(FailureCase):
    """Twilio may report before its own answer has arrived."""

    @at()
    def test_automatic_text_is_known_before_it_leaves(self):
        self.only_texts()
        lead = self.inquire(**AGREED)
        seen, commits = [], []
        kind = type(self.env["ir.cron"])
        commit = kind._commit_progress

        def note(cron, *args, **kwargs):
            texts = cron.env["sms.sms"].sudo().search([("number", "=", PHONE)])
            touch = cron.env["medspa.touch"].search(
                [("lead_id", "=", lead.id), ("channel", "=", "sms")]
            )
            commits.append((touch.state, bool(touch.message_id), texts.mapped("state")))
            return commit(cron, *args, **kwargs)

        self.twilio.behave(lambda request: seen.append(commits[-1]))
        with patch.object(kind, "_commit_progress", note):
            self.send_due()
        self.assertEqual(seen, [("sending", True, ["process"])])
        self.assertEqual(self.touch(lead, "sms").state, "sent")

    @at()
    def test_queue_does_not_take_what_is_held_back(self):
        self.only_texts()
        lead = self.inquire(**AGREED)
        with patch.object(type(self.env["sms.sms"]), "_send", lambda *a, **k: None):
            self.send_due()
        self.run_queue()
        self.assertFalse(self.twilio.requests)
        self.assertNotEqual(self.touch(lead, "sms").state, "delivered")

    def test_text_of_a_colleague_leaves_after_the_commit(self):
        with at():
            lead = self.make_inquiry(user_id=self.ana.id)
        with (
            at(minutes=5),
            patch.object(sms_sms, "is_committing", lambda _env: True),
            self.transactions() as env,
        ):
            lead.with_env(env(user=self.ana.id))._message_sms(
                "Friday at 3.", sms_numbers=[PHONE], author_id=self.ana.partner_id.id
            )
            hooks = env.cr.postcommit
            self.assertFalse(self.twilio.requests)
            touch = env["medspa.touch"].search(
                [("lead_id", "=", lead.id), ("performer", "=", "person")]
            )
            self.assertEqual(touch.state, "planned")
            tracker = touch.message_id.notification_ids.sms_tracker_ids
            self.assertEqual(tracker.medspa_company_id, self.company)
            env.flush_all()
            self.assertFalse(lead.with_env(env).response_first_at)
            hooks.run()
            self.assertEqual(len(self.twilio.requests), 1)
        self.assertEqual(lead.touch_ids.filtered("user_id").state, "sent")
        self.assertTrue(lead.response_first_at)

    def test_report_that_is_told_first_is_not_undone(self):
        with at():
            lead = self.make_inquiry(user_id=self.ana.id)
        with at(minutes=5), patch.object(sms_sms.SmsSms, "_tell_touches"):
            lead.with_user(self.ana)._message_sms("Friday?", sms_numbers=[PHONE])
        touch = lead.touch_ids.filtered("user_id")
        touch.state = "planned"
        text = self.env["sms.sms"].search([("number", "=", PHONE)], limit=1)
        with at(minutes=6):
            self.report(touch, "undelivered", "30003")
            self.assertEqual(touch.state, "failed")
            text._tell_touches_now()
        self.assertEqual(touch.state, "failed")
        self.assertFalse(touch.lead_id._touch_human_responses())


@tagged("post_install", "-at_install")
class TestReportAddress(FailureCase):
    def test_report_is_verified_where_it_was_asked_for(self):
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("web.base.url", "https://desk.glow.example")
        text, notification = self.text_inquiry()
        self.send(text)
        tracker = notification.sms_tracker_ids
        parameters.set_param("web.base.url", "http://10.0.0.5:8069")
        path = f"/sms_twilio/status/{text.uuid}"
        urls = tracker._report_addresses(path)
        self.assertIn(f"https://desk.glow.example{path}", urls)
        self.assertIn(f"http://10.0.0.5:8069{path}", urls)
        self.assertEqual(
            self.twilio.requests[0].status_callback, f"https://desk.glow.example{path}"
        )


@tagged("post_install", "-at_install")
class TestAskedAfterwards(FailureCase):
    """A text without any report is asked for once, after a quarter of an hour."""

    def setUp(self):
        super().setUp()
        self.only_texts()

    def text_sent(self):
        with at():
            lead = self.inquire(**AGREED)
            self.send_due()
        touch = self.touch(lead, "sms")
        sid = touch.message_id.notification_ids.sms_tracker_ids.sms_twilio_sid
        return lead, touch, sid

    def ask(self, **later):
        with at(**later), self.transactions() as env:
            env["medspa.touch"]._cron_look_after_texts()

    def test_not_before(self):
        _lead, touch, _sid = self.text_sent()
        self.ask(minutes=14)
        self.assertFalse(self.twilio.asked)
        self.assertEqual(touch.state, "sent")

    def test_failed_without_a_report(self):
        lead, touch, sid = self.text_sent()
        self.twilio.statuses[sid] = ("undelivered", 30003)
        self.ask(minutes=15)
        self.assertEqual(self.twilio.asked, [sid])
        self.assertEqual(touch.state, "failed")
        self.assertFalse(lead.response_acknowledged_at)
        self.assertEqual(len(self.to_dos(lead)), 1)
        self.ask(minutes=60)
        self.assertEqual(self.twilio.asked, [sid], "once")

    def test_delivered_without_a_report(self):
        lead, touch, sid = self.text_sent()
        self.twilio.statuses[sid] = ("delivered", None)
        self.ask(minutes=15)
        self.assertEqual(touch.state, "delivered")
        self.assertTrue(lead.response_acknowledged_at)

    def test_with_the_carrier(self):
        lead, touch, sid = self.text_sent()
        self.twilio.statuses[sid] = ("sent", None)
        self.ask(minutes=15)
        self.assertEqual(touch.state, "sent")
        self.assertIn("carrier", touch.reason)
        self.assertTrue(lead.response_acknowledged_at)

    def test_still_unknown_says_so(self):
        lead, touch, _sid = self.text_sent()
        self.ask(minutes=15)
        self.assertEqual(touch.state, "unknown")
        self.assertFalse(lead.response_acknowledged_at)
        self.assertEqual(len(self.to_dos(lead, "Did the message arrive?")), 1)

    def test_reported_in_time_is_not_asked(self):
        _lead, touch, _sid = self.text_sent()
        with at(minutes=1):
            self.report(touch, "delivered")
        self.ask(minutes=15)
        self.assertFalse(self.twilio.asked)
        self.assertFalse(touch.ask_at)

    def test_unclear_text_cannot_be_asked_for_and_is_for_a_person(self):
        self.twilio.on(PHONE, drop())
        lead, touch, _sid = self.text_sent()
        self.ask(minutes=15)
        self.assertEqual(touch.state, "unknown")
        self.assertEqual(len(self.to_dos(lead, "Did the message arrive?")), 1)

    def test_text_of_a_colleague_too(self):
        with at():
            lead = self.make_inquiry(user_id=self.ana.id)
        with at(minutes=1):
            lead.with_user(self.ana)._message_sms("Friday?", sms_numbers=[PHONE])
        touch = lead.touch_ids.filtered("user_id")
        self.assertEqual(touch.state, "sent")
        self.assertTrue(lead.response_first_at)
        sid = touch.message_id.notification_ids.sms_tracker_ids.sms_twilio_sid
        self.twilio.statuses[sid] = ("undelivered", 30005)
        self.ask(minutes=16)
        self.assertEqual(touch.state, "failed")
        self.assertFalse(lead.response_first_at)
        self.assertTrue(lead.response_waiting_since)

    @mute_logger("odoo.addons.medspa_speed_to_lead")
    def test_twilio_out_of_reach_is_asked_again(self):
        _lead, touch, sid = self.text_sent()
        self.twilio.statuses[sid] = ("delivered", None)
        self.point_twilio_to("http://127.0.0.1:9")
        self.ask(minutes=15)
        self.assertEqual(touch.state, "sent")
        self.point_twilio_to(self.twilio.url)
        self.ask(hours=3)
        self.assertEqual(touch.state, "delivered")

    def test_sandbox_is_asked_nothing(self):
        self.company.sms_provider = "sandbox"
        _lead, touch, _sid = self.text_sent()
        self.assertFalse(touch.ask_at)
