from odoo.tests import Form, tagged

from .acknowledgement_common import AcknowledgementCommon
from .common import MONDAY_10, SUNDAY_22, at
from .follow_up_common import FollowUpCommon


@tagged("post_install", "-at_install")
class TestTryItWithoutInquiries(AcknowledgementCommon):
    """*Try It* before the first inquiry: a made-up patient, nothing stored."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.lead"].with_context(active_test=False).search([]).unlink()

    def form(self, moment=MONDAY_10):
        previews = self.env["medspa.message.preview"].with_user(self.mia)
        form = Form(previews.with_context(default_policy_id=self.policy.id))
        form.at = moment
        return form

    def test_it_shows_what_a_patient_would_get(self):
        with at():
            form = self.form()
            self.assertIn("on duty", form.owner)
        self.assertFalse(form.lead_id)
        self.assertEqual(form.deadline, "10:05 AM")
        self.assertIn("Maya", form.email_body)
        self.assertTrue(form.email_subject)
        self.assertIn("by 10:05 AM", form.sms_body)
        self.assertIn("They have not agreed", form.sms_answer)
        self.assertIn("Sent at once.", form.email_answer)

    def test_at_night_too(self):
        self.assertIn("open tomorrow at 9:00 AM", self.form(SUNDAY_22).email_body)

    def test_it_can_be_saved_and_read_and_stores_nobody(self):
        preview = self.form().save()
        self.assertTrue(preview.read(["email_body", "owner"])[0]["email_body"])
        self.env.flush_all()
        self.assertFalse(self.env["crm.lead"].search_count([]))

    def test_no_field_says_what_only_a_program_reads(self):
        for form in (self.form(), self.form(False)):
            for name in ("owner", "deadline", "steps", "email_subject", "sms_answer"):
                with self.subTest(name=name):
                    self.assertNotIn("crm.lead", str(form[name] or ""))

    def test_without_a_team_it_breaks_nothing(self):
        self.policy.team_ids = False
        self.env["crm.team"].search([]).speed_to_lead = False
        self.assertTrue(self.form().email_body)


@tagged("post_install", "-at_install")
class TestPlanWithoutInquiries(FollowUpCommon):
    """A plan tried before the first inquiry shows each of its steps."""

    def test_each_step_of_the_plan_is_shown(self):
        self.env["crm.lead"].with_context(active_test=False).search([]).unlink()
        previews = self.env["medspa.cadence.preview"].with_user(self.mia)
        with at():
            form = Form(previews.with_context(default_cadence_id=self.cadence.id))
            self.assertFalse(form.lead_id)
            for words in ("News 0", "Day 1", "Call", "News 2"):
                self.assertIn(words, form.plan)
            self.assertNotIn("crm.lead", form.plan)
            form.save()
        self.assertFalse(self.env["crm.lead"].search_count([]))
