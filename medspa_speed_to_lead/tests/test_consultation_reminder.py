from datetime import datetime, timedelta

from odoo.tests import tagged

from .common import MONDAY_10, at
from .consultation_common import THURSDAY_14_30, ConsultationCommon

MODULE = "medspa_speed_to_lead"
TUESDAY_14_30 = THURSDAY_14_30 - timedelta(days=2)
AFTER = THURSDAY_14_30 + timedelta(hours=2)
THURSDAY_11_30 = THURSDAY_14_30 - timedelta(hours=3)


@tagged("post_install", "-at_install")
class TestConsultationReminder(ConsultationCommon):
    """Reminders are planned with the meeting, move with it and stop with it."""

    def planned(self, event, channel="email"):
        """Return ``{kind: moment}`` of what is still to be said."""
        touches = self.touches(event).filtered(
            lambda touch: touch.state == "planned" and touch.channel == channel
        )
        self.assertEqual(len(touches), len(touches.reminder_id))
        return {touch.reminder_id.kind: touch.planned_at for touch in touches}

    def touches(self, event):
        return self.env["medspa.touch"].search(
            [("event_id", "=", event.id), ("purpose", "=", "reminder")], order="id"
        )

    def confirmations(self, event):
        return self.touches(event).filtered(
            lambda touch: touch.reminder_id.kind == "booked"
        )

    def sent(self, touches):
        """Say of planned touches that they have left."""
        for touch in touches.filtered(lambda one: one.state == "planned"):
            touch._end("sent", False)

    @at()
    def test_at_once_two_days_before_and_on_the_same_day(self):
        event = self.book()
        expected = {
            "booked": MONDAY_10,
            "days_before": TUESDAY_14_30,
            "same_day": THURSDAY_11_30,
        }
        for channel in ("email", "sms"):
            self.assertEqual(self.planned(event, channel), expected)
        touch = self.touches(event)[0]
        self.assertEqual(touch.lead_id, self.lead)
        self.assertEqual((touch.performer, touch.direction), ("system", "out"))
        self.assertFalse(touch.occurred_at)

    @at()
    def test_a_reminder_is_no_answer(self):
        self.sent(self.touches(self.book()))
        self.assertEqual(self.lead.response_state, "waiting")

    @at()
    def test_nobody_is_reminded_before_eight(self):
        event = self.book(datetime(2026, 3, 5, 15, 0))  # 9:00 in Austin
        self.assertEqual(self.planned(event)["same_day"], datetime(2026, 3, 5, 14, 0))

    @at()
    def test_before_eight_there_is_no_same_day(self):
        event = self.book(datetime(2026, 3, 5, 14, 0))  # 8:00 in Austin
        self.assertNotIn("same_day", self.planned(event))

    @at()
    def test_days_before_keep_the_time_on_the_wall(self):
        """Daylight saving begins on Sunday, March 8."""
        monday_14_30 = datetime(2026, 3, 9, 19, 30)
        event = self.book(monday_14_30)
        self.assertEqual(
            self.planned(event)["days_before"], datetime(2026, 3, 7, 20, 30)
        )

    @at()
    def test_what_has_just_been_said_is_not_said_again(self):
        event = self.book(MONDAY_10 + timedelta(hours=4))
        self.assertEqual(self.planned(event), {"booked": MONDAY_10})

    @at()
    def test_past_meeting_is_not_announced(self):
        self.assertFalse(self.touches(self.book(MONDAY_10 - timedelta(days=1))))

    @at()
    def test_internal_meeting_reminds_nobody(self):
        self.assertFalse(self.touches(self.book(is_consultation=False)))

    @at()
    def test_moved_meeting_takes_its_reminders_along(self):
        event = self.book()
        self.sent(self.touches(event)[:2])
        confirmed = self.touches(event)[:2]
        day_on = timedelta(days=1)
        event.write({"start": THURSDAY_14_30 + day_on, "stop": AFTER + day_on})
        self.assertEqual(
            self.planned(event),
            {
                "booked": MONDAY_10 + timedelta(minutes=5),
                "days_before": TUESDAY_14_30 + day_on,
                "same_day": THURSDAY_11_30 + day_on,
            },
        )
        old = self.touches(event).filtered(lambda touch: touch.state == "skipped")
        self.assertEqual(set(old.mapped("reason")), {"The consultation was moved."})
        self.assertEqual(len(old), 4)
        self.assertEqual(set(confirmed.mapped("state")), {"sent"})

    @at()
    def test_moved_back_before_anybody_was_told_nothing_is_said(self):
        event = self.book()
        self.sent(self.touches(event)[:2])
        event.start = THURSDAY_14_30 + timedelta(days=1)
        event.start = THURSDAY_14_30
        self.assertEqual(
            self.planned(event),
            {"days_before": TUESDAY_14_30, "same_day": THURSDAY_11_30},
        )

    @at()
    def test_moved_back_after_they_were_told_it_is_said_again(self):
        event = self.book()
        self.sent(self.confirmations(event))
        event.start = THURSDAY_14_30 + timedelta(days=1)
        self.sent(self.confirmations(event))
        event.start = THURSDAY_14_30
        self.assertEqual(
            self.planned(event)["booked"], MONDAY_10 + timedelta(minutes=5)
        )

    @at()
    def test_a_longer_meeting_changes_no_reminder(self):
        event = self.book()
        before = self.touches(event)
        event.stop = AFTER
        self.assertEqual(self.touches(event), before)
        self.assertEqual(set(before.mapped("state")), {"planned"})

    @at()
    def test_cancelling_stops_reminders(self):
        for cancel in (
            lambda event: event.action_cancelled_by_us(),
            lambda event: event.action_cancelled_by_patient(),
            lambda event: event.action_archive(),
        ):
            event = self.book()
            cancel(event)
            touches = self.touches(event)
            self.assertEqual(set(touches.mapped("state")), {"skipped"})
            self.assertEqual(
                set(touches.mapped("reason")), {"The consultation was cancelled."}
            )

    @at()
    def test_deleting_stops_reminders(self):
        event = self.book()
        touches = self.touches(event)
        event.unlink()
        self.assertEqual(set(touches.mapped("state")), {"skipped"})
        self.assertEqual(touches.lead_id, self.lead)

    @at()
    def test_unticking_stops_reminders(self):
        event = self.book()
        event.is_consultation = False
        self.assertEqual(set(self.touches(event).mapped("state")), {"skipped"})

    @at()
    def test_given_to_another_inquiry_the_other_person_is_told(self):
        event = self.book()
        self.sent(self.confirmations(event))
        other = self.make_inquiry(user_id=self.ana.id, email_from="mo@patient.example")
        event.opportunity_id = other
        told = self.confirmations(event).filtered(lambda one: one.lead_id == other)
        self.assertEqual(set(told.mapped("state")), {"planned"})
        self.assertFalse(
            self.touches(event).filtered(
                lambda one: one.lead_id == self.lead and one.state == "planned"
            )
        )

    @at()
    def test_taken_back_reminders_are_planned_again(self):
        event = self.book()
        self.sent(self.confirmations(event))
        event.action_cancelled_by_us()
        event.action_undo_outcome()
        self.assertEqual(
            self.planned(event),
            {"days_before": TUESDAY_14_30, "same_day": THURSDAY_11_30},
        )

    @at()
    def test_each_is_planned_once(self):
        event = self.book()
        before = self.touches(event)
        event._plan_reminders()
        self.assertEqual(self.touches(event), before)

    @at()
    def test_administrator_sets_when_and_what(self):
        self.env["medspa.reminder"].search([]).company_id = self.company
        reminders = self.env["medspa.reminder"].with_user(self.mia).search([])
        reminders.filtered(lambda one: one.kind == "same_day").active = False
        days_before = reminders.filtered(lambda one: one.kind == "days_before")
        days_before.write({"days": 1, "sms_template_id": False})
        event = self.book()
        self.assertEqual(
            self.planned(event),
            {"booked": MONDAY_10, "days_before": TUESDAY_14_30 + timedelta(days=1)},
        )
        self.assertEqual(self.planned(event, "sms"), {"booked": MONDAY_10})

    @at()
    def test_salesperson_reads_reminders_and_changes_none(self):
        reminder = self.env.ref(f"{MODULE}.reminder_booked").with_user(self.ana)
        self.assertTrue(reminder.name)
        for operation in ("write", "create", "unlink"):
            self.assertFalse(reminder.has_access(operation), operation)

    @at()
    def test_reminders_of_another_company_are_not_ours(self):
        other = self.make_company("Other")
        self.env.ref(f"{MODULE}.reminder_same_day").company_id = other
        self.assertNotIn("same_day", self.planned(self.book()))

    @at()
    def test_sending_job_is_woken_for_each(self):
        job = self.env.ref(f"{MODULE}.ir_cron_follow_up")
        triggers = self.env["ir.cron.trigger"]
        before = triggers.search([("cron_id", "=", job.id)])
        self.book()
        woken = triggers.search([("cron_id", "=", job.id)]) - before
        self.assertEqual(
            sorted(woken.mapped("call_at")),
            [MONDAY_10, TUESDAY_14_30, THURSDAY_11_30],
        )

    @at()
    def test_it_leaves_by_the_job_and_speaks_of_its_own_meeting(self):
        self.company.write({"medspa_sending": True, "email": "hello@glow.example"})
        self.book()
        with self.outbox() as emails, self.transactions() as env:
            env["medspa.enrollment"]._cron_follow_up()
        (email,) = emails
        self.assertIn("Thursday", str(email))


@tagged("post_install", "-at_install")
class TestReminderWords(ConsultationCommon):
    """Asked once more at the moment of sending; the words name no treatment."""

    def touch(self, event, kind="booked", channel="email"):
        return (
            self.env["medspa.touch"]
            .search([("event_id", "=", event.id), ("channel", "=", channel)])
            .filtered(lambda touch: touch.reminder_id.kind == kind)
        )

    def said(self, touch):
        touch = touch._as_system()
        lead = touch._reminder_told_lead()
        template = touch._reminder_message_template(MONDAY_10)
        content = self.env["medspa.touch"]._render_first(template, lead, touch.channel)
        return " ".join(f"{content.subject} {content.as_text()}".split())

    @at()
    def test_nothing_speaks_against_it(self):
        touch = self.touch(self.book())
        self.assertIsNone(touch._reminder_why_not_wanted(MONDAY_10))

    @at()
    def test_nothing_is_said_once_it_has_begun(self):
        event = self.book()
        touch = self.touch(event, "same_day")
        almost = THURSDAY_14_30 - timedelta(seconds=1)
        self.assertIsNone(touch._reminder_why_not_wanted(almost))
        self.assertTrue(touch._reminder_why_not_wanted(THURSDAY_14_30))

    @at()
    def test_nothing_is_said_much_too_late(self):
        touch = self.touch(self.book())
        in_time = MONDAY_10 + timedelta(hours=24)
        self.assertIsNone(touch._reminder_why_not_wanted(in_time))
        late = in_time + timedelta(seconds=1)
        self.assertTrue(touch._reminder_why_not_wanted(late))

    @at()
    def test_nothing_is_said_of_what_is_off_or_over(self):
        event = self.book()
        touch = self.touch(event)
        event.action_cancelled_by_us()
        self.assertEqual(
            touch._reminder_why_not_wanted(MONDAY_10).words,
            "The consultation was cancelled.",
        )
        event.unlink()
        self.assertTrue(touch._reminder_why_not_wanted(MONDAY_10))

    @at()
    def test_who_was_won_is_reminded(self):
        touch = self.touch(self.book())
        self.lead.action_set_won()
        self.assertIsNone(touch._reminder_why_not_wanted(MONDAY_10))

    @at()
    def test_who_was_lost_is_not_reminded(self):
        touch = self.touch(self.book())
        self.lead.action_set_lost()
        self.assertTrue(touch._reminder_why_not_wanted(MONDAY_10))

    @at()
    def test_reminder_without_words_says_why(self):
        touch = self.touch(self.book())
        touch.reminder_id.email_template_id = False
        reason = touch._reminder_why_not_wanted(MONDAY_10)
        self.assertIn("has no message", reason.words)

    @at()
    def test_words_say_when_and_where_and_no_treatment(self):
        self.lead.treatment_ids = self.botox
        self.company.partner_id.write({"street": "1 Main St", "city": "Austin"})
        event = self.book(name="Botox with Nora")
        for kind in ("booked", "days_before", "same_day"):
            for channel in ("email", "sms"):
                said = self.said(self.touch(event, kind, channel))
                with self.subTest(kind=kind, channel=channel):
                    self.assertIn("Nora", said)
                    self.assertIn("Glow Austin", said)
                    long, short = "Thursday, March 5", "Thu, Mar 5"
                    day = long if channel == "email" else short
                    self.assertIn(f"{day} at 2:30 PM", said)
                    self.assertNotIn("Botox", said)
                    self.assertNotIn("False", said)
                    if channel == "email":
                        self.assertIn("1 Main St, Austin", said)
                    else:
                        self.assertIn("STOP", said)
                        self.assertTrue(said.isascii(), said)

    @at()
    def test_place_of_the_meeting_comes_before_the_address(self):
        event = self.book(location="Room 2")
        self.assertIn("Room 2", self.said(self.touch(event)))

    @at()
    def test_each_reminder_speaks_of_its_own_meeting(self):
        self.book()
        second = self.book(THURSDAY_14_30 + timedelta(days=7))
        self.assertIn("Thursday, March 12", self.said(self.touch(second)))
