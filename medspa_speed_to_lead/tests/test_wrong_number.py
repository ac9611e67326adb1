"""Somebody else answers the phone: the number is out of use, the person is not."""

from odoo.tests import tagged

from .acknowledgement_common import AGREED
from .common import MONDAY_10, at
from .follow_up_common import DAY, FollowUpCommon

NUMBER = "+15125550143"
SUMMARY = "The phone number belongs to somebody else"


@tagged("post_install", "-at_install")
class TestWrongNumber(FollowUpCommon):
    def setUp(self):
        super().setUp()
        with at():
            self.lead = self.inquire(**AGREED)
        self.owner = self.lead.user_id

    def call(self, outcome="wrong_number", **later):
        with at(MONDAY_10, **later):
            self.lead.with_user(self.owner).action_log_call(outcome)

    def may_text(self, lead=None):
        lead = lead or self.lead
        lead.invalidate_recordset()
        consent = self.env["medspa.consent"]
        return consent._may_contact(lead, "sms", "informational", MONDAY_10)[0]

    def test_nothing_is_texted_there(self):
        self.assertTrue(self.may_text())
        self.call(minutes=5)
        self.assertFalse(self.may_text())

    def test_no_other_inquiry_of_the_number_is_texted(self):
        self.call(minutes=5)
        with at(MONDAY_10, minutes=10):
            other = self.make_inquiry(contact_name="Kim", email_from="k@x.example")
        self.assertFalse(self.may_text(other))

    def test_owner_is_asked_for_the_right_one(self):
        self.call(minutes=5)
        to_do = self.lead.activity_ids
        self.assertEqual((to_do.summary, to_do.user_id), (SUMMARY, self.owner))

    def test_plan_goes_on_by_email(self):
        self.call(minutes=5)
        self.assertEqual(self.subjects(self.follow_up(days=1)), ["News 0"])
        self.follow_up(days=3)
        self.assertEqual(self.steps(self.lead)[-1], ("call", "skipped"))
        self.assertEqual(self.subjects(self.follow_up(days=4)), ["News 1"])

    def test_another_number_is_used_at_once(self):
        self.call(minutes=5)
        self.lead.with_user(self.owner).phone = "(512) 555-0166"
        self.assertFalse(self.lead._followup_is_wrong_number())
        self.env["medspa.consent"]._grant(
            "+15125550166", "sms", "informational", source="Desk", lead=self.lead
        )
        self.assertTrue(self.may_text())

    def test_administrator_takes_a_mistake_back(self):
        self.call(minutes=5)
        with at(MONDAY_10, minutes=6):
            self.env["phone.blacklist"].remove(NUMBER)
        with at(MONDAY_10 + DAY):
            self.env["medspa.consent"]._grant(
                NUMBER, "sms", "informational", source="Desk", lead=self.lead
            )
        self.assertTrue(self.may_text())

    def test_other_outcomes_leave_it_in_use(self):
        for outcome in ("no_answer", "voicemail", "busy", "connected"):
            with self.subTest(outcome):
                self.call(outcome, minutes=5)
                self.assertTrue(self.may_text())
                self.assertFalse(self.lead.activity_ids)
