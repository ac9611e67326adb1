import re
from collections import defaultdict
from datetime import date, datetime, timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import MONDAY_10, SpeedToLeadCommon, at
from .report_cases import YEAR, Cases, at_now
from .report_table import Sheet

MONDAY = date(2026, 3, 2)
OPENING = datetime(2026, 3, 2, 15, 0)  # nine o'clock in Austin
WEEK = timedelta(days=7)
JOB = "medspa_speed_to_lead.models.review.medspa_weekly_review"
# in the week before that Monday, while open
TUESDAY = OPENING - timedelta(days=6) + timedelta(hours=1)


class WeeklyReviewCommon(SpeedToLeadCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # what other tests or a demo left is not ours to review
        others = cls.env["crm.team"].search([("id", "!=", cls.team.id)])
        others.speed_to_lead = False
        cls.reviews = cls.env["medspa.weekly.review"]

    @classmethod
    def received(cls, moment, answered_after=None, **values):
        """Return an inquiry of a moment, answered by ana so many minutes later."""
        with at(moment):
            lead = cls.make_inquiry(intake_received_at=moment, **values)
        if answered_after is not None:
            with at(moment, minutes=answered_after):
                cls.answer_by(lead.user_id, lead)
        return lead

    @classmethod
    def make_dallas(cls):
        """Return another practice with hours, and its team."""
        dallas = cls.make_company("Glow Dallas")
        dallas.resource_calendar_id = cls.calendar
        dana = cls.make_user(
            "dana", company_id=dallas.id, company_ids=[Command.set(dallas.ids)]
        )
        team = cls.make_team("Dallas", dana, company_id=dallas.id, user_id=dana.id)
        return dallas, team

    @classmethod
    def consultation(cls, lead, start, outcome=None):
        """Return a consultation of an hour, with what mia says became of it."""
        with at(start, days=-1):
            event = cls.env["calendar.event"].create(
                {
                    "name": "Consultation",
                    "start": start,
                    "stop": start + timedelta(hours=1),
                    "opportunity_id": lead.id,
                }
            )
        if outcome:
            with at(start, hours=2):
                event.with_user(cls.mia).consultation_outcome = outcome
        return event

    def run_job(self, moment=OPENING):
        """Return the reviews of our practice after the job ran at a moment."""
        with at(moment), self.transactions() as env:
            env["medspa.weekly.review"]._cron_review()
        return self.reviews.search([("company_id", "=", self.company.id)])

    def review(self, moment=OPENING):
        """Return the review of the week before a moment, written directly."""
        with at(moment):
            monday = self.company._review_monday(moment)
            self.env.flush_all()
            return self.reviews._review(self.company, monday - WEEK)

    def numbers(self, review):
        return {line.figure: line.value for line in review._figures()}

    def emails(self):
        return self.env["mail.mail"].search([("subject", "like", "Glow Austin, week")])


@tagged("post_install", "-at_install")
class TestWeeklyReviewMoment(WeeklyReviewCommon):
    """Once a week, when the practice opens on Monday."""

    def test_what_does_not_work_is_a_line(self):
        words = {"check_name": "late", "words": "A job is late", "began_at": OPENING}
        others = self.make_company("Other")
        troubles = self.env["medspa.health.trouble"]
        troubles.search([]).unlink()
        self.assertNotIn("Health", self.review().content)
        self.reviews.search([]).unlink()
        for key, company in (("a", self.company), ("b", others), ("c", None)):
            values = {"key": key, "company_id": company and company.id}
            troubles.create({**words, **values})
        over = {"key": "d", "company_id": self.company.id, "ended_at": OPENING}
        troubles.create({**words, **over})
        review = self.review()
        self.assertEqual(review.trouble_count, 2, "ours, and of the whole database")
        self.assertIn("2 things do", " ".join(review.content.split()))
        self.assertIn("/odoo/health", review.content)

    def test_comes_at_the_opening_and_not_before(self):
        self.received(TUESDAY)
        self.assertFalse(self.run_job(OPENING - timedelta(seconds=1)))
        review = self.run_job(OPENING)
        self.assertEqual(review.week_start, MONDAY - WEEK)
        self.assertEqual(len(self.emails()), 1)

    def test_whatever_runs_twice_sends_once(self):
        self.received(TUESDAY)
        self.run_job(OPENING)
        self.run_job(OPENING + timedelta(minutes=1))
        self.assertEqual(len(self.run_job(OPENING + timedelta(hours=5))), 1)
        self.assertEqual(len(self.emails()), 1)

    def test_next_monday_has_its_own(self):
        self.received(TUESDAY)
        self.run_job(OPENING)
        reviews = self.run_job(OPENING + WEEK)
        self.assertEqual(reviews.mapped("week_start"), [MONDAY, MONDAY - WEEK])

    def test_closed_monday_waits_for_the_next_opening(self):
        self.close(MONDAY, MONDAY)
        self.received(TUESDAY)
        self.assertFalse(self.run_job(OPENING + timedelta(hours=3)))
        self.assertTrue(self.run_job(OPENING + timedelta(days=1)))

    def test_closed_week_has_none_and_the_next_one_is_for_the_last_week(self):
        self.received(TUESDAY)
        self.close(MONDAY, MONDAY + timedelta(days=6))
        for day in range(7):
            self.assertFalse(self.run_job(OPENING + timedelta(days=day)))
        review = self.run_job(OPENING + WEEK)
        self.assertEqual(review.week_start, MONDAY)

    def test_short_outage_is_made_up_for_a_long_one_is_not(self):
        self.received(TUESDAY)
        self.assertFalse(self.run_job(OPENING + timedelta(days=2)))
        self.assertTrue(self.run_job(OPENING + timedelta(days=2, seconds=-1)))

    def test_opening_keeps_to_the_clock_over_daylight_saving(self):
        """Clocks go forward on March 8 and back on November 1, 2026."""
        for monday, opening in (
            (date(2026, 3, 2), datetime(2026, 3, 2, 15)),
            (date(2026, 3, 9), datetime(2026, 3, 9, 14)),
            (date(2026, 10, 26), datetime(2026, 10, 26, 14)),
            (date(2026, 11, 2), datetime(2026, 11, 2, 15)),
        ):
            self.assertEqual(self.company._review_opening(monday), opening)
            self.assertEqual(self.company._review_monday(opening), monday)

    def test_first_of_several_teams_to_open_decides(self):
        early = self.make_calendar(name="Early")
        early.attendance_ids.filtered(
            lambda one: one.day_period == "morning"
        ).hour_from = 7
        self.make_team("Early birds", response_calendar_id=early.id)
        opening = self.company._review_opening(MONDAY)
        self.assertEqual(opening, OPENING - timedelta(hours=2))

    def test_practice_without_hours_begins_at_nine(self):
        self.calendar.attendance_ids.unlink()
        self.assertEqual(self.company._review_opening(MONDAY), OPENING)

    def test_never_before_the_first_inquiry(self):
        self.assertFalse(self.run_job(OPENING))
        self.received(OPENING + timedelta(minutes=5))
        self.assertFalse(self.run_job(OPENING + timedelta(minutes=10)))
        self.assertTrue(self.run_job(OPENING + WEEK))

    def test_practice_without_speed_to_lead_gets_none(self):
        self.received(TUESDAY)
        self.team.speed_to_lead = False
        self.assertFalse(self.run_job(OPENING))

    def test_exempt_inquiries_are_no_beginning(self):
        self.received(TUESDAY).response_exempt_reason = "test"
        self.assertFalse(self.run_job(OPENING))

    def test_job_is_woken_for_the_next_opening(self):
        self.received(TUESDAY)
        self.run_job(OPENING)
        job = self.env.ref("medspa_speed_to_lead.ir_cron_weekly_review")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", job.id)])
        self.assertIn(
            datetime(2026, 3, 9, 14), triggers.mapped("call_at"), "daylight saving"
        )

    def test_failure_of_one_practice_leaves_the_others_theirs(self):
        self.received(TUESDAY)
        dallas, team = self.make_dallas()
        self.received(TUESDAY, team_id=team.id, company_id=dallas.id)
        figures = type(self.env["medspa.weekly.figures"])
        take = figures._figures

        def fail(model, company, *args):
            if company == self.company:
                raise ValueError("broken")
            return take(model, company, *args)

        self.patch(figures, "_figures", fail)
        with mute_logger(
            "odoo.addons.medspa_speed_to_lead.models.review.medspa_weekly_review"
        ):
            self.assertFalse(self.run_job(OPENING))
        self.assertTrue(self.reviews.search([("company_id", "=", dallas.id)]))
        self.patch(figures, "_figures", take)
        self.assertTrue(self.run_job(OPENING + timedelta(hours=1)))

    def close(self, first, last):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed",
                "calendar_id": self.calendar.id,
                "company_id": self.company.id,
                "resource_id": False,
                "date_from": datetime.combine(first, datetime.min.time())
                + timedelta(hours=6),
                "date_to": datetime.combine(last, datetime.min.time())
                + timedelta(hours=29, minutes=59),
            }
        )


@tagged("post_install", "-at_install")
class TestWeeklyReviewNumbers(WeeklyReviewCommon):
    """What is counted, each against an inquiry that is just outside."""

    def records(self, review, figure):
        line = review.line_ids.filtered(lambda one: one.figure == figure)
        ids = line.record_ids or []
        self.assertEqual(line.value, len(ids))
        return line, ids

    def assert_counts(self, figure, records, moment=OPENING):
        _line, ids = self.records(self.review(moment), figure)
        self.assertEqual(sorted(ids), sorted(records.ids))

    def test_inquiries_of_the_week_where_the_practice_is(self):
        first = self.received(datetime(2026, 2, 23, 6, 0))
        last = self.received(datetime(2026, 3, 2, 5, 59, 59))
        self.received(datetime(2026, 2, 23, 5, 59, 59))  # still Sunday in Austin
        self.received(datetime(2026, 3, 2, 6, 0))
        self.received(TUESDAY).response_exempt_reason = "spam"
        archived = self.received(TUESDAY)
        archived.action_archive()
        self.assert_counts("inquiries", first | last | archived)

    def test_week_of_the_clock_change_has_one_hour_less(self):
        """Sunday, March 8, ends at five o'clock UTC: midnight is an hour earlier."""
        inside = self.received(datetime(2026, 3, 9, 4, 59, 59))
        self.received(datetime(2026, 3, 9, 5, 0))
        self.assert_counts("inquiries", inside, datetime(2026, 3, 9, 14))

    def test_automatic_answer_is_no_answer_by_a_person(self):
        silent = self.received(TUESDAY)
        self.received(TUESDAY, answered_after=3)
        self.assert_counts("unanswered", silent)

    def test_business_day_is_counted_in_working_time(self):
        """Thursday at four is a day and an hour ago on Monday at nine, Friday not."""
        friday = datetime(2026, 2, 27, 15, 0)
        thursday = self.received(datetime(2026, 2, 26, 22, 0))
        just_over = self.received(datetime(2026, 2, 26, 22, 59, 59))
        self.received(datetime(2026, 2, 26, 23, 0))  # exactly one day
        self.received(friday)
        self.received(thursday.intake_received_at, answered_after=2)
        self.assert_counts("waiting", thursday | just_over)

    def test_round_the_clock_promise_counts_a_day_of_the_clock(self):
        self.make_policy(hours="always")
        sunday = OPENING - timedelta(days=1)
        over = self.received(sunday - timedelta(seconds=1))
        self.received(sunday)
        self.assert_counts("waiting", over)

    def test_booked_are_those_of_the_week(self):
        booked = self.received(TUESDAY, answered_after=2)
        self.consultation(booked, OPENING + timedelta(days=2))
        earlier = self.received(TUESDAY - WEEK, answered_after=2)
        self.consultation(earlier, OPENING + timedelta(days=2))
        self.assert_counts("booked", booked)

    def test_no_shows_are_those_whose_consultation_was_in_the_week(self):
        lead = self.received(TUESDAY - WEEK, answered_after=2)
        missed = self.consultation(lead, TUESDAY, "no_show")
        self.consultation(lead, TUESDAY - WEEK, "no_show")
        self.consultation(lead, TUESDAY + timedelta(hours=3), "showed")
        self.assert_counts("no_shows", missed)

    def stayed(self, since, **values):
        """Return an inquiry that is in its stage since a moment."""
        lead = self.received(since, **values)
        lead.date_last_stage_update = since
        return lead

    def test_stuck_is_an_open_inquiry_that_has_not_moved(self):
        long_ago = OPENING - timedelta(days=14, seconds=1)
        stuck = self.stayed(long_ago)
        self.stayed(long_ago + timedelta(seconds=1))
        self.stayed(long_ago).response_exempt_reason = "vendor"
        self.stayed(long_ago).action_archive()
        expected, won, nurtured = (self.stayed(long_ago) for _number in range(3))
        self.consultation(expected, OPENING + timedelta(days=1))
        expected.stage_id.rotting_threshold_days = 7
        won.action_set_won()
        nurtured.stage_id = self.env["crm.stage"].search(
            [("medspa_milestone", "=", "nurture")], limit=1
        )
        self.assertTrue(nurtured.stage_id.medspa_milestone)
        # as if these had not moved by it
        (expected | won | nurtured).date_last_stage_update = long_ago
        self.assert_counts("stuck", stuck)

    def test_stage_says_after_how_many_days_one_is_stuck(self):
        lead = self.stayed(OPENING - timedelta(days=6))
        lead.stage_id.rotting_threshold_days = 5
        self.assert_counts("stuck", lead)

    def test_past_consultation_without_outcome(self):
        lead = self.received(TUESDAY, answered_after=2)
        past = self.consultation(lead, TUESDAY + timedelta(days=1))
        self.consultation(lead, OPENING - timedelta(minutes=59))  # not over yet
        self.consultation(lead, TUESDAY + timedelta(days=2), "showed")
        self.assert_counts("without_outcome", past)

    def test_silent_source(self):
        website, ads = self.make_source(), self.make_source(name="Instagram")
        for days in range(10, 22):
            self.received(OPENING - timedelta(days=days), intake_source_id=ads.id)
        for days in range(1, 12):
            self.received(OPENING - timedelta(days=days), intake_source_id=website.id)
        self.assert_counts("silent_sources", ads)
        review = self.reviews.search([("company_id", "=", self.company.id)])
        sentences = review._findings().mapped("sentence")
        self.assertIn(
            "Instagram brought nothing for 10 days (normally 7 a week).", sentences
        )

    def test_other_practices_are_not_counted(self):
        dallas, team = self.make_dallas()
        self.received(
            OPENING - timedelta(days=20), team_id=team.id, company_id=dallas.id
        )
        mine = self.received(TUESDAY)
        review = self.review()
        self.assertEqual(
            self.numbers(review),
            {
                "inquiries": 1,
                "unanswered": 1,
                "waiting": 1,
                "booked": 0,
                "no_shows": 0,
                "stuck": 0,
                "without_outcome": 0,
                "silent_sources": 0,
            },
        )
        self.assertEqual(review._figures()[0].record_ids, mine.ids)

    def test_inquiry_of_no_company_belongs_to_that_of_its_owner(self):
        self.team.company_id = False
        lead = self.received(TUESDAY, company_id=False, user_id=self.ana.id)
        lead.company_id = False
        self.assertFalse(lead.company_id)
        self.make_dallas()
        self.assert_counts("inquiries", lead)

    # against the week before

    def test_what_happened_is_compared_by_the_same_count(self):
        self.received(TUESDAY - WEEK)
        for _number in range(3):
            self.received(TUESDAY)
        inquiries = self.review()._figures()[0]
        self.assertEqual((inquiries.value, inquiries.value_before), (3, 1))
        self.assertEqual(inquiries.change_in_words, "+2")
        self.assertFalse(inquiries.is_worse)

    def test_what_was_true_then_is_compared_with_what_was_sent(self):
        lead = self.received(TUESDAY)
        self.received(TUESDAY)
        first = self.review()
        self.assertEqual(self.numbers(first)["waiting"], 2)
        self.answer_by(lead.user_id, lead)
        second = self.review(OPENING + WEEK - timedelta(hours=1))
        waiting = second._figures().filtered(lambda one: one.figure == "waiting")
        self.assertEqual((waiting.value, waiting.value_before), (1, 2))
        self.assertEqual(waiting.change_in_words, "-1")

    def test_first_week_compares_nothing_and_says_so(self):
        self.received(TUESDAY)
        review = self.run_job()
        self.assertTrue(review.is_first)
        self.assertFalse(any(review._figures().mapped("is_compared")))
        self.assertIn("This is your first review", review.content)
        self.assertIn("(new)", review.content)
        second = self.run_job(OPENING + WEEK)[0]
        self.assertFalse(second.is_first)
        self.assertTrue(all(second._figures().mapped("is_compared")))
        self.assertNotIn("This is your first review", second.content)

    def test_more_of_a_trouble_is_worse(self):
        line = self.env["medspa.weekly.review.line"].new(
            {"figure": "waiting", "value": 3, "value_before": 1, "is_compared": True}
        )
        self.assertTrue(line.is_worse)
        line.figure = "booked"
        self.assertFalse(line.is_worse)

    # findings

    def test_slow_hours_name_the_people_on_duty(self):
        """Mondays 9 to 11 for four weeks: late. Tuesdays on time, and Sundays nobody
        was there to be slow."""
        for week in range(4):
            monday = OPENING - WEEK * (week + 1)
            for number in range(4):
                late = self.received(monday + timedelta(minutes=10 * number))
                with at(monday, hours=6):
                    self.answer_by(late.user_id, late)
                self.received(
                    monday + timedelta(days=1, minutes=10 * number), answered_after=1
                )
            for number in range(6):
                sunday = self.received(monday - timedelta(days=1, minutes=-number))
                with at(monday, hours=6):
                    self.answer_by(sunday.user_id, sunday)
        review = self.review()
        finding = review._findings()[0]
        self.assertEqual(
            finding.sentence,
            "Mondays 9 to 11 am are slow: 16 inquiries in four weeks, 0 answered on "
            "time, 2 people on duty.",
        )
        self.assertEqual(finding.value, 16)

    def test_lines_open_exactly_what_they_counted(self):
        archived = self.received(TUESDAY)
        archived.action_archive()
        leads = archived | self.received(TUESDAY, answered_after=2)
        line = self.review()._figures()[0].with_user(self.mia)
        action = line.action_open_records()
        found = (
            self.env[action["res_model"]]
            .with_user(self.mia)
            .with_context(**action["context"])
            .search(action["domain"])
        )
        self.assertEqual(found.sorted("id"), leads.sorted("id"))
        self.assertEqual(len(found), line.value)


@tagged("post_install", "-at_install")
class TestWeeklyReviewEmail(WeeklyReviewCommon):
    """To whom it goes, and what does not stand in it."""

    def recipients(self):
        self.received(TUESDAY)
        return self.review().recipient_ids

    def test_leader_and_inquiry_manager_get_it(self):
        self.team.response_manager_id = self.ana
        self.assertEqual(self.recipients(), self.mia | self.ana)

    def test_manager_gets_it_when_asked_for(self):
        olga = self.make_user("olga", groups="sales_team.group_sale_manager")
        pete = self.make_user("pete", groups="sales_team.group_sale_manager")
        olga.with_user(olga).medspa_weekly_review = "always"
        self.assertEqual(self.recipients(), self.mia | olga)
        self.assertFalse(pete.medspa_weekly_review)

    def test_salesperson_cannot_ask_for_all_of_the_practice(self):
        self.ana.with_user(self.ana).medspa_weekly_review = "always"
        self.assertEqual(self.recipients(), self.mia)

    def test_who_stopped_it_gets_none(self):
        self.mia.medspa_weekly_review = "never"
        self.assertFalse(self.recipients())
        self.assertFalse(self.emails())

    def test_leader_without_access_gets_none(self):
        self.team.response_manager_id = self.make_user("temp", "base.group_user")
        portal = self.make_user("port", "base.group_portal", notification_type="email")
        self.make_team("Two", user_id=portal.id)
        gone = self.make_user("gone")
        self.make_team("Three", user_id=gone.id)
        gone.action_archive()
        _dallas, elsewhere = self.make_dallas()
        self.make_team("Four", company_id=False, user_id=elsewhere.user_id.id)
        self.assertEqual(self.recipients(), self.mia)

    def test_email_names_no_patient_and_no_treatment(self):
        source = self.make_source()
        lead = self.received(
            TUESDAY,
            treatment_ids=[Command.set(self.botox.ids)],
            intake_source_id=source.id,
        )
        self.consultation(lead, TUESDAY + timedelta(days=1))
        self.review()
        (email,) = self.emails()
        text = email.body_html + email.subject
        for word in ("Nora", "Diaz", "Botox", "nora@", "0143"):
            self.assertNotIn(word, text)
        self.assertNotIn("<img", email.body_html)
        self.assertIn("Glow Austin", email.body_html)

    def test_email_leaves_by_the_queue_of_odoo(self):
        self.received(TUESDAY)
        with self.outbox() as sent:
            self.run_job(OPENING)
            self.assertFalse(sent)
            with at(OPENING), self.transactions() as env:
                env["mail.mail"].process_email_queue()
        (message,) = [one for one in sent if "Glow Austin" in one["Subject"]]
        self.assertEqual(message["To"], '"Mia" <mia@glow.example>')
        self.assertIn("One-Click", message["List-Unsubscribe-Post"])

    def test_median_is_told_in_minutes(self):
        self.received(TUESDAY, answered_after=4)
        review = self.review()
        self.assertEqual((review.on_time, review.judged), (1, 1))
        self.assertIn("4 minutes", review.content)

    # rights

    def test_leader_reads_what_was_sent_to_them_and_nobody_writes(self):
        self.team.response_manager_id = self.ana
        self.received(TUESDAY)
        review = self.review()
        for user in self.ana, self.mia:
            self.assertIn("The week of", review.with_user(user).content)
            for operation in ("write", "create", "unlink"):
                self.assertFalse(review.with_user(user).has_access(operation))
        with self.assertRaises(AccessError):
            review.with_user(self.ben).read(["week_start"])
        with self.assertRaises(AccessError):
            review.line_ids.with_user(self.ben).mapped("value")

    def test_review_of_another_practice_is_not_read(self):
        self.received(TUESDAY)
        review = self.review()
        dallas = self.make_company("Glow Dallas")
        other = self.make_manager("dora", dallas)
        with self.assertRaises(AccessError):
            theirs = review.with_user(other).with_context(
                allowed_company_ids=dallas.ids
            )
            theirs.read(["week_start"])


@tagged("post_install", "-at_install")
class TestWeeklyReviewUnsubscribe(WeeklyReviewCommon, HttpCase):
    """One click, for one user."""

    def address(self, user, one_click=False):
        review = self.reviews.new({"company_id": self.company.id})
        address = review._unsubscribe_address(user)(one_click)
        return address.removeprefix(review.get_base_url())

    def test_mail_client_ends_it_with_a_post(self):
        path = self.address(self.mia, one_click=True)
        answer = self.url_open(path, data={"List-Unsubscribe": "One-Click"})
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.mia.medspa_weekly_review, "never")

    def test_one_click_address_does_nothing_when_it_is_only_looked_at(self):
        path = self.address(self.mia, one_click=True)
        self.assertEqual(self.url_open(path).status_code, 405)
        self.assertFalse(self.mia.medspa_weekly_review)

    def test_token_of_another_user_opens_nothing(self):
        path = self.address(self.mia).replace(
            f"user_id={self.mia.id}", f"user_id={self.ana.id}"
        )
        for bad in (path, "/medspa/review/unsubscribe", path + "0"):
            self.assertEqual(self.url_open(bad).status_code, 404, bad)
        self.assertFalse(self.ana.medspa_weekly_review)


@tagged("post_install", "-at_install")
class TestSlowHoursOfBoth(WeeklyReviewCommon):
    """Dashboard and weekly review name the same hours, people and inquiries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.resource_calendar_id = cls.calendar
        for week in range(1, 5):
            monday = OPENING - WEEK * week
            for number in range(4):
                for hour in (1, 2):  # ten and eleven: late
                    moment = monday + timedelta(hours=hour, minutes=10 * number)
                    cls.received(moment, answered_after=200)
                tuesday = monday + timedelta(days=1, minutes=10 * number)
                cls.received(tuesday, answered_after=1)

    def off(self, user, *weeks):
        """Give somebody time off on the Mondays so many weeks ago."""
        resource = self.env["resource.resource"].create(
            {"name": user.name, "user_id": user.id, "company_id": self.company.id}
        )
        for week in weeks:
            start = OPENING - WEEK * week - timedelta(hours=9)
            self.env["resource.calendar.leaves"].create(
                {
                    "name": "Off",
                    "resource_id": resource.id,
                    "company_id": self.company.id,
                    "date_from": start,
                    "date_to": start + timedelta(hours=24),
                }
            )

    def told(self):
        """Return hours, people and ids of inquiries as both name them."""
        finding = self.review()._findings()[0]
        days = {"date_from": MONDAY - 4 * WEEK, "date_to": MONDAY - timedelta(days=1)}
        filters = {key: day.isoformat() for key, day in days.items()}
        with at(OPENING):
            dashboard = self.env["medspa.dashboard"].with_user(self.mia)
            sentence = dashboard.read_figures(filters)["heat"]["sentences"][0]
        rows = self.env["medspa.inquiry.report"].search(sentence["open"]["domain"])
        return [
            (*re.fullmatch(r"(.+) are slow:.*, (.+)\.", text).groups(), set(ids))
            for text, ids in (
                (finding.sentence, finding.record_ids),
                (sentence["text"], rows.ids),
            )
        ]

    def assert_both_say(self, people):
        review, dashboard = self.told()
        self.assertEqual(review, dashboard)
        self.assertEqual(review[:2], ("Mondays 10 am to 12 pm", people))
        self.assertEqual(len(review[2]), 32)

    def test_hours_need_not_begin_with_the_opening(self):
        self.assert_both_say("2 people on duty")

    def test_whoever_was_off_in_most_weeks_was_not_there(self):
        self.off(self.ben, 1, 2, 3)
        self.assert_both_say("one person on duty")

    def test_one_day_off_is_not_what_is_usual(self):
        self.off(self.ben, 1)
        self.assert_both_say("2 people on duty")

    def test_who_takes_turns_is_one_person(self):
        self.off(self.ana, 1, 2)
        self.off(self.ben, 3, 4)
        self.assert_both_say("one person on duty")

    def test_who_is_paused_is_not_there(self):
        members = self.team.crm_team_member_ids
        members.filtered(lambda one: one.user_id == self.ana).assignment_optout = True
        self.assert_both_say("one person on duty")

    def test_hours_with_fewest_people_count(self):
        """Ben begins at eleven."""
        late = self.make_calendar(name="Late")
        mornings = late.attendance_ids.filtered(lambda one: one.hour_from == 9)
        mornings.hour_from = 11
        members = self.team.crm_team_member_ids
        member = members.filtered(lambda one: one.user_id == self.ben)
        member.response_calendar_id = late
        self.assert_both_say("one person on duty")


@tagged("post_install", "-at_install")
class TestOpening(WeeklyReviewCommon):
    def test_present_monday_is_that_of_the_practice(self):
        """Sunday ten in the evening in Austin is Monday in UTC already."""
        sunday = MONDAY_10 - timedelta(hours=12)
        self.assertEqual(self.company._review_monday(sunday), MONDAY - WEEK)


@tagged("post_install", "-at_install")
class TestWeeklyReviewKnownInquiries(SpeedToLeadCommon):
    """Every week of the known inquiries has the numbers worked out by hand."""

    def test_numbers_of_all_weeks_are_those_of_the_sheet(self):
        Cases(self).make_all()
        weeks = defaultdict(list)
        for row in Sheet().where(team=("austin", "tampa")).rows:
            day = datetime.strptime(f"{YEAR}-{row.received[:5]}", "%Y-%m-%d").date()
            weeks[day - timedelta(days=day.weekday())].append(row)
        self.assertGreater(len(weeks), 5)
        with at_now():
            now = fields.Datetime.now()
            for monday, rows in weeks.items():
                with self.subTest(monday):
                    found = self.env["medspa.weekly.figures"]._figures(
                        self.company, monday, now
                    )
                    self.assert_same(found, Sheet(rows))

    def assert_same(self, found, sheet):
        counts = {key: len(records.ids) for key, records in found.records.items()}
        total = sheet.total()
        self.assertEqual(counts["inquiries"], total)
        self.assertEqual(counts["unanswered"], total - sheet.total("answered"))
        self.assertEqual(counts["judged"], sheet.total("judged"))
        self.assertEqual(counts["late"], sheet.total("missed"))
        self.assertEqual(counts["booked"], sheet.total("booked"))
        self.assertEqual(counts["closed_arrivals"], sheet.total("closed_arrival"))
        self.assertEqual(found.week.on_time, sheet.total("on_time"))
        median = sheet.median("minutes")
        if median is None:
            self.assertIsNone(found.week.median)
        else:
            self.assertAlmostEqual(found.week.median, median, 6)
