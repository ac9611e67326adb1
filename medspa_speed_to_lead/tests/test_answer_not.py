from datetime import timedelta

from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..models.rights.context_keys import OURS
from .answer_common import ANSWERED, MINUTES, PATIENT, AnswerCase
from .common import MONDAY_10, at


@tagged("post_install", "-at_install")
class TestAnswerNot(AnswerCase):
    """What answers nobody, however much it looks like an answer."""

    def assertNothing(self):
        """The patient waits, and nobody even tried to reach them."""
        self.assertWaiting()
        self.assertFalse(self.touches())

    def run_action(self, **values):
        """Let a salesperson start a server action on the inquiry."""
        action = self.env["ir.actions.server"].create(
            {
                "name": "Welcome",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                **values,
            }
        )
        action.with_user(self.owner).with_context(
            active_model="crm.lead", active_id=self.lead.id, active_ids=self.lead.ids
        ).run()

    def make_text_template(self):
        return self.env["sms.template"].create(
            {
                "name": "Welcome",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "body": "We got your message.",
            }
        )

    # the system

    def test_acknowledgement_answers_nobody(self):
        self.company.write({"medspa_sending": True, "email": "hi@glow.example"})
        with at():
            lead = self.make_inquiry(intake_channel_id=self.website_form.id)
        self.env.flush_all()
        with (
            at(ANSWERED),
            self.mail_server() as given,
            self.enter_registry_test_mode(),
            self.registry.cursor() as cr,
        ):
            self.env(cr=cr)["medspa.touch"]._send_due(("acknowledgement",))
        self.env.invalidate_all()
        self.assertIn(PATIENT, "".join(given))
        self.assertEqual(lead.response_acknowledged_at, ANSWERED)
        self.assertWaiting(lead)

    @at(ANSWERED)
    def test_what_the_system_posts_for_a_colleague_answers_nobody(self):
        lead = self.lead.with_user(self.owner).with_context(medspa_automatic=OURS)
        lead.message_post(
            body="Hello",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.patient.ids,
        )
        self.assertNothing()

    @at(ANSWERED)
    def test_automatic_comment_answers_nobody(self):
        self.post(message_type="auto_comment")
        self.assertNothing()

    @at(ANSWERED)
    def test_code_of_a_server_action_answers_nobody(self):
        self.run_action(
            state="code",
            code="record.message_post(body='Hello', message_type='comment', "
            f"subtype_xmlid='mail.mt_comment', partner_ids={self.patient.ids})",
        )
        self.assertIn("Hello", "".join(self.lead.message_ids.mapped("body")))
        self.assertNothing()

    @at(ANSWERED)
    def test_email_of_a_server_action_answers_nobody(self):
        for method in ("comment", "email", "note"):
            template = self.make_template(
                use_default_to=True, email_from="{{ user.email_formatted }}"
            )
            with self.subTest(method=method), self.mail_server() as given:
                self.run_action(
                    state="mail_post",
                    template_id=template.id,
                    mail_post_method=method,
                )
                self.env["mail.mail"].process_email_queue()
                self.assertIn(PATIENT, "".join(given))
                self.assertNothing()

    @at(ANSWERED)
    def test_text_of_a_server_action_answers_nobody(self):
        for method in ("sms", "comment", "note"):
            with self.subTest(method=method), self.text_provider() as numbers:
                self.run_action(
                    state="sms",
                    sms_template_id=self.make_text_template().id,
                    sms_method=method,
                )
                self.send_text_queue()
                self.assertTrue(numbers)
                self.assertNothing()

    @at(ANSWERED)
    def test_automation_set_off_by_a_salesperson_answers_nobody(self):
        self.env["base.automation"].create(
            {
                "name": "Hot ones get a text",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "trigger": "on_create_or_write",
                "action_server_ids": [
                    Command.create(
                        {
                            "name": "Text",
                            "model_id": self.env["ir.model"]._get_id("crm.lead"),
                            "state": "code",
                            "code": "record._message_sms('We got it.')",
                        }
                    )
                ],
            }
        )
        with self.text_provider() as numbers:
            self.lead.with_user(self.owner).priority = "2"
        self.assertTrue(numbers)
        self.assertNothing()

    @at(ANSWERED)
    def test_template_sent_by_code_answers_nobody(self):
        template = self.make_template(use_default_to=True)
        with self.mail_server() as given:
            template.with_user(self.owner).send_mail(self.lead.id, force_send=True)
        self.assertIn(PATIENT, "".join(given))
        self.assertNothing()

    # inside the house

    @at(ANSWERED)
    def test_internal_note_answers_nobody(self):
        self.post(subtype_xmlid="mail.mt_note", partner_ids=[])
        self.assertNothing()

    @at(ANSWERED)
    def test_internal_note_that_mentions_the_patient_answers_nobody(self):
        self.post(subtype_xmlid="mail.mt_note")
        self.assertNothing()

    @at(ANSWERED)
    def test_note_of_the_composer_answers_nobody(self):
        note = self.env.ref("mail.mt_note")
        self.compose(subtype_id=note.id).action_send_mail()
        self.assertNothing()

    @at(ANSWERED)
    def test_message_to_nobody_answers_nobody(self):
        self.post(partner_ids=[])
        self.assertNothing()

    @at(ANSWERED)
    def test_message_to_colleagues_answers_nobody(self):
        self.post(partner_ids=(self.mia | self.colleague).partner_id.ids)
        self.assertNothing()

    @at(ANSWERED)
    def test_message_to_somebody_else_outside_answers_nobody(self):
        supplier = self.env["res.partner"].create(
            {"name": "Supplier", "email": "sales@supplier.example"}
        )
        self.post(partner_ids=supplier.ids)
        self.assertNothing()

    @at(ANSWERED)
    def test_private_notification_answers_nobody(self):
        self.lead.with_user(self.owner).message_notify(
            body="Look at this", partner_ids=self.patient.ids
        )
        self.assertNothing()

    @at(ANSWERED)
    def test_email_of_a_colleague_to_the_house_answers_nobody(self):
        self.receive_email(self.owner.email, "desk@glow.example", "mia@glow.example")
        self.assertNothing()

    @at(ANSWERED)
    def test_text_to_another_number_answers_nobody(self):
        with self.text_provider():
            self.lead.with_user(self.owner)._message_sms(
                "Please call Nora.", sms_numbers=["+15125550199"]
            )
        self.assertNothing()

    # what tracks the work

    @at(ANSWERED)
    def test_stage_move_answers_nobody(self):
        stage = self.env["crm.stage"].search(
            [("medspa_milestone", "=", "contacted"), ("team_ids", "in", self.team.ids)]
        )
        stage.medspa_required_fact = False  # else nobody could move it there
        self.lead.message_subscribe(
            self.patient.ids, self.env["mail.message.subtype"].search([]).ids
        )
        self.env.cr.flush()  # what its creation had to say
        with self.mail_server() as given:
            self.lead.with_user(self.owner).stage_id = stage
            self.env.cr.flush()
        self.assertIn(PATIENT, "".join(given))
        self.assertNothing()

    @at(ANSWERED)
    def test_assignment_answers_nobody(self):
        self.colleague.notification_type = "email"
        with self.mail_server() as given:
            self.lead.with_user(self.mia).user_id = self.colleague
            self.env["mail.mail"].search([("state", "=", "outgoing")]).send()
        self.assertIn(self.colleague.email, "".join(given))
        self.assertNothing()

    @at(ANSWERED)
    def test_finished_task_answers_nobody(self):
        task = self.lead.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.owner.id
        )
        task.with_user(self.owner).action_feedback("Looked up the price.")
        self.assertNothing()

    @at(ANSWERED)
    def test_cancelled_call_activity_answers_nobody(self):
        self.call_activity().with_user(self.owner).unlink()
        self.assertNothing()

    # attempts

    @at(ANSWERED)
    def test_call_without_a_conversation_is_an_attempt(self):
        for outcome in ("voicemail", "no_answer", "busy", "wrong_number"):
            with self.subTest(outcome=outcome):
                self.lead.with_user(self.owner).action_log_call(outcome)
                attempt = self.touches().sorted("id")[-1]
                self.assertEqual(attempt.outcome, outcome)
                self.assertEqual(attempt.user_id, self.owner)
                self.assertWaiting()
        self.assertEqual(len(self.touches()), 4)

    # out of office

    @at(ANSWERED)
    def test_out_of_office_note_of_the_owner_answers_nobody(self):
        self.owner.sudo().write(
            {
                "out_of_office_from": ANSWERED - timedelta(days=30),
                "out_of_office_message": "<p>Back on Tuesday.</p>",
            }
        )
        self.receive_email(PATIENT, self.owner.email)
        note = self.lead.message_ids.filtered(
            lambda message: message.message_type == "out_of_office"
        )
        self.assertEqual(note.author_id, self.owner.partner_id)
        self.assertWaiting()
        self.assertEqual(self.touches().mapped("direction"), ["in"])

    @at(ANSWERED)
    def test_out_of_office_email_of_a_colleague_answers_nobody(self):
        self.receive_email(
            self.owner.email, PATIENT, Auto_Submitted="auto-replied; vacation"
        )
        self.assertIn("email", self.lead.message_ids.mapped("message_type"))
        self.assertNothing()

    @at(minutes=30)
    def test_automatic_reply_of_the_patient_is_no_contact(self):
        self.lead.with_user(self.owner).action_log_call("voicemail")
        with at(ANSWERED):
            self.post()
        self.receive_email(PATIENT, "desk@glow.example", Auto_Submitted="auto-replied")
        self.assertFalse(self.lead.response_waiting_since)
        self.assertFalse(self.lead.response_contacted_at)
        self.assertNotIn("in", self.touches().mapped("direction"))

    @at(minutes=30)
    def test_reply_of_the_patient_is_a_contact(self):
        with at(ANSWERED):
            self.post()
        self.receive_email(PATIENT, "desk@glow.example")
        replied = MONDAY_10 + 30 * MINUTES
        self.assertEqual(self.lead.response_waiting_since, replied)
        self.assertEqual(self.lead.response_contacted_at, replied)

    # authors

    @at(ANSWERED)
    def test_message_of_a_portal_user_answers_nobody(self):
        portal = new_test_user(self.env, "stl_portal", groups="base.group_portal")
        self.post(self.mia, author_id=portal.partner_id.id)
        self.assertNothing()

    @at(ANSWERED)
    def test_message_of_odoobot_answers_nobody(self):
        self.post(self.env.ref("base.user_root"))
        self.assertNothing()

    @at(ANSWERED)
    def test_message_of_nobody_answers_nobody(self):
        self.post(author_id=False, email_from="desk@glow.example")
        self.assertNothing()

    @at(ANSWERED)
    def test_message_of_an_archived_user_answers_nobody(self):
        self.colleague.action_archive()
        self.post(self.mia, author_id=self.colleague.partner_id.id)
        self.assertNothing()

    @at(ANSWERED)
    def test_call_by_nobody_of_the_practice_answers_nobody(self):
        self.colleague.action_archive()
        for user in (self.colleague, self.env.ref("base.user_root")):
            self.lead._register_touch(
                {
                    "direction": "out",
                    "channel": "call",
                    "outcome": "connected",
                    "user_id": user.id,
                }
            )
            self.assertWaiting()
