"""What a request claims of a message of its own proves nothing."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common import MONDAY_10, SpeedToLeadCommon, at

PATIENT = "ruiz@patient.example"


@tagged("post_install", "-at_install")
class TestAnswerClaims(SpeedToLeadCommon):
    """Ben owns an inquiry of Monday 10:00; it is 10:50, he is late and says he was not.

    Zoe of another team may not read it.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zoe = cls.make_user("zoe")
        cls.make_team("Elsewhere", cls.zoe)
        with at():
            cls.lead = cls.make_inquiry(user_id=cls.ben.id, email_from=PATIENT)
        cls.patient = cls.make_contact(cls.lead)
        cls.call = cls.env.ref("mail.mail_activity_data_call")
        cls.startClassPatcher(at(minutes=50))

    def post(self, user=None, **said):
        return self.lead.with_user(user or self.ben).message_post(body="Hello", **said)

    def assertWaits(self):
        self.lead.invalidate_recordset()
        self.assertEqual(self.lead.response_waiting_since, MONDAY_10)
        self.assertFalse(self.lead.response_first_at)
        self.assertFalse(self.lead.response_contacted_at)
        by_people = self.lead.touch_ids.filtered(lambda one: one.performer == "person")
        self.assertFalse(by_people)

    def test_email_that_claims_to_have_gone_elsewhere_answers_nobody(self):
        for to in ({"incoming_email_to": PATIENT}, {"incoming_email_cc": PATIENT}):
            self.post(message_type="email", date=MONDAY_10, **to)
            self.assertWaits()

    def test_email_of_ours_is_no_older_than_it_is(self):
        self.post(
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.patient.ids,
            date=MONDAY_10,
        )
        self.lead.invalidate_recordset()
        self.assertEqual(self.lead.response_first_seconds, 50 * 60)

    def test_email_in_the_name_of_the_patient_is_heard_of_nobody(self):
        for author in ({"author_id": False}, {"author_id": self.patient.id}):
            message = self.post(
                message_type="email", email_from=PATIENT, body_is_html=False, **author
            )
            self.assertTrue(message)
            self.assertWaits()
        self.lead.with_user(self.ben).message_post(
            body="STOP", message_type="email", email_from=PATIENT, author_id=False
        )
        self.assertFalse(self.lead.consent_ids)

    def test_call_that_no_to_do_was_made_of_answers_nobody(self):
        self.post(mail_activity_type_id=self.call.id)
        self.assertWaits()
        to_zoe = self.post(
            partner_ids=self.zoe.partner_id.ids, subtype_xmlid="mail.mt_comment"
        )
        self.post(self.zoe, mail_activity_type_id=self.call.id, parent_id=to_zoe.id)
        self.assertWaits()

    def test_to_do_of_another_record_becomes_none_of_an_inquiry_out_of_sight(self):
        model = {"res_model_id": self.env["ir.model"]._get_id("crm.lead")}
        clerk = self.make_user("clerk", groups="base.group_user")
        for user in (self.zoe, clerk):
            activity = self.env["mail.activity"].with_user(user)
            activity = activity.create(
                {"activity_type_id": self.call.id, "user_id": user.id}
            )
            for values in (model, {"res_model": "crm.lead"}):
                with self.assertRaises(AccessError):
                    activity.write({**values, "res_id": self.lead.id})
                self.assertNotIn(self.lead.name, str(activity.read(["res_name"])))
        self.assertWaits()

    def test_to_do_is_put_on_another_record_of_ones_own(self):
        activity = self.env["mail.activity"].with_user(self.ben)
        activity = activity.create(
            {"activity_type_id": self.call.id, "user_id": self.ben.id}
        )
        model_id = self.env["ir.model"]._get_id("crm.lead")
        activity.write({"res_model_id": model_id, "res_id": self.lead.id})
        self.assertEqual(activity.res_name, self.lead.name)

    def test_who_posts_in_the_name_of_a_colleague_wrote_it(self):
        self.post(
            author_id=self.ana.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.patient.ids,
        )
        self.lead.invalidate_recordset()
        self.assertEqual(self.lead.response_first_user_id, self.ben)

    def test_scheduled_in_the_name_of_a_colleague_is_of_who_scheduled_it(self):
        scheduled = self.env["mail.scheduled.message"].with_user(self.ben)
        scheduled = scheduled.create(
            {
                "author_id": self.ana.partner_id.id,
                "model": "crm.lead",
                "res_id": self.lead.id,
                "body": "Hello",
                "subject": "Hello",
                "is_note": False,
                "notification_parameters": '{"message_type": "comment"}',
                "partner_ids": [Command.set(self.patient.ids)],
                "scheduled_date": MONDAY_10.replace(hour=23),
            }
        )
        scheduled.post_message()
        self.lead.invalidate_recordset()
        self.assertEqual(self.lead.response_first_user_id, self.ben)

    def test_a_to_do_that_is_done_is_a_call(self):
        activity = self.lead.with_user(self.ben).activity_schedule(
            "mail.mail_activity_data_call", user_id=self.ben.id
        )
        activity.action_feedback(feedback="She comes")
        self.lead.invalidate_recordset()
        self.assertEqual(self.lead.response_first_channel, "call")
        self.assertEqual(self.lead.response_first_user_id, self.ben)
