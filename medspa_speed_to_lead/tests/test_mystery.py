from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..models.texts.sandbox_api import SandboxApi
from .common import MONDAY_10, at
from .mystery_common import MysteryCommon

GATEWAY = "odoo.addons.mail.models.mail_thread"
DOOR = "odoo.addons.medspa_speed_to_lead.models.mystery.medspa_mystery_door"


@tagged("post_install", "-at_install")
class TestMystery(MysteryCommon):
    """While it runs it is an inquiry like any other, outside of every figure."""

    # coming in

    @at()
    def test_email_comes_in_through_the_gateway(self):
        one = self.plan(door="email", source_id=False)
        with at(one.planned_at), self.outbox():
            self.run_job()
        self.assertEqual(one.state, "running", one.error)
        lead = one.sudo().lead_id
        self.assertEqual(lead.name, "Question about Botox")
        self.assertEqual(lead.email_normalized, one.email_normalized)
        self.assertEqual(lead.team_id, self.team)
        self.assertEqual(lead.intake_channel_id, self.channel("email"))
        self.assertEqual(lead.response_state, "waiting")
        self.assertIn(lead.user_id, self.ana | self.ben)

    @at()
    @mute_logger(DOOR)
    def test_email_that_the_gateway_refuses_is_a_finding(self):
        one = self.plan(door="email", source_id=False)
        process = "odoo.addons.mail.models.mail_thread.MailThread.message_process"
        with at(one.planned_at), patch(process, side_effect=ValueError("no route")):
            self.run_job()
        self.assertEqual(one.state, "failed")
        self.assertIn("no route", one.error)

    @at()
    def test_it_is_sent_once_whatever_runs_twice(self):
        one = self.come_in()
        with at(one.sent_at, minutes=1), self._knocking():
            self.run_job()
        self.assertEqual(len(self.website.event_ids), 1)

    @at()
    def test_moment_that_passed_while_nothing_ran_is_over(self):
        one = self.plan()
        with at(one.planned_at, minutes=61), self._knocking():
            self.run_job()
        self.assertEqual(one.state, "failed")
        self.assertIn("not running", one.error)
        self.assertFalse(self.website.event_ids)

    @at()
    def test_left_by_a_crash_it_is_not_sent_again(self):
        one = self.plan()
        one.sudo().write({"state": "sending", "external_id": "k" * 32})
        with self._knocking():
            self.run_job()
        self.assertEqual(one.state, "failed")
        self.assertIn("server stopped", one.error)

    @at()
    def test_left_by_a_crash_after_the_door_took_it_it_runs(self):
        one = self.plan()
        one.sudo().write(
            {"state": "sending", "sent_at": MONDAY_10, "external_id": "k" * 32}
        )
        events = self.env["medspa.intake.event"]
        body = '{"name": "Maya Ellison", "external_id": "%s"}' % ("k" * 32)
        event, _new = events._receive(self.website, body, "application/json")
        self.run_job()
        self.assertEqual(one.state, "sending")
        event._process()
        self.assertEqual(one.state, "running")
        self.assertEqual(one.sudo().lead_id, event.lead_id)

    @at()
    def test_it_never_joins_the_conversation_with_a_person(self):
        mine = {"answers": "mine", "phone": "(512) 555-2368"}
        for door, source in (("form", self.website), ("text", self.number)):
            one = self.plan(door=door, source_id=source.id, **mine)
            with at(one.planned_at):
                real = self.make_inquiry(phone="(512) 555-2368", email_from=False)
                with self._knocking(), self.outbox():
                    self.run_job()
            self.assertEqual(one.state, "running", one.error)
            self.assertNotEqual(one.sudo().lead_id, real)
            real.unlink()
            one.action_end()

    @at()
    def test_key_of_a_mystery_is_none_at_another_source(self):
        one = self.plan()
        one.sudo().write(
            {"state": "sending", "sent_at": MONDAY_10, "external_id": "k" * 32}
        )
        other = self.make_source(name="Landing page")
        event = self.receive(other, name="Eve", external_id="k" * 32)
        self.assertTrue(event.lead_id)
        self.assertFalse(one.lead_id)

    # what goes to them

    @at()
    def test_email_to_nobody_is_complete_and_does_not_leave(self):
        one = self.come_in()
        with at(one.sent_at, seconds=5):
            emails = self.send_acknowledgements()
        self.assertFalse(emails)
        touch = one.sudo().lead_id.touch_ids.filtered(
            lambda touch: touch.channel == "email"
        )
        self.assertEqual(touch.state, "sent")
        self.assertIn("Maya", touch.body)
        self.assertEqual(one.sudo().lead_id.response_acknowledged_at, touch.occurred_at)

    @at()
    def test_mail_server_that_is_down_shows_as_to_a_patient(self):
        one = self.come_in()
        unreachable = patch(
            "odoo.addons.base.models.ir_mail_server.IrMail_Server._connect__",
            side_effect=OSError("no route to host"),
        )
        with at(one.sent_at, seconds=5), self.outbox(), unreachable:
            with self.transactions() as env:
                env["medspa.touch"]._cron_send_acknowledgements()
        touch = one.sudo().lead_id.touch_ids.filtered(
            lambda touch: touch.channel == "email"
        )
        self.assertNotEqual(touch.state, "sent")

    @at()
    def test_text_to_nobody_does_not_reach_the_provider(self):
        self.company.write(
            {"sms_provider": "twilio", "sms_twilio_account_sid": "AC" + "0" * 32}
        )
        one = self.come_in()
        with (
            at(one.sent_at, seconds=5),
            patch.object(
                SandboxApi,
                "_send_sms_batch",
                autospec=True,
                side_effect=SandboxApi._send_sms_batch,
            ) as kept,
        ):
            self.send_acknowledgements()
        self.assertEqual(kept.call_count, 1)
        touch = one.sudo().lead_id.touch_ids.filtered(
            lambda touch: touch.channel == "sms"
        )
        self.assertEqual(touch.state, "sent", touch.reason)
        self.assertTrue(touch.body)

    @at()
    def test_answers_to_a_mailbox_of_ones_own_leave(self):
        one = self.come_in(answers="mine", email="mia+1@home.example", phone=False)
        with at(one.sent_at, seconds=5):
            (email,) = self.send_acknowledgements()
        self.assertEqual(email["To"], "mia+1@home.example")

    @at()
    def test_others_at_such_a_domain_get_their_email(self):
        self.receive(self.website, name="Nora", email="nora@example.com")
        (email,) = self.send_acknowledgements()
        self.assertEqual(email["To"], "nora@example.com")

    @at()
    def test_of_several_recipients_the_real_one_is_written_to(self):
        one = self.come_in()
        servers = self.env["ir.mail_server"]
        message = servers._build_email__(
            "a@glow.example", [one.email, "ben@glow.example"], "S", "B"
        )
        with self.outbox() as emails:
            servers.send_email(message)
        self.assertEqual([email["To"] for email in emails], ["ben@glow.example"])

    # to the front desk

    @at()
    def test_front_desk_sees_an_ordinary_inquiry(self):
        one = self.come_in()
        lead = one.sudo().lead_id
        owner = lead.user_id
        with at(one.sent_at, minutes=1):
            mine = self.env["crm.lead"].with_user(owner)
            found = mine.search([("response_state", "in", ("waiting", "due_soon"))])
            self.assertEqual(found, lead)
            with Form(found) as form:
                self.assertEqual(form.contact_name, "Maya Ellison")
            said = " ".join(found.message_ids.mapped(lambda m: m.body or "")).lower()
            self.assertNotIn("mystery", said)
            self.answer_by(owner, lead)
        self.assertEqual(lead.response_verdict, "on_time")

    @at()
    def test_it_is_in_no_figure(self):
        one = self.come_in()
        lead = one.sudo().lead_id
        real = self.receive(self.website, name="Nora", email="n@x.example").lead_id
        mysteries = self.env["medspa.mystery"]
        counted = self.env["crm.lead"].search(mysteries._leave_out())
        self.assertIn(real, counted)
        self.assertNotIn(lead, counted)
        for kind in ("inquiry", "wait", "touch", "consultation"):
            rows = self.env[f"medspa.{kind}.report"].search([])
            with self.subTest(kind):
                self.assertNotIn(lead, rows.lead_id)
        self.assertIn(real, self.env["medspa.inquiry.report"].search([]).lead_id)
        managed = self.env["crm.lead"].with_user(self.mia)
        self.assertEqual(
            managed.search([("mystery_ids", "!=", False)]), lead.with_user(self.mia)
        )
        self.website.invalidate_recordset()
        self.assertEqual(self.website.event_count, 1)
        self.assertEqual(self.website.last_used_at, MONDAY_10)
        action = self.website.action_view_events()
        events = self.env["medspa.intake.event"].search(action["domain"])
        self.assertEqual(events.lead_id, real)

    def test_it_is_in_no_review(self):
        with at(MONDAY_10):
            one = self.come_in()
            real = self.receive(self.website, name="Nora", email="n@x.example").lead_id
        both = real | one.sudo().lead_id
        both.flush_recordset()
        both.sudo().date_last_stage_update = MONDAY_10  # by the real clock until now
        with at(MONDAY_10, days=30):
            figures = self.env["medspa.weekly.figures"]._figures(
                self.company, MONDAY_10.date(), MONDAY_10 + timedelta(days=30)
            )
        for key in ("inquiries", "waiting", "stuck"):
            with self.subTest(key):
                ids = figures.records[key].ids
                self.assertIn(real.id, ids)
                self.assertNotIn(one.sudo().lead_id.id, ids)

    @at()
    def test_it_is_in_no_digest(self):
        digest = self.env["digest.digest"].create(
            {"name": "Day", "company_id": self.company.id, "kpi_crm_lead_created": True}
        )

        def leads():
            ever = {"start_datetime": datetime(2000, 1, 1)}
            ever["end_datetime"] = datetime(2100, 1, 1)
            digest.invalidate_recordset()
            return digest.with_context(**ever).kpi_crm_lead_created_value

        one = self.come_in()
        with at(one.sent_at):
            before = leads()
            self.make_inquiry()
            self.env.flush_all()
            self.assertEqual(leads() - before, 1)
            self.env.cr.execute(
                "UPDATE medspa_mystery SET lead_id = NULL WHERE id = %s", [one.id]
            )
            self.env.invalidate_all()
            self.assertEqual(leads() - before, 2)

    @at()
    def test_merged_with_a_person_it_counts(self):
        one = self.come_in()
        lead = one.sudo().lead_id
        with at(one.sent_at, minutes=5):
            real = self.make_inquiry()
            merged = (lead | real).merge_opportunity(auto_unlink=False)
        self.assertTrue(merged.intake_received_at)
        self.assertFalse(one.lead_id)
        self.assertEqual(one.state, "ended")
        self.assertIn("merged", one.error)
        leave_out = self.env["medspa.mystery"]._leave_out()
        self.assertIn(merged, self.env["crm.lead"].search(leave_out))


@tagged("post_install", "-at_install")
class TestMysteryEnd(MysteryCommon):
    """It leaves the desk clean: nothing to do, nobody to blame, all can come back."""

    def busy(self):
        """Return a mystery that people have worked with, and are late with."""
        one = self.come_in()
        lead = one.sudo().lead_id
        with at(one.sent_at, hours=1):
            owner = lead.user_id
            lead.with_user(owner).activity_schedule(
                "mail.mail_activity_data_todo", summary="Look", user_id=owner.id
            )
            lead.with_user(owner).action_log_call("no_answer")
            self.make_contact(lead)
            self.env["calendar.event"].create(
                {
                    "name": "Maya",
                    "start": one.sent_at + timedelta(days=2),
                    "stop": one.sent_at + timedelta(days=2, hours=1),
                    "opportunity_id": lead.id,
                    "user_id": owner.id,
                }
            )
            lead._enroll(self.env["medspa.cadence"].search([], limit=1))
            self.assertTrue(lead._followup_enrollments())
        with at(one.sent_at, days=1):
            lead.response_cycle_ids._stamp_miss()
        self.assertTrue(lead.response_cycle_ids.missed_by_id)
        self.env.flush_all()
        return one

    def meeting(self, lead):
        events = self.env["calendar.event"].with_context(active_test=False)
        return events.search([("opportunity_id", "=", lead.id)])

    @at()
    def test_ended_by_a_manager_nothing_is_left(self):
        one = self.busy()
        lead = one.sudo().lead_id
        owner, contact = lead.user_id, lead.partner_id
        turns = self.env["medspa.rotation.turn"]
        before = turns.search([("user_id", "=", owner.id)])
        with at(one.sent_at, days=1):
            one.action_end()
        self.assertEqual(one.state, "ended")
        self.assertFalse(lead.active)
        self.assertEqual(lead.response_exempt_reason, "test")
        self.assertEqual(lead.response_state, "none")
        self.assertEqual(lead.won_status, "pending")
        self.assertFalse(lead._followup_enrollments())
        self.assertFalse(lead.touch_ids.filtered(lambda one: one.state == "planned"))
        self.assertFalse(lead.activity_ids)
        self.assertFalse(self.meeting(lead).active)
        self.assertFalse(contact.active)
        self.assertFalse(lead.response_cycle_ids.missed_by_id)
        self.assertEqual(lead.response_cycle_ids.verdict, "void")
        after = turns.search([("user_id", "=", owner.id)])
        self.assertEqual(len(before - after), 1)
        self.assertTrue((before - after).exists(), "its ticket must stay")

    @at()
    def test_colleagues_are_told_kindly_and_once(self):
        one = self.busy()
        lead = one.sudo().lead_id
        owner = lead.user_id
        with at(one.sent_at, days=1):
            one.action_end()
        told = lead.message_ids[0]
        self.assertIn("test inquiry", told.body)
        self.assertIn("Thank you", told.body)
        self.assertIn("No person answered within the promise", told.body)
        notices = self.env["mail.message"].search(
            [("res_id", "=", lead.id), ("subject", "like", "That was a test")]
        )
        self.assertIn(owner.partner_id, notices.notified_partner_ids)
        self.assertNotIn(self.mia.partner_id, notices.notified_partner_ids)
        self.assertTrue(told.subtype_id.internal)
        self.assertFalse(lead.response_first_at, "being told answers nobody")

    @at()
    def test_it_ends_by_itself_after_its_days(self):
        one = self.come_in(run_days=2)
        with at(one.sent_at, days=2, minutes=-1):
            self.run_job()
            self.assertEqual(one.state, "running")
        with at(one.sent_at, days=2):
            self.run_job()
        self.assertEqual(one.state, "ended")
        self.assertFalse(one.sudo().lead_id.active)

    @at()
    def test_end_is_taken_back(self):
        one = self.busy()
        lead = one.sudo().lead_id
        contact = lead.partner_id
        missed = lead.response_cycle_ids.missed_by_id
        tasks = lead.activity_ids.filtered(lambda task: task.summary == "Look")
        due_at = lead.response_due_at
        turns = self.env["medspa.rotation.turn"]
        given = turns.search([("user_id", "=", lead.user_id.id)])
        with at(one.sent_at, days=1):
            one.action_end()
            told = lead.message_ids[0]
            one.action_undo_end()
        self.assertEqual(one.state, "running")
        self.assertTrue(lead.active)
        self.assertFalse(lead.response_exempt_reason)
        self.assertEqual(lead.response_due_at, due_at)
        self.assertTrue(lead._followup_enrollments().next_at)
        self.assertIn(tasks, lead.activity_ids)
        self.assertTrue(self.meeting(lead).active)
        self.assertTrue(contact.active)
        self.assertEqual(lead.response_cycle_ids.missed_by_id, missed)
        self.assertEqual(turns.search([("user_id", "=", lead.user_id.id)]), given)
        self.assertFalse(told.exists())
        self.assertFalse(one.result)

    @at()
    def test_next_real_inquiry_is_not_lost_to_whoever_was_tested(self):
        first = self.make_inquiry(phone="(512) 555-0150", email_from="a@x.example")
        second = self.make_inquiry(phone="(512) 555-0151", email_from="b@x.example")
        one = self.come_in()
        tested = one.sudo().lead_id.user_id
        self.assertEqual(tested, first.user_id)
        with at(one.sent_at, minutes=1):
            one.action_end()
            third = self.make_inquiry(phone="(512) 555-0152", email_from="c@x.example")
        self.assertEqual(third.user_id, tested)
        self.assertNotEqual(third.user_id, second.user_id)

    @at()
    def test_deleted_inquiry_ends_without_fuss(self):
        one = self.come_in()
        one.sudo().lead_id.unlink()
        one.action_end()
        self.assertEqual(one.state, "ended")
        self.assertIn("deleted", one.error)

    @at()
    def test_front_desk_cannot_end_it(self):
        one = self.come_in()
        with self.assertRaises(Exception) as caught:
            one.with_user(self.ana).action_end()
        self.assertEqual(type(caught.exception).__name__, "AccessError")
        self.assertEqual(one.state, "running")


@tagged("post_install", "-at_install")
class TestMysteryConversation(MysteryCommon):
    """Its page tells what came back, when, and what was good or missing."""

    @at()
    def test_page_tells_the_whole_conversation_in_order(self):
        one = self.come_in()
        lead = one.sudo().lead_id
        with at(one.sent_at, seconds=8):
            self.send_acknowledgements()
        with at(one.sent_at, minutes=3):
            lead.with_user(lead.user_id).action_log_call("no_answer")
        with at(one.sent_at, minutes=4):
            self.answer_by(lead.user_id, lead, "Hi Maya, would Friday at 3 suit you?")
        self.env.invalidate_all()
        lines = one._lines()
        said = [(line["side"], line["elapsed"]) for line in lines]
        self.assertEqual(said[0], ("patient", "0 s"))
        self.assertIn(("practice", "8 s"), said)
        self.assertEqual(said[-2:], [("practice", "3 min"), ("practice", "4 min")])
        self.assertEqual(lines[-1]["who"], lead.user_id.name)
        self.assertIn("would Friday at 3", lines[-1]["words"])
        for part in ("Maya Ellison", "no answer", "would Friday at 3"):
            self.assertIn(part, one.conversation)
        self.assertEqual(one.summary, "First message after 8 s; a person after 4 min")
        self.assertNotIn("Missing", one.findings)

    @at()
    def test_working_time_is_told_where_it_differs(self):
        one = self.come_in(
            open_only=False, hour_from=22, hour_to=23, date_to=MONDAY_10.date()
        )
        lead = one.sudo().lead_id
        with at(MONDAY_10 + timedelta(days=1, minutes=-57)):  # opened 3 minutes ago
            lead.with_user(lead.user_id).action_log_call("no_answer")
        self.env.invalidate_all()
        (line,) = [line for line in one._lines() if "no answer" in line["what"]]
        self.assertEqual(line["working"], "3 min open")
        self.assertIn("h", line["elapsed"])

    @at()
    def test_message_that_was_not_sent_says_why(self):
        self.company.medspa_sending = False
        one = self.come_in()
        with at(one.sent_at, minutes=2):
            self.send_acknowledgements()
            self.env.invalidate_all()
            self.assertIn("switched off", one.conversation)
            self.assertEqual(one.summary, "Missing: first message")
            self.assertIn("No first message within a minute", one.findings)

    @at()
    def test_ended_early_nothing_is_held_against_anybody(self):
        one = self.come_in()
        with at(one.sent_at, seconds=9):
            self.assertEqual(one.summary, "Waits for a person")
            one.action_end()
        self.assertEqual(one.summary, "Ended before an answer was due")
        self.assertEqual(one.missing_count, 0)

    @at()
    def test_what_a_message_says_is_never_markup_on_the_page(self):
        one = self.plan()
        one.message = "<script>alert(1)</script>"
        with at(one.planned_at), self._knocking(), self.outbox():
            self.run_job()
        self.assertNotIn("<script>", one.conversation)

    @at()
    def test_result_is_kept_when_it_ends(self):
        one = self.come_in()
        lead = one.sudo().lead_id
        with at(one.sent_at, seconds=8):
            self.send_acknowledgements()
        with at(one.sent_at, minutes=4):
            self.answer_by(lead.user_id, lead, "Botox is 12 dollars a unit.")
        with at(one.sent_at, days=1):
            one.action_end()
        self.assertEqual(one.acknowledged_seconds, 8)
        self.assertEqual(one.answered_minutes, 4)
        self.assertTrue(one.was_answered)
        self.assertEqual(one.missing_count, 2)  # the name, the next step
        self.assertIn("their name", one.summary)
        lead.unlink()
        self.assertIn("their name", one.summary)
