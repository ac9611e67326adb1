"""Waits, consultations and contacts, counted by SQL and by slow and plain Python."""

from statistics import mean, median

from odoo.tests import tagged

from .common import at
from .random_inputs import given, st
from .report_world import (
    NOW,
    RANDOM,
    OfInquiry,
    RandomWorldCommon,
    ninth_of_ten,
    or_none,
    share,
)

REACHED = ("sent", "delivered", "done")


class Part(OfInquiry):
    def __init__(self, row, lead, world):
        super().__init__(lead, world)
        self.row = row


class Wait(Part):
    def state(self):
        row = self.row
        if row["verdict"]:
            return row["verdict"]
        if row["due_at"] < NOW:
            return "overdue"
        return "due_soon" if row["warn_at"] <= NOW else "waiting"

    def missed(self):
        return self.state() in ("late", "overdue")

    def judged(self):
        return self.state() in ("on_time", "late", "overdue")

    def known_in_time(self):
        return not self.row["late_arrival"]

    def missed_by(self):
        if not self.missed() or not self.known_in_time():
            return False
        return self.row["missed_by_id"] or self.lead["user_id"] or False

    def minutes(self, name):
        seconds = self.row[name]
        if self.row["answered_at"] is None or seconds is None:
            return None
        return seconds / 60


def waits(rows):
    on_time = [row.state() == "on_time" for row in rows]
    working = [row.minutes("working_seconds") for row in rows]
    elapsed = [row.minutes("elapsed_seconds") for row in rows]
    return {
        "wait_count:sum": len(rows),
        "judged_count:sum": sum(row.judged() for row in rows),
        "on_time_count:sum": sum(on_time),
        "late_count:sum": sum(row.missed() for row in rows),
        "answered_count:sum": sum(row.row["answered_at"] is not None for row in rows),
        "waiting_count:sum": sum(row.row["verdict"] is None for row in rows),
        "overdue_count:sum": sum(row.state() == "overdue" for row in rows),
        "on_time_rate:avg": share(on_time, [row.judged() for row in rows]),
        "staff_on_time_rate:avg": share(
            on_time, [row.judged() and row.known_in_time() for row in rows]
        ),
        "working_mean:avg": or_none(mean, working),
        "working_median:median": or_none(median, working),
        "working_p90:p90": or_none(ninth_of_ten, working),
        "elapsed_median:median": or_none(median, elapsed),
        "elapsed_p90:p90": or_none(ninth_of_ten, elapsed),
    }


class Consultation(Part):
    def outcome(self):
        said = self.row["consultation_outcome"]
        if said not in (None, "pending"):
            return said
        return "unresolved" if self.row["stop"] < NOW else "coming"

    def showed(self):
        return self.qualified() and self.outcome() == "showed"

    def no_show(self):
        return self.qualified() and self.outcome() == "no_show"

    def days_ahead(self):
        seconds = (self.row["start"] - self.row["create_date"]).total_seconds()
        return max(0, seconds) / 86400


def consultations(rows):
    showed = [row.showed() for row in rows]
    outcomes = [row.outcome() for row in rows]
    won = [row.won() for row in rows]
    return {
        "consultation_count:sum": len(rows),
        **{
            f"{outcome}_count:sum": outcomes.count(outcome)
            for outcome in ("coming", "unresolved", "late_cancel")
        },
        "called_off_count:sum": outcomes.count("cancelled")
        + outcomes.count("late_cancel"),
        "showed_count:sum": sum(showed),
        "no_show_count:sum": sum(row.no_show() for row in rows),
        "won_count:sum": sum(a and b for a, b in zip(showed, won, strict=True)),
        "show_rate:avg": share(showed, [row.showed() or row.no_show() for row in rows]),
        "close_rate:avg": share(won, showed),
        "days_ahead:avg": or_none(mean, [row.days_ahead() for row in rows]),
    }


class Contact(Part):
    def moment(self):
        return self.row["occurred_at"] or self.row["planned_at"]

    def reached(self):
        return self.row["state"] in REACHED

    def not_sent(self):
        row = self.row
        if row["direction"] != "out" or row["performer"] != "system":
            return False
        if row["state"] == "skipped":
            return row["reason_code"] or "other"
        return row["state"] in ("failed", "unknown") and row["state"]

    def automatic(self):
        return self.row["performer"] == "system" and self.row["channel"] != "call"

    def due(self):
        row = self.row
        other_way = f"{row['act_key']}:otherwise"
        if row["purpose"] != "follow_up" or other_way in self.world["act_keys"]:
            return False
        if self.reached():
            return True
        taken_back = row["occurred_at"] and row["occurred_at"] < row["planned_at"]
        return row["planned_at"] <= NOW and not taken_back


def contacts(rows):
    reached = [row.reached() for row in rows]
    due = [row.due() for row in rows]
    to_go = [row.automatic() and (row.reached() or row.not_sent()) for row in rows]
    return {
        "touch_count:sum": len(rows),
        "reached_count:sum": sum(reached),
        "not_sent_count:sum": sum(bool(row.not_sent()) for row in rows),
        "due_count:sum": sum(due),
        "followed_up_count:sum": sum(
            a and b for a, b in zip(due, reached, strict=True)
        ),
        "planned_count:sum": sum(row.row["state"] == "planned" for row in rows),
        "completion_rate:avg": share(reached, due),
        "sent_rate:avg": share(reached, to_go),
    }


@tagged("post_install", "-at_install")
class TestReportPropertyParts(RandomWorldCommon):
    """Whatever is in the tables, SQL says what slow and plain Python says."""

    def parts(self, kind, rows, world, key="lead_id"):
        leads = {lead["id"]: lead for lead in world["leads"]}
        parts = [kind(row, leads[row[key]], world) for row in rows]
        return [part for part in parts if part.counts()]

    def compare(self, world):
        self.assert_counted(
            "medspa.wait.report",
            self.parts(Wait, world["waits"], world),
            {
                "user_id": lambda wait: wait.lead["user_id"] or False,
                "origin_id": Wait.origin,
                "state": Wait.state,
                "kind": lambda wait: "first" if wait.row["sequence"] == 1 else "later",
                "missed_by_id": Wait.missed_by,
                "responder_id": lambda wait: wait.row["answered_by_id"] or False,
                "hour": lambda wait: f"{wait.local(wait.row['started_at']).hour:02}",
            },
            waits,
        )
        self.assert_counted(
            "medspa.consultation.report",
            self.parts(Consultation, world["events"], world, "consultation_lead_id"),
            {
                "origin_id": Consultation.origin,
                "outcome": Consultation.outcome,
                "host_id": lambda one: one.row["user_id"] or False,
                "weekday": lambda one: str(one.local(one.row["start"]).isoweekday()),
            },
            consultations,
        )
        self.assert_counted(
            "medspa.touch.report",
            self.parts(Contact, world["touches"], world),
            {
                "origin_id": Contact.origin,
                "not_sent": Contact.not_sent,
                "channel": lambda contact: contact.row["channel"],
                "actor_id": lambda contact: contact.row["user_id"] or False,
                "touched_on:day": lambda one: one.local(one.moment()).date(),
            },
            contacts,
        )

    @at(NOW)
    @RANDOM
    @given(seed=st.integers(0, 2**32))
    def test_parts_are_counted_as_plain_python_counts_them(self, seed):
        self.compare_random(self.compare, seed)
