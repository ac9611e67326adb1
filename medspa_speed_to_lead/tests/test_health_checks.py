from datetime import timedelta
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.models.mail_thread import MailThread

from ..models.health.checks import late as check_late
from .acknowledgement_common import AcknowledgementCommon
from .common import MONDAY_10, at

MODULE = "medspa_speed_to_lead"
LOGGERS = ("odoo.sql_db", "odoo.addons.medspa_speed_to_lead")


class CheckCase(AcknowledgementCommon):
    def found(self, check, up_for=timedelta(days=1), **later):
        """Return ``{key: words}`` of a check some time after Monday 10:00."""
        self.env.flush_all()
        now = MONDAY_10 + timedelta(**later)
        with (
            at(now),
            patch.object(check_late, "_up_since", lambda: now - up_for),
        ):
            troubles = getattr(self.env["medspa.health"], f"_check_{check}")()
            return {trouble.key: trouble.words for trouble in troubles}


@tagged("post_install", "-at_install")
class TestLateWork(CheckCase):
    """What nobody does although the server is up."""

    def setUp(self):
        super().setUp()
        self.env["ir.cron"].search([]).nextcall = MONDAY_10 + timedelta(days=9)

    def test_each_job_whose_oldest_row_is_late_is_named(self):
        with at():
            self.inquire()  # its first message and its clock
            self.env["medspa.notice.kept"].create(
                {"due_at": MONDAY_10, "subject": "Look", "candidate_ids": self.ana.ids}
            )
        self.assertEqual(self.found("late", minutes=14), {})
        found = self.found("late", minutes=16)
        jobs = {key.partition("ir_cron_")[2] for key in found}
        self.assertEqual(jobs, {"send_acknowledgements", "kept_notices"})
        found = self.found("late", days=1)
        self.assertIn(f"{MODULE}.ir_cron_escalate", found)

    def test_after_an_outage_the_jobs_may_catch_up(self):
        with at():
            self.inquire()
        up_for = timedelta(minutes=14)
        self.assertEqual(self.found("late", up_for=up_for, days=1), {})

    def test_what_pauses_after_a_failure_is_not_late(self):
        with at():
            lead = self.inquire(phone="")
            touch = self.touch(lead, "email")
            (lead.touch_ids - touch).unlink()
            work = self.env["medspa.touch"]._work_of_sending(("acknowledgement",))
            for _try in range(5):
                self.env["medspa.setback"]._note(work, touch, ValueError("no"))
        found = self.found("late", minutes=20)
        self.assertNotIn(f"{MODULE}.ir_cron_send_acknowledgements", found)

    def test_a_job_that_nobody_runs(self):
        job = self.env.ref(f"{MODULE}.ir_cron_stage_rules")
        job.nextcall = MONDAY_10
        self.assertEqual(self.found("late", minutes=15), {})
        (words,) = self.found("late", minutes=16).values()
        self.assertIn(job.cron_name, words)


@tagged("post_install", "-at_install")
class TestJobs(CheckCase):
    def test_nothing_ails_a_job_that_runs(self):
        self.assertEqual(self.found("job"), {})

    def test_switched_off_failing_and_deleted_jobs(self):
        self.env.ref(f"{MODULE}.ir_cron_escalate").active = False
        self.env.ref("mail.ir_cron_mail_scheduler_action").active = False
        self.env.ref(f"{MODULE}.ir_cron_follow_up").failure_count = 3
        self.env.ref(f"{MODULE}.ir_cron_process_events").unlink()
        found = self.found("job")
        self.assertIn("switched off", found[f"{MODULE}.ir_cron_escalate"])
        self.assertIn("switched off", found["mail.ir_cron_mail_scheduler_action"])
        self.assertIn("in a row", found[f"{MODULE}.ir_cron_follow_up"])
        self.assertIn("deleted", found[f"{MODULE}.ir_cron_process_events"])


@tagged("post_install", "-at_install")
class TestSources(CheckCase):
    def post(self, body, **later):
        with at(**later), mute_logger(*LOGGERS):
            return self.receive_body(self.source, body)

    def fail(self, body, **later):
        with at(**later):
            return self.receive_failing(self.source, body)

    def test_two_failures_in_a_row(self):
        self.fail("what is this", minutes=1)
        self.assertEqual(self.found("source", minutes=2), {})
        self.fail("and what is this", minutes=2)
        (words,) = self.found("source", minutes=3).values()
        self.assertIn(self.source.name, words)
        self.post('{"name": "Nora", "email": "nora@patient.example"}', minutes=3)
        self.assertEqual(self.found("source", minutes=4), {})

    def test_one_that_fails_again_and_again_among_good_ones(self):
        event = self.post('{"name": "Nora", "email": "nora@patient.example"}')
        event.write({"state": "error", "attempts": 3, "error": "no such team"})
        self.post('{"name": "Mo", "email": "mo@patient.example"}', minutes=1)
        (words,) = self.found("source", minutes=2).values()
        self.assertIn("No inquiry could be made of 1", words)

    @mute_logger(*LOGGERS)
    def test_a_source_switched_to_by_hand_stops_no_other(self):
        other = self.make_source(name="Landing page")
        bodies = ['{"name": "Zoe", "email": "zoe@patient.example"}'] * 2
        events = self.env["medspa.intake.event"]
        with at():
            kept = [
                events._receive(source, body, "application/json")[0]
                for source, body in zip((self.source, other), bodies, strict=True)
            ]
            self.source.provider = "manual"
            with self.transactions() as env:
                env["medspa.intake.event"]._cron_process_events()
        self.assertEqual([one.state for one in kept], ["error", "processed"])
        self.assertEqual(kept[0].retry_at, MONDAY_10 + timedelta(minutes=1))
        self.assertIn("Choose its provider again", kept[0].error)
        self.source.provider = "web_form"
        with at(minutes=1), self.transactions() as env:
            env["medspa.intake.event"]._cron_process_events()
        self.assertEqual(kept[0].state, "processed")


@tagged("post_install", "-at_install")
class TestWhatDoesNotLeave(CheckCase):
    def age(self, record, moment=MONDAY_10):
        """Odoo dates by the database's clock, which no test can stop."""
        self.env.flush_all()
        self.env.cr.execute(
            f"UPDATE {record._table} SET create_date = %s, write_date = %s"
            " WHERE id = ANY(%s)",
            [moment, moment, record.ids],
        )

    def mail(self, **values):
        mail = self.env["mail.mail"].create({"email_to": "a@b.example", **values})
        self.age(mail)
        return mail

    def setUp(self):
        super().setUp()
        self.env["mail.mail"].search([]).unlink()
        self.env["sms.sms"].search([]).unlink()

    def test_emails_that_wait(self):
        self.mail()
        self.assertEqual(self.found("mail", minutes=15), {})
        self.assertEqual(list(self.found("mail", minutes=16)), ["waiting"])

    def test_emails_that_are_to_wait(self):
        self.mail(scheduled_date=MONDAY_10 + timedelta(days=1))
        self.assertEqual(self.found("mail", minutes=16), {})

    def test_a_mail_server_that_is_down(self):
        self.mail(state="exception", failure_type="mail_smtp", failure_reason="refused")
        self.assertEqual(list(self.found("mail", minutes=5)), ["refused"])
        self.assertEqual(self.found("mail", hours=2), {})

    def test_one_mailbox_that_is_gone_is_no_trouble(self):
        self.mail(state="exception", failure_type="mail_smtp", failure_reason="550 No")
        self.mail(state="exception", failure_type="mail_email_invalid")
        self.assertEqual(self.found("mail", minutes=5), {})

    def test_texts(self):
        texts = self.env["sms.sms"].create(
            [
                {"number": "+15125550143", "body": "Hi", "state": "outgoing"},
                {
                    "number": "+15125550143",
                    "body": "Hi",
                    "state": "error",
                    "failure_type": "twilio_authentication",
                },
                {
                    "number": "+1",
                    "body": "Hi",
                    "state": "error",
                    "failure_type": "sms_number_format",
                },
            ]
        )
        self.age(texts)
        found = self.found("text", minutes=16)
        self.assertEqual(set(found), {"waiting", "refused"})
        self.assertIn("Authentication", found["refused"])
        self.assertIn("1 texts", found["refused"])


@tagged("post_install", "-at_install")
class TestRealPoison(CheckCase):
    """What a practice can do to a row without any fault of ours."""

    def setUp(self):
        super().setUp()
        with at():
            self.lead = self.inquire(phone="")
            self.other = self.inquire(email="mo@patient.example", phone="")

    def refuse(self, method, lead):
        """Let an administrator's automation refuse something on one inquiry."""
        original = getattr(MailThread, method, None) or getattr(
            type(self.env["crm.lead"]), method
        )

        def refused(records, *args, **kwargs):
            if records._name == "crm.lead" and lead.id in records.ids:
                raise ValueError("not on her")
            return original(records, *args, **kwargs)

        return patch.object(type(self.env["crm.lead"]), method, refused)

    @mute_logger(*LOGGERS)
    def test_interrupted_message_whose_to_do_is_refused(self):
        touch = self.touch(self.lead, "email")
        touch.state = "sending"
        with at(), self.refuse("activity_schedule", self.lead):
            (email,) = self.send_due()
        self.assertEqual(email["To"], "mo@patient.example")
        self.assertEqual(touch.state, "unknown")
        setback = self.env["medspa.setback"].search([("res_id", "=", touch.id)])
        self.assertEqual((setback.lead_id, setback.tries), (self.lead, 1))
        with at(minutes=2):
            self.assertFalse(self.send_due(), "it may have left: never again")
        self.assertFalse(setback.exists())
        self.assertIn("arrive", " ".join(self.lead.activity_ids.mapped("summary")))

    @mute_logger(*LOGGERS)
    def test_first_message_that_cannot_be_noted_on_its_inquiry(self):
        kind = type(self.env["crm.lead"])
        was = kind._acknowledgement_was_sent

        def refused(lead, moment):
            if lead == self.lead:
                raise ValueError("not on her")
            return was(lead, moment)

        with at(), patch.object(kind, "_acknowledgement_was_sent", refused):
            self.assertEqual(len(self.send_due()), 2)
        self.assertEqual(self.touch(self.lead, "email").state, "sent")
        self.assertTrue(self.other.response_acknowledged_at)
        with at(minutes=2):
            self.assertFalse(self.send_due(), "it left: never again")
        self.assertEqual(self.lead.response_acknowledged_at, MONDAY_10)

    @mute_logger(*LOGGERS)
    def test_reminders_leave_while_a_plan_is_broken(self):
        reminder = self.touch(self.lead, "email").copy(
            {"purpose": "reminder", "state": "planned", "act_key": "x"}
        )
        enrollments = type(self.env["medspa.enrollment"])

        def broken(_enrollments):
            raise ValueError("no plan today")

        step = {"sequence": 1, "channel": "call", "delay": 0, "delay_unit": "minutes"}
        cadence = self.env["medspa.cadence"].create(
            {"name": "Plan", "step_ids": [Command.create(step)]}
        )
        with at():
            self.other._enroll(cadence)
        with at(minutes=5), patch.object(enrollments, "_advance", broken):
            with self.outbox(), self.transactions() as env:
                env["medspa.enrollment"]._cron_follow_up()
        self.assertNotEqual(reminder.state, "planned")
        setback = self.env["medspa.setback"].search([("name", "=", "follow_up")])
        self.assertIn("no plan today", setback.mapped("error"))

    @mute_logger(*LOGGERS)
    def test_a_row_that_is_never_done_is_set_back(self):
        """E.g. an automation that plans a message anew whenever it ends."""
        touch = self.touch(self.lead, "email")
        kind = type(self.env["medspa.touch"])
        send = kind._send_claimed

        def send_or_not(one):
            return None if one.id == touch.id else send(one)

        with at(), patch.object(kind, "_send_claimed", send_or_not):
            (email,) = self.send_due()
        self.assertEqual(email["To"], "mo@patient.example")
        setback = self.env["medspa.setback"].search([("res_id", "=", touch.id)])
        self.assertIn("due again", setback.error)
