from collections import defaultdict
from datetime import datetime, timedelta
from random import Random
from statistics import mean, median
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .common import SpeedToLeadCommon, at

NOW = datetime(2026, 11, 9, 16)
AMOUNT = 250
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def share(rows, of):
    """Return the share of true among those of which it is asked, else nothing."""
    asked = [fact for fact, counts in zip(rows, of, strict=True) if counts]
    return sum(map(bool, asked)) / len(asked) if asked else None


def ninth_of_ten(values):
    values = sorted(values)
    place = 0.9 * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] * (1 - place + low) + values[high] * (place - low)


def known(values):
    return [value for value in values if value is not None]


def or_none(function, values):
    values = known(values)
    return function(values) if values else None


class Reference:
    """The figures of one inquiry, from its raw columns, one plain step at a time."""

    def __init__(self, lead, world):
        self.lead = lead
        waits = [wait for wait in world["waits"] if wait["lead_id"] == lead["id"]]
        first = [wait for wait in waits if wait["sequence"] == 1]
        self.first = first[0] if first else {}
        self.events = [
            event
            for event in world["events"]
            if event["consultation_lead_id"] == lead["id"]
        ]
        self.unqualified_reason = world["unqualified"]
        team_zone = world["zone_of_team"].get(lead["team_id"])
        zone = team_zone or world["zone_of_company"][lead["company_id"]]
        local = lead["intake_received_at"].replace(tzinfo=ZoneInfo("UTC"))
        self.local = local.astimezone(ZoneInfo(zone))

    def counts(self):
        return not self.lead["response_exempt_reason"]

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

    def qualified(self):
        lead = self.lead
        is_lost = lead["won_status"] == "lost"
        return not (is_lost and lead["lost_reason_id"] == self.unqualified_reason)

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

    def won(self):
        return self.lead["won_status"] == "won"


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
    "responder_id": lambda row: row.lead["response_first_user_id"] or False,
    "missed_by_id": Reference.missed_by,
    "promise": Reference.promise,
    "first_bucket": Reference.bucket,
    "arrival": lambda row: row.lead["intake_arrival"] or False,
    "weekday": lambda row: str(row.local.isoweekday()),
    "hour": lambda row: f"{row.local.hour:02}",
    "received_on:day": lambda row: row.local.date(),
}


@tagged("post_install", "-at_install")
class TestReportProperty(SpeedToLeadCommon):
    """Whatever is in the tables, SQL says what slow and plain Python says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.berlin = cls.make_calendar(name="Berlin", tz="Europe/Berlin")
        cls.abroad = cls.make_team("Berlin", response_calendar_id=cls.berlin.id)
        cls.other = cls.make_company("Elsewhere")
        cls.other.resource_calendar_id = cls.make_calendar(
            name="Tokyo", company_id=cls.other.id, tz="Asia/Tokyo"
        )
        cls.outside = cls.make_team("Tokyo", company_id=cls.other.id, user_id=False)
        cls.mia.company_ids = [Command.link(cls.other.id)]
        reasons = cls.env["crm.lost.reason"]
        cls.unqualified = cls.env.ref("medspa_speed_to_lead.lost_reason_unqualified")
        cls.too_dear = reasons.create({"name": "Too expensive"})
        cls.env.flush_all()

    def insert(self, table, rows):
        """Insert rows as they are, and add their ids to them."""
        columns = list(rows[0])
        found = self.env.execute_query(
            SQL(
                "INSERT INTO %s (%s) VALUES %s RETURNING id",
                SQL.identifier(table),
                SQL(", ").join(map(SQL.identifier, columns)),
                SQL(", ").join(
                    SQL("%s", tuple(row[name] for name in columns)) for row in rows
                ),
            )
        )
        for row, (row_id,) in zip(rows, found, strict=True):
            row["id"] = row_id

    def random_lead(self, random):
        received = NOW - random.randrange(400 * 24 * 60) * MINUTE
        team, company = random.choice(
            [
                (self.team, self.company),
                (self.abroad, self.company),
                (self.outside, self.other),
            ]
        )
        users = [self.ana.id, self.ben.id, self.mia.id, None]
        zone = {self.abroad: "Europe/Berlin", self.outside: "Asia/Tokyo"}.get(
            team, "America/Chicago"
        )
        local = received.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
        verdict = random.choice(["on_time", "late", "void", None, None])
        waits = random.random() < 0.4
        is_answered = random.random() < 0.6
        seconds = random.choice([0, 59, 60, 61, 300, 301, 900, 3600, 3601, 90_000])
        return {
            "name": "Random",
            "type": "opportunity",
            "active": random.random() < 0.9,
            "team_id": team.id,
            "company_id": company.id,
            "user_id": random.choice(users),
            "won_status": random.choice(["won", "lost", "pending", "pending", None]),
            "lost_reason_id": random.choice(
                [None, self.unqualified.id, self.too_dear.id]
            ),
            "expected_revenue": random.choice([0, 100, 250]),
            "create_date": received + random.choice([0, 0, 1, 500]) * MINUTE,
            "intake_received_at": received,
            "intake_received_on": local.date(),
            "intake_arrival": random.choice(["open", "break", "closed", None]),
            "response_exempt_reason": random.choice([None] * 5 + ["spam"]),
            "response_verdict": verdict,
            "response_waiting_since": received if waits else None,
            "response_due_at": NOW + random.choice([-60, -1, 0, 1, 60]) * SECOND
            if waits
            else None,
            "response_first_at": received + 700 * MINUTE if is_answered else None,
            "response_first_user_id": random.choice(users) if is_answered else None,
            # what was taken back leaves a zero behind
            "response_first_seconds": seconds if is_answered else 0,
            "response_first_working_seconds": seconds if is_answered else 0,
            "response_first_staff_seconds": random.choice([None, 0, 30]),
            "consultation_state": random.choice(
                [None, "none", "none", "scheduled", "showed", "no_show", "cancelled"]
            ),
        }

    def random_world(self, random):
        """Insert random inquiries with waits and meetings; return all of it."""
        leads = [self.random_lead(random) for _number in range(AMOUNT)]
        self.insert("crm_lead", leads)
        waits = [
            {
                "lead_id": lead["id"],
                "sequence": sequence,
                "started_at": lead["intake_received_at"],
                "warn_at": lead["intake_received_at"] + 3 * MINUTE,
                "due_at": NOW + random.choice([-60, 0, 60]) * SECOND,
                "create_date": lead["create_date"] + random.choice([0, 9]) * MINUTE,
                "late_arrival": random.choice([True, False, None]),
                "missed_by_id": random.choice([None, self.ana.id, self.ben.id]),
                "verdict": random.choice(["on_time", "late", "void"])
                if sequence == 1
                else None,
            }
            for lead in leads
            for sequence in range(1, random.choice([1, 2, 3]))
        ]
        self.insert("medspa_response_cycle", waits)
        outcomes = ["pending", "showed", "no_show", "cancelled", "late_cancel", None]
        events = [
            {
                "name": "Talk",
                "show_as": "busy",
                "active": random.random() < 0.7,
                "start": NOW,
                "stop": NOW + 60 * MINUTE,
                "consultation_lead_id": lead["id"],
                "consultation_outcome": random.choice(outcomes),
            }
            for lead in leads
            for _number in range(random.choice([0, 0, 1, 2]))
        ]
        self.insert("calendar_event", events)
        return {
            "leads": leads,
            "waits": waits,
            "events": events,
            "unqualified": self.unqualified.id,
            "zone_of_team": {self.abroad.id: "Europe/Berlin"},
            "zone_of_company": {
                self.company.id: "America/Chicago",
                self.other.id: "Asia/Tokyo",
            },
        }

    def assert_same(self, found, expected, where):
        for name, value in expected.items():
            if value is None:
                self.assertIs(found[name], False, f"{where} {name}")
            else:
                self.assertAlmostEqual(found[name], value, 6, f"{where} {name}")

    def compare(self, world):
        rows = [Reference(lead, world) for lead in world["leads"]]
        rows = [row for row in rows if row.counts()]
        report = self.env["medspa.inquiry.report"].with_user(self.mia)
        report = report.with_context(
            allowed_company_ids=[self.company.id, self.other.id]
        )
        names = list(figures(rows))
        for groupby, key in GROUPS.items():
            groups = defaultdict(list)
            for row in rows:
                groups[key(row)].append(row)
            for value, *found in report._read_group([], [groupby], names):
                value = value.id or False if hasattr(value, "_name") else value
                expected = figures(groups.pop(value))
                self.assert_same(
                    dict(zip(names, found, strict=True)), expected, (groupby, value)
                )
            self.assertFalse(groups, groupby)
        (total,) = report._read_group([], [], names)
        self.assert_same(dict(zip(names, total, strict=True)), figures(rows), "all")

    @at(NOW)
    @settings(
        max_examples=8,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        # a smaller seed is no smaller example
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )
    @given(seed=st.integers(0, 2**32))
    def test_inquiries_are_counted_as_plain_python_counts_them(self, seed):
        with self.cr.savepoint(flush=False) as savepoint:
            self.compare(self.random_world(Random(seed)))
            savepoint.rollback()
        self.env.invalidate_all(flush=False)

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
