from ..models.texts.sandbox_api import SANDBOX_COUNTS
from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import at


class TestSandbox(AcknowledgementCommon):
    """A text that is only shown says so, and nobody's wait ends by it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.count_sandbox("False")

    @classmethod
    def count_sandbox(cls, counts):
        cls.env["ir.config_parameter"].set_param(SANDBOX_COUNTS, counts)

    def texted_by_ana(self, minutes=2, **values):
        with at():
            lead = self.make_inquiry(user_id=self.ana.id, **values)
        with at(minutes=minutes):
            form = self.text_form(lead, self.ana)
            form.body = "Friday at 3 is free."
            form.save().action_send_sms()
        return lead

    def written(self, lead):
        return lead.touch_ids.filtered(lambda touch: touch.performer == "person")

    def test_text_in_the_sandbox_ends_no_wait(self):
        lead = self.texted_by_ana()
        self.assertTrue(lead.response_waiting_since)
        self.assertFalse(lead.response_first_at)
        touch = self.written(lead)
        self.assertEqual(touch.state, "failed")
        self.assertIn("Sandbox", touch.reason)
        self.assertEqual(lead.stage_id.medspa_milestone, "new")

    def test_text_in_the_sandbox_ends_a_wait_where_the_machine_says_so(self):
        self.count_sandbox("True")
        lead = self.texted_by_ana()
        self.assertFalse(lead.response_waiting_since)
        self.assertEqual(self.written(lead).state, "sent")

    def test_text_of_before_stays_no_answer_when_texts_leave_later(self):
        lead = self.texted_by_ana()
        self.company.sms_provider = "iap"
        self.assertFalse(lead._touch_human_responses())

    def test_call_after_it_is_the_answer(self):
        lead = self.texted_by_ana()
        with at(minutes=4):
            lead.with_user(self.ana).action_log_call("connected")
        self.assertEqual(lead.response_first_channel, "call")
        self.assertFalse(lead.response_waiting_since)

    def test_thread_says_that_it_reached_no_phone(self):
        lead = self.texted_by_ana()
        copies = self.written(lead).message_id.notification_ids
        self.assertEqual(copies.notification_status, "canceled")
        self.assertEqual(copies.failure_type, "sms_sandbox")

    def test_automatic_text_is_shown_and_called_skipped(self):
        with at():
            lead = self.inquire(**AGREED)
        with at(minutes=1):
            self.send_due()
        state, reason = self.state(lead, "sms")
        self.assertEqual(state, "skipped")
        self.assertIn("Sandbox", reason)
        touch = self.touch(lead, "sms")
        self.assertEqual(touch.reason_code, "sandbox")
        self.assertTrue(touch.message_id.body, "it can be read in the thread")
        self.assertFalse(lead.activity_ids, "nobody is asked to make up for it")
        self.assertEqual(self.state(lead, "email")[0], "sent")

    def test_form_and_composer_say_so_by_the_practice_of_the_inquiry(self):
        with at():
            lead = self.make_inquiry(user_id=self.ana.id)
        for provider, is_sandbox in (("sandbox", True), ("twilio", False)):
            self.company.sms_provider = provider
            lead.invalidate_recordset()
            composer = self.text_form(lead, self.ana)
            shown = (lead.with_user(self.ana).text_is_sandbox, composer.is_sandbox)
            self.assertEqual(shown, (is_sandbox, is_sandbox), provider)

    def test_board_hears_which_companies_are_in_the_sandbox(self):
        companies = self.ana.company_ids
        self.assertIn(self.company, companies)
        self.assertTrue(self.company.with_user(self.ana)._texts_reach_nobody())
        self.company.sms_provider = "iap"
        self.assertFalse(self.company.with_user(self.ana)._texts_reach_nobody())

    def test_no_screen_lets_the_sandbox_count(self):
        settings = self.env["res.config.settings"]
        self.assertFalse(
            [
                name
                for name, field in settings._fields.items()
                if "sandbox_counts" in str(getattr(field, "config_parameter", ""))
            ]
        )
