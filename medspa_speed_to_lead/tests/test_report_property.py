from random import Random
from statistics import mean, median

from odoo.tests import tagged

from .common import at
from .random_inputs import given, st
from .report_world import (
    NOW,
    RANDOM,
    OfInquiry,
    RandomWorldCommon,
    known,
    ninth_of_ten,
    or_none,
    share,
)


class Reference(OfInquiry):
    """The figures of one inquiry, from its raw columns, one plain step at a time."""

    def __init__(self, lead, world):
        super().__init__(lead, world)
        waits = [wait for wait in world["waits"] if wait["lead_id"] == lead["id"]]
        first = [wait for wait in waits if wait["sequence"] == 1]
        self.first = first[0] if first else {}
        self.events = [
            event
            for event in world["events"]
            if event["consultation_lead_id"] == lead["id"]
        ]

    def arrived(self):
        return self.local(self.lead["intake_received_at"])

    def promise(self):
        lead = self.lead
        if lead["response_verdict"] in ("on_time", "late"):
            return lead["response_verdict"]
        if lead["response_verdict"] == "void" or not lead["response_waiting_since"]:
            return "none"
        return "overdue" if lead["response_due_at"] < NOW else "waiting"

    def judged(self):
        return self.promise() in ("on_time", "late", "overdue")

    def missed(self):
        return self.promise() in ("late", "overdue")

    def missed_by(self):
        if not self.missed() or self.first.get("late_arrival"):
            return False
        return self.first.get("missed_by_id") or self.lead["user_id"] or False

    def answered(self):
        return self.lead["response_first_at"] is not None

    def minutes(self):
        seconds = self.lead["response_first_working_seconds"]
        return seconds / 60 if self.answered() else None

    def staff_minutes(self):
        seconds = self.lead["response_first_staff_seconds"]
        if not self.answered() or seconds is None:
            return self.minutes()
        return seconds / 60

    def system_minutes(self):
        learned = self.first.get("create_date") or self.lead["create_date"]
        if self.answered():
            learned = min(learned, self.lead["response_first_at"])
        late = (learned - self.lead["intake_received_at"]).total_seconds()
        return max(0, late) / 60

    def bucket(self):
        minutes = self.minutes()
        if minutes is None:
            return "unanswered"
        for most in (1, 5, 15, 60):
            if minutes <= most:
                return f"within_{most}"
        return "over_60"

    def within(self, most):
        return self.answered() and self.minutes() <= most

    def booked(self):
        state = self.lead["consultation_state"]
        return self.qualified() and (bool(self.events) or state not in (None, "none"))

    def _attended(self, outcome):
        said = known(event["consultation_outcome"] for event in self.events)
        if said:
            return outcome in said
        return self.lead["consultation_state"] == outcome

    def showed(self):
        return self.qualified() and self._attended("showed")

    def no_show(self):
        return self.qualified() and not self.showed() and self._attended("no_show")


def figures(rows):
    """Return what the report must show of these inquiries, by its own names."""
    qualified = [row.qualified() for row in rows]
    judged = [row.judged() for row in rows]
    answered = [row.answered() for row in rows]
    showed = [row.showed() for row in rows]
    no_show = [row.no_show() for row in rows]
    won = [row.won() for row in rows]
    on_time = [row.promise() == "on_time" for row in rows]
    minutes = [row.minutes() for row in rows]
    everybody = [True] * len(rows)
    arrivals = [row.lead["intake_arrival"] for row in rows]
    by_staff = [row.judged() and not row.first.get("late_arrival") for row in rows]
    return {
        "__count": len(rows),
        "judged_count:sum": sum(judged),
        "on_time_count:sum": sum(on_time),
        "late_count:sum": sum(row.missed() for row in rows),
        "answered_count:sum": sum(answered),
        "waiting_count:sum": sum(
            row.lead["response_waiting_since"] is not None for row in rows
        ),
        "overdue_count:sum": sum(row.promise() == "overdue" for row in rows),
        "qualified_count:sum": sum(qualified),
        "booked_count:sum": sum(row.booked() for row in rows),
        "showed_count:sum": sum(showed),
        "no_show_count:sum": sum(no_show),
        "won_count:sum": sum(won),
        "closed_count:sum": sum(a and b for a, b in zip(showed, won, strict=True)),
        "revenue:sum": sum(row.lead["expected_revenue"] for row in rows if row.won())
        if any(won)
        else None,
        "answered_rate:avg": share(answered, everybody),
        "on_time_rate:avg": share(on_time, judged),
        "staff_on_time_rate:avg": share(on_time, by_staff),
        **{
            f"within_{most}_rate:avg": share([row.within(most) for row in rows], judged)
            for most in (1, 5, 15, 60)
        },
        "closed_arrival_rate:avg": share(
            [arrival in ("break", "closed") for arrival in arrivals], arrivals
        ),
        "booking_rate:avg": share([row.booked() for row in rows], qualified),
        "show_rate:avg": share(
            showed, [a or b for a, b in zip(showed, no_show, strict=True)]
        ),
        "close_rate:avg": share(won, showed),
        "conversion_rate:avg": share(won, qualified),
        "working_mean:avg": or_none(mean, minutes),
        "working_median:median": or_none(median, minutes),
        "working_p90:p90": or_none(ninth_of_ten, minutes),
        "staff_mean:avg": or_none(mean, [row.staff_minutes() for row in rows]),
        "system_mean:avg": or_none(mean, [row.system_minutes() for row in rows]),
    }


# how the report groups, and what it groups by
GROUPS = {
    "user_id": lambda row: row.lead["user_id"] or False,
    "team_id": lambda row: row.lead["team_id"],
    "origin_id": Reference.origin,
    "responder_id": lambda row: row.lead["response_first_user_id"] or False,
    "missed_by_id": Reference.missed_by,
    "promise": Reference.promise,
    "first_bucket": Reference.bucket,
    "arrival": lambda row: row.lead["intake_arrival"] or False,
    "weekday": lambda row: str(row.arrived().isoweekday()),
    "hour": lambda row: f"{row.arrived().hour:02}",
    "received_on:day": lambda row: row.arrived().date(),
}


@tagged("post_install", "-at_install")
class TestReportProperty(RandomWorldCommon):
    """Whatever is in the tables, SQL says what slow and plain Python says."""

    def compare(self, world):
        rows = [Reference(lead, world) for lead in world["leads"]]
        rows = [row for row in rows if row.counts()]
        self.assert_counted("medspa.inquiry.report", rows, GROUPS, figures)

    @at(NOW)
    @RANDOM
    @given(seed=st.integers(0, 2**32))
    def test_inquiries_are_counted_as_plain_python_counts_them(self, seed):
        self.compare_random(self.compare, seed)

    def test_groups_of_people_come_by_name_as_odoo_sorts_them(self):
        self.random_world(Random(7))
        self.assert_ordered_as_odoo("user_id", "user_id")
        self.assert_ordered_as_odoo("user_id", "user_id DESC")
        self.assert_ordered_as_odoo("team_id", "team_id")

    def assert_ordered_as_odoo(self, groupby, order):
        report = self.env["medspa.inquiry.report"].with_user(self.mia)
        fast = report._read_group([], [groupby], ["__count"], order=order)
        # with a limit Odoo sorts by itself
        slow = report._read_group([], [groupby], ["__count"], order=order, limit=99)
        self.assertGreater(len(fast), 1)
        self.assertEqual(fast, slow)
