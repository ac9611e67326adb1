"""The demo practice: believable as a whole, and lively whenever it is loaded."""

from datetime import datetime, timedelta
from threading import Thread

from odoo import fields
from odoo.tests import TransactionCase, tagged
from odoo.tools.convert import convert_file

from ..demo.actor import Actor
from ..demo.clock import moved_clock
from ..demo.medspa_demo import STORIES
from ..demo.moments import Hours
from ..demo.play import Play
from ..demo.stories_today import TODAY
from .common import at

# in Austin (UTC-6 in that week)
WEDNESDAY_15 = datetime(2026, 3, 4, 21, 0)
MONDAY_9 = datetime(2026, 3, 2, 15, 5)
FRIDAY_19 = datetime(2026, 3, 7, 1, 50)
SUNDAY_3 = datetime(2026, 3, 1, 9, 0)
WAITS = {"waiting", "due_soon", "overdue"}


@tagged("post_install", "-at_install")
class TestDemoPractice(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.load("medspa_practice_demo.xml")
        cls.teams = cls.demo("team_downtown") | cls.demo("team_lakeside")

    @classmethod
    def load(cls, name):
        convert_file(
            cls.env, "medspa_speed_to_lead", f"demo/{name}", {}, "init", noupdate=True
        )

    @classmethod
    def demo(cls, name):
        return cls.env.ref(f"medspa_speed_to_lead.{name}_demo")

    def play(self, now, stories=STORIES):
        self.env["medspa.demo"]._load(now, stories)
        leads = self.env["crm.lead"].with_context(active_test=False)
        return leads.search([("team_id", "in", self.teams.ids)])

    def values_of(self, records, name):
        values = records.mapped(name)
        return set(values.ids if hasattr(values, "ids") else values)

    # the whole

    def test_history_has_everything_and_nothing_leaves(self):
        with at(WEDNESDAY_15):
            leads = self.play(WEDNESDAY_15)
            self.check_variety(leads)
            self.check_history(leads)
            self.check_nothing_leaves(leads)
            self.check_cost(leads)
            count = len(leads)
            self.assertEqual(len(self.play(WEDNESDAY_15)), count, "loaded twice")

    def check_cost(self, leads):
        """What is paid for is what inquiries come from: each has its price."""
        spends = self.env["medspa.spend"].search(
            [("company_id", "=", leads.company_id.id)]
        )
        self.assertEqual(len(spends), 6)
        self.assertLessEqual(spends.source_id, leads.source_id)

    def check_variety(self, leads):
        self.assertTrue(60 <= len(leads) <= 70)
        states = dict(leads._fields["response_state"].selection)
        self.assertEqual(self.values_of(leads, "response_state"), set(states))
        milestones = {"new", "contacted", "consultation"} | {
            "no_response",
            "nurture",
            "won",
        }
        self.assertEqual(
            self.values_of(leads.filtered("active"), "stage_id.medspa_milestone"),
            milestones,
        )
        channels = self.env["medspa.intake.channel"].search([])
        self.assertEqual(leads.intake_channel_id, channels)
        self.assertGreaterEqual(len(leads.lost_reason_id), 4)
        self.assertEqual(
            self.values_of(leads, "intake_patient_type"), {"new", "returning"}
        )
        intents = dict(leads._fields["intake_intent"].selection)
        self.assertEqual(self.values_of(leads, "intake_intent"), set(intents))
        outcomes = dict(self.env["medspa.touch"]._fields["outcome"].selection)
        self.assertEqual(
            self.values_of(leads.touch_ids, "outcome") - {False}, set(outcomes)
        )
        events = self.env["medspa.intake.event"].search([])
        states = self.values_of(events, "state")
        self.assertLessEqual({"processed", "duplicate"}, states)
        self.assertTrue(leads.filtered(lambda lead: lead.name == "Unread form"))
        repeats = events.filtered(lambda event: event.state == "duplicate")
        for repeat in repeats:
            self.assertEqual(repeat.lead_id, repeat.repeat_of_id.lead_id)
            self.assertEqual(len(repeat.lead_id.response_cycle_ids), 1)
        consents = leads.consent_ids
        self.assertEqual(self.values_of(consents, "granted"), {True, False})
        self.assertIn("Text: STOP", consents.mapped("source"))
        snoozed = self.env["medspa.snooze"].search([("lead_id", "in", leads.ids)])
        self.assertTrue(snoozed)

    def check_history(self, leads):
        waits = leads.response_cycle_ids
        self.assertFalse(waits.filtered("late_arrival"), "nothing was learned late")
        late = waits.filtered(lambda wait: wait.verdict == "late")
        self.assertTrue(5 < len(late) < len(waits) / 3)
        taken = self.env["medspa.escalation"].search([("lead_id", "in", leads.ids)])
        self.assertEqual(
            self.values_of(taken, "action"), {"remind", "alert", "hand_over"}
        )
        self.assertIn("Handed over", taken.mapped("result"))
        members = self.teams.crm_team_member_ids
        self.assertLessEqual(leads.user_id, members.user_id)
        away = members.filtered("response_away")
        self.assertEqual(away.user_id, self.demo("user_keisha"))
        messages = leads.message_ids
        self.assertLessEqual(max(messages.mapped("date")), WEDNESDAY_15)
        self.assertGreater(len({message.date.date() for message in messages}), 12)

    def check_nothing_leaves(self, leads):
        planned = leads.touch_ids.filtered(lambda touch: touch.state == "planned")
        calls = planned.filtered(lambda touch: touch.channel == "call")
        self.assertTrue(calls, "somebody is to be called")
        self.assertGreater(min((planned - calls).mapped("planned_at")), WEDNESDAY_15)
        acknowledged = leads.touch_ids.filtered(
            lambda touch: touch.purpose == "acknowledgement"
        )
        self.assertEqual(self.values_of(acknowledged, "state"), {"sent", "skipped"})
        of_ours = [("model", "=", "crm.lead"), ("res_id", "in", leads.ids)]
        self.assertFalse(self.env["mail.mail"].search(of_ours))
        self.assertFalse(self.env["sms.sms"].search([("number", "ilike", "555")]))
        for lead in leads:
            email, phone = lead.email_normalized, lead.phone_sanitized
            self.assertTrue(not email or email.endswith("@example.com"), email)
            self.assertRegex(phone or "+15125550100", r"^\+1\d{3}55501\d\d$")

    # lively whenever loaded

    def test_monday_morning_soon_after_opening(self):
        self.check_lively(MONDAY_9, is_open=True)

    def test_friday_shortly_before_closing(self):
        self.check_lively(FRIDAY_19, is_open=True)

    def test_sunday_night_counts_from_the_opening(self):
        with at(SUNDAY_3):
            in_time = self.check_lively(SUNDAY_3, is_open=False)
            by_team = in_time.grouped("team_id")
            self.assertEqual(
                {
                    team: set(by_team[team].mapped("response_opens_at"))
                    for team in by_team
                },
                {
                    self.demo("team_downtown"): {datetime(2026, 3, 1, 16, 0)},
                    self.demo("team_lakeside"): {datetime(2026, 3, 3, 16, 0)},
                },
            )

    def check_lively(self, now, is_open):
        """Somebody waits in each state, and every story fits into the weeks before."""
        with at(now):
            self.check_stories_fit(now)
            leads = self.play(now, TODAY)
            timeline = self.teams[0].response_calendar_id._response_timeline(now, now)
            self.assertEqual(timeline.is_open(now), is_open)
            states = leads.mapped("response_state")
            self.assertLessEqual(WAITS | {"on_time", "none"}, set(states))
            for state in WAITS:
                self.assertGreaterEqual(states.count(state), 2, state)
            in_time = leads.filtered(
                lambda lead: lead.response_state in ("waiting", "due_soon")
            )
            self.assertGreater(min(in_time.mapped("response_due_at")), now)
            return in_time

    def check_stories_fit(self, now):
        with moved_clock(self.env.cr) as clock:
            play = Play(self.env, clock, now)
            for number, story in enumerate(STORIES):
                Actor(play, story).plan(number)

    def test_stories_fit_at_any_hour_of_a_fortnight(self):
        """From a Sunday on, over the change of the clocks in that week."""
        for hours in range(0, 14 * 24, 5):
            now = datetime(2026, 3, 1, 0, 30) + timedelta(hours=hours)
            with self.subTest(now=now), at(now):
                self.check_stories_fit(now)

    # moments

    def test_moments_are_told_in_opening_hours(self):
        calendar = self.demo("calendar_lakeside")
        hours = Hours(calendar, SUNDAY_3)  # Lakeside closed on Saturday at 15
        self.assertEqual(hours.moment("-14"), datetime(2026, 2, 28, 20, 46))
        self.assertEqual(hours.moment("~14"), datetime(2026, 3, 1, 8, 46))
        before_closing = datetime(2026, 2, 28, 20, 58)
        self.assertEqual(
            hours.moment("+4", before_closing), datetime(2026, 3, 3, 16, 2)
        )
        self.assertEqual(hours.moment("1d 14:10"), datetime(2026, 2, 28, 20, 10))
        self.assertEqual(hours.moment("Mon 09:12"), datetime(2026, 2, 23, 15, 12))
        self.assertEqual(hours.moment("Mon-2 09:12"), datetime(2026, 2, 16, 15, 12))
        self.assertEqual(hours.visit("1d 10:15"), datetime(2026, 3, 3, 16, 15))

    def test_what_has_not_happened_yet_is_no_story(self):
        story = TODAY[0].__class__(
            "Ada Low", "-5", "Downtown", "website", "Botox", then=(("+9", "note", ""),)
        )
        with moved_clock(self.env.cr) as clock:
            play = Play(self.env, clock, WEDNESDAY_15)
            with self.assertRaisesRegex(ValueError, "Ada Low"):
                Actor(play, story).plan(0)

    def test_other_threads_keep_the_real_time(self):
        real, seen = datetime(2026, 3, 4, 21, 0), []
        with at(real), moved_clock(self.env.cr) as clock:
            clock.go_to(MONDAY_9)
            thread = Thread(target=lambda: seen.append(fields.Datetime.now()))
            thread.start()
            thread.join()
            self.assertEqual(fields.Datetime.now(), MONDAY_9)
        self.assertEqual(seen, [real])
        with at(real):
            self.assertEqual(fields.Datetime.now(), real)
