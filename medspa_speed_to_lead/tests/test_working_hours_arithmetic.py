from datetime import datetime, timedelta

import pytz

from odoo.fields import Command
from odoo.tests import tagged

from .common import SpeedToLeadCommon
from .random_inputs import HealthCheck, given, settings, st

ZONES = ("America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu")
# the weeks in which some of these zones change their clocks, and plain ones
START = datetime(2026, 3, 1)
MINUTES_OF_A_YEAR = 365 * 24 * 60


@tagged("post_install", "-at_install")
class TestWorkingHoursArithmetic(SpeedToLeadCommon):
    """Real calendars: what is added is what is measured, and what Odoo says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendars = {}
        for zone in ZONES:
            calendar = cls.make_calendar(name=zone, tz=zone)
            cls.env["resource.calendar.leaves"].create(
                [
                    {
                        "name": "Closed",
                        "calendar_id": calendar.id,
                        "company_id": cls.company.id,
                        "date_from": START + timedelta(days=days),
                        "date_to": START + timedelta(days=days, hours=hours),
                    }
                    for days, hours in ((9, 24), (26, 40), (240, 6))
                ]
            )
            cls.calendars[zone] = calendar

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        zone=st.sampled_from(ZONES),
        minute=st.integers(0, MINUTES_OF_A_YEAR),
        target=st.integers(1, 3000),
    )
    def check(self, zone, minute, target):
        calendar = self.calendars[zone]
        start = START + timedelta(minutes=minute)
        due = calendar._response_deadlines([start], target * 60)[start]
        timeline = calendar._response_timeline(start, due)
        self.assertEqual(timeline.measure(start, due), target * 60)
        closures = [
            ("time_type", "=", "leave"),
            ("company_id", "in", (False, self.company.id)),
        ]
        theirs = calendar.plan_hours(
            target / 60, start, compute_leaves=True, domain=closures
        )
        self.assertLess(abs(theirs - due), timedelta(seconds=1))
        if target > 600:
            hours = calendar.get_work_hours_count(start, due, domain=closures)
            self.assertAlmostEqual(hours * 60, target, delta=1 / 60)

    def test_what_is_added_is_what_is_measured_and_what_odoo_plans(self):
        self.check()

    def test_days_of_24_hours_lose_no_minute_at_midnight(self):
        calendar = self.make_calendar(
            attendance_ids=[Command.clear()]
            + [
                Command.create(
                    {"name": "x", "dayofweek": str(day), "hour_from": 0, "hour_to": 24}
                )
                for day in range(7)
            ]
        )
        zone = pytz.timezone("America/Chicago")
        for local, minutes, due in (
            ((2026, 3, 3, 23, 50), 20, (2026, 3, 4, 0, 10)),
            ((2027, 3, 14, 1, 30), 60, (2027, 3, 14, 3, 30)),
        ):
            start = zone.localize(datetime(*local)).astimezone(pytz.UTC)
            expected = zone.localize(datetime(*due)).astimezone(pytz.UTC)
            start, expected = start.replace(tzinfo=None), expected.replace(tzinfo=None)
            deadlines = calendar._response_deadlines([start], minutes * 60)
            self.assertEqual(deadlines[start], expected)

    def test_many_starts_cost_one_reading_of_the_hours(self):
        calendar = self.calendars["Europe/Berlin"]
        starts = [START + timedelta(minutes=7 * n) for n in range(2000)]
        calendar._response_deadlines(starts[:1], 300)
        self.env.flush_all()
        with self.assertQueryCount(8):
            self.assertEqual(len(calendar._response_deadlines(starts, 300)), 2000)
