"""Known inquiries with their figures worked out by hand, like a spreadsheet.

Nothing here asks the code under test or the database. A row is a kind of inquiry and
how many there are of it; what happens to it stands beside what a person reads off a
clock and a calendar. Times are local, where the team is: Austin is open Monday to
Friday 9 to 12 and 13 to 17, Tampa 9 to 17 without a break. The promise is 5 minutes. It
is Monday, November 9, 2026, 10:00 in Austin.

What happens is written ``MM-DD HH:MM[:SS] verb [argument]``, see ``report_cases``; the
day may be left out where it is that of the inquiry. A ``*`` after a time is the second
time that the clock shows it, when summer ends.
"""

from statistics import mean, median
from typing import NamedTuple

NOW = "11-09 10:00"


class Row(NamedTuple):
    """One kind of inquiry; minutes are those of the first answer, if there is one."""

    key: str
    n: int
    received: str
    events: str = ""
    # where it came to
    team: str = "austin"
    owner: str = "ana"
    source: str = "google"
    entrance: str = ""
    channel: str = ""
    # what it is in the figures
    minutes: float | None = None  # open ones, since they raised a hand
    elapsed: float | None = None  # on the clock; None: the same
    staff: float | None = None  # open ones, since we knew; None: the same
    system: float = 0  # until we knew
    promise: str = "none"
    arrival: str = "open"
    responder: str = ""
    missed_by: str = ""
    counted: int = 1
    late_arrival: int = 0
    contacted: int = 0
    waiting: int = 0
    qualified: int = 1
    booked: int = 0
    showed: int = 0
    no_show: int = 0
    won: int = 0
    revenue: float = 0


ROWS = [
    # fast and slow
    Row("at_once", 30, "02-02 10:00", "10:00:30 write ana",
        minutes=0.5, promise="on_time", responder="ana"),
    Row("one_minute", 10, "02-02 11:00", "11:01 call ana", source="meta",
        minutes=1, promise="on_time", responder="ana", contacted=1),
    Row("at_the_deadline", 12, "02-03 10:00", "10:05 write ben", source="meta",
        minutes=5, promise="on_time", responder="ben"),
    Row("a_second_late", 9, "02-03 11:00", "11:05:01 write ana",
        minutes=5 + 1 / 60, promise="late", responder="ana", missed_by="ana"),
    Row("quarter_hour", 8, "02-04 09:00", "09:15 write ben", owner="ben",
        minutes=15, promise="late", responder="ben", missed_by="ben"),
    Row("an_hour", 8, "02-04 10:00", "11:00 call ben", owner="ben",
        minutes=60, promise="late", responder="ben", missed_by="ben", contacted=1),
    Row("over_an_hour", 10, "02-05 09:30", "11:00 write ana", source="meta",
        minutes=90, promise="late", responder="ana", missed_by="ana"),
    # closed: lunch, night, weekend
    Row("lunch", 10, "02-05 12:30", "13:02 write ana",
        minutes=2, elapsed=32, promise="on_time", arrival="break", responder="ana"),
    Row("across_lunch", 6, "02-06 11:58", "13:04 write ben", owner="ben",
        minutes=6, elapsed=66, promise="late", responder="ben", missed_by="ben"),
    Row("before_midnight", 8, "02-09 23:58", "02-10 09:04 write ana", source="meta",
        minutes=4, elapsed=546, promise="on_time", arrival="closed", responder="ana"),
    Row("after_midnight", 6, "02-10 00:10", "02-10 09:00 write ana",
        minutes=0, elapsed=530, promise="on_time", arrival="closed", responder="ana"),
    Row("weekend", 10, "02-14 10:00", "02-16 09:20 write ben", owner="ben",
        minutes=20, elapsed=47 * 60 + 20, promise="late", arrival="closed",
        responder="ben", missed_by="ben"),
    # the clocks change
    Row("summer_begins", 6, "03-06 16:58", "03-09 09:03 write ana",
        minutes=5, elapsed=63 * 60 + 5, promise="on_time", responder="ana"),
    Row("after_the_gap", 4, "03-08 03:30", "03-09 09:03 write ana",
        minutes=3, elapsed=29 * 60 + 33, promise="on_time", arrival="closed",
        responder="ana"),
    Row("summer_ends", 6, "10-30 16:50", "11-02 09:05 write ana", source="meta",
        minutes=15, elapsed=65 * 60 + 15, promise="late", responder="ana",
        missed_by="ana"),
    Row("half_past_one", 3, "11-01 01:30", "11-02 09:04 write ana",
        minutes=4, elapsed=32 * 60 + 34, promise="on_time", arrival="closed",
        responder="ana"),
    Row("half_past_one_again", 3, "11-01 01:30*", "11-02 09:04 write ana",
        minutes=4, elapsed=31 * 60 + 34, promise="on_time", arrival="closed",
        responder="ana"),
    # nobody has answered
    Row("overdue", 9, "11-09 09:20",
        promise="overdue", missed_by="ana", waiting=1),
    Row("in_time", 5, "11-09 09:58", promise="waiting", waiting=1),
    Row("due_this_moment", 4, "11-09 09:55", promise="waiting", waiting=1),
    Row("only_attempts", 4, "11-06 10:00", "10:01 voicemail ana",
        promise="overdue", missed_by="ana", waiting=1),
    Row("nobodys", 3, "11-06 15:00", "15:01 disown", owner="",
        promise="overdue", waiting=1),
    Row("not_delivered", 3, "02-27 10:00", "10:02 write ana; 10:30 fail",
        promise="overdue", missed_by="ana", waiting=1),
    # not counted, and counted again
    Row("spam", 7, "02-11 10:00", "10:01 exempt", counted=0),
    Row("spam_answered", 3, "02-11 11:00", "11:02 write ana; 11:30 exempt",
        counted=0),
    Row("no_spam_after_all", 3, "02-11 14:00",
        "14:01 exempt; 15:00 lift; 15:10 write ana",
        minutes=70, promise="late", responder="ana", missed_by="ana"),
    Row("no_spam_and_waits", 2, "02-12 09:00",
        "09:02 write ana; 10:00 reply; 10:05 exempt; 11:00 lift",
        minutes=2, promise="on_time", responder="ana", contacted=1, waiting=1),
    Row("history", 3, "02-12 13:00", "13:01 import", counted=0),
    Row("another_team", 2, "02-12 13:00", team="plain", counted=0),
    # two that are one
    Row("merged", 4, "02-12 10:00", "10:10 twin; 10:12 write_twin ben; 10:30 merge",
        minutes=12, promise="late", responder="ben", missed_by="ana"),
    # ended without an answer
    Row("archived_late", 4, "02-16 10:00", "10:30 archive",
        promise="late", missed_by="ana"),
    Row("archived_in_time", 3, "02-16 11:00", "11:03 archive"),
    Row("lost_late", 4, "02-17 10:00", "10:20 lose",
        promise="late", missed_by="ana"),
    Row("lost_in_time", 2, "02-17 11:00", "11:01 lose"),
    Row("lost_and_back", 3, "02-17 14:00", "14:20 lose; 15:00 restore",
        promise="overdue", missed_by="ana", waiting=1),
    # could never have come
    Row("unqualified", 6, "02-18 10:00", "10:01 call ana; 10:30 unqualified",
        minutes=1, promise="on_time", responder="ana", contacted=1, qualified=0),
    Row("unqualified_showed", 2, "02-18 11:00",
        "11:02 call ana; 11:10 book 02-20 10:00; 02-20 11:30 showed; "
        "02-20 12:00 unqualified",
        minutes=2, promise="on_time", responder="ana", contacted=1, qualified=0),
    Row("lost_later", 5, "02-18 14:00", "14:02 write ana; 02-25 10:00 lose",
        source="meta", minutes=2, promise="on_time", responder="ana"),
    # consultations
    Row("will_come", 4, "11-06 11:00", "11:02 call ana; 11:05 book 11-20 10:00",
        minutes=2, promise="on_time", responder="ana", contacted=1, booked=1),
    Row("came_and_won", 8, "02-19 10:00",
        "10:03 call ana; 10:10 book 02-23 10:00; 02-23 11:00 showed; "
        "02-23 12:00 win 1000",
        minutes=3, promise="on_time", responder="ana", contacted=1, booked=1,
        showed=1, won=1, revenue=1000),
    Row("came", 6, "02-19 13:00",
        "13:30 call ben; 13:40 book 02-24 10:00; 02-24 11:00 showed",
        owner="ben", source="meta", minutes=30, promise="late", responder="ben",
        missed_by="ben", contacted=1, booked=1, showed=1),
    Row("did_not_come_said_late", 5, "02-19 14:00",
        "14:01 call ana; 14:10 book 02-25 10:00; 03-18 09:30 no_show",
        source="meta", minutes=1, promise="on_time", responder="ana", contacted=1,
        booked=1, no_show=1),
    Row("came_the_second_time", 3, "02-20 09:00",
        "09:02 call ana; 09:10 book 02-24 14:00; 02-24 15:30 no_show; "
        "02-25 09:00 book 02-27 14:00; 02-27 15:30 showed",
        minutes=2, promise="on_time", responder="ana", contacted=1, booked=1,
        showed=1),
    Row("called_off", 3, "02-20 10:00",
        "10:02 call ana; 10:10 book 02-27 10:00; 02-21 09:00 call_off",
        minutes=2, promise="on_time", responder="ana", contacted=1, booked=1),
    Row("nobody_said", 4, "02-20 11:00", "11:02 call ana; 11:10 book 02-27 11:00",
        minutes=2, promise="on_time", responder="ana", contacted=1, booked=1),
    Row("came_then_deleted", 2, "02-20 13:00",
        "13:02 call ana; 13:10 book 02-26 11:00; 02-26 12:30 showed; "
        "02-26 13:00 delete",
        minutes=2, promise="on_time", responder="ana", contacted=1, booked=1,
        showed=1),
    Row("won_at_once", 3, "02-20 14:00", "14:02 call ana; 14:30 win 500",
        minutes=2, promise="on_time", responder="ana", contacted=1, won=1,
        revenue=500),
    # what the system did, not a person
    Row("learned_late", 6, "02-24 09:00", "11:00 arrive; 11:04 write ana",
        minutes=124, staff=4, system=120, promise="late", responder="ana",
        late_arrival=1),
    Row("learned_in_time", 5, "02-25 09:00", "09:02 arrive; 09:04 write ana",
        minutes=4, staff=2, system=2, promise="on_time", responder="ana"),
    Row("told_of_later", 4, "02-20 10:30", "03-02 10:00 import_with_time",
        source="meta", system=10 * 24 * 60 - 30, promise="overdue", late_arrival=1,
        waiting=1),
    # more than one person, more than one wait
    Row("handed_over", 4, "02-26 10:00", "10:20 hand ben; 10:30 write ben",
        owner="ben", minutes=30, promise="late", responder="ben", missed_by="ana"),
    Row("waits_again", 4, "11-06 13:00", "13:03 write ana; 14:00 reply",
        minutes=3, promise="on_time", responder="ana", contacted=1, waiting=1),
    Row("talks", 6, "02-26 13:00", "13:01 write ana; 13:30 reply; 13:33 write ben",
        minutes=1, promise="on_time", responder="ana", contacted=1),
    # elsewhere
    Row("tampa", 12, "02-02 12:30", "12:32 write carla", team="tampa",
        owner="carla", source="meta", minutes=2, promise="on_time",
        responder="carla"),
    Row("tampa_night", 5, "02-02 23:30", "02-03 09:01 write carla", team="tampa",
        owner="carla", minutes=1, elapsed=571, promise="on_time", arrival="closed",
        responder="carla"),
    Row("other_company", 10, "02-03 10:00", "10:20 call eve; 10:30 win 300",
        team="elsewhere", owner="eve", minutes=20, promise="late", responder="eve",
        missed_by="eve", contacted=1, won=1, revenue=300),
    # from where, if no marketing source says so
    Row("by_a_form", 4, "02-26 14:00", "14:04 call ana; 14:10 win 200", source="",
        entrance="form", channel="phone", minutes=4, promise="on_time",
        responder="ana", contacted=1, won=1, revenue=200),
    Row("by_a_form_and_an_ad", 2, "02-26 15:00", "15:09 write ana", source="meta",
        entrance="form", channel="walk_in", minutes=9, promise="late",
        responder="ana", missed_by="ana"),
    Row("walked_in", 3, "02-27 11:00", "11:01 write ana", source="",
        channel="walk_in", minutes=1, promise="on_time", responder="ana"),
    Row("from_nowhere", 2, "02-27 14:00", "14:30 write ana", source="",
        minutes=30, promise="late", responder="ana", missed_by="ana"),
    # a table: an inquiry in as few lines as it needs
]  # fmt: skip

# what a promise that was decided can have come to
_JUDGED = ("on_time", "late", "overdue")


class Sheet:
    """The rows that count, and the sums below them."""

    def __init__(self, rows=None):
        rows = ROWS if rows is None else rows
        self.rows = [row for row in rows if row.counted]

    def where(self, **values):
        """Return the sheet of the rows with these values; a tuple is any of them."""
        asked = {
            name: value if isinstance(value, tuple) else (value,)
            for name, value in values.items()
        }
        return Sheet(
            [
                row
                for row in self.rows
                if all(cell(row, name) in any_of for name, any_of in asked.items())
            ]
        )

    def by(self, name):
        """Return ``{value: sheet}`` of a column."""
        values = {cell(row, name) for row in self.rows}
        return {value: self.where(**{name: value}) for value in values}

    def total(self, name="counted"):
        """Return the sum of a column over all inquiries."""
        return sum(row.n * cell(row, name) for row in self.rows)

    def share(self, name, of="counted"):
        """Return the share of a column among those of another; ``None`` of nothing."""
        of_those = [row for row in self.rows if cell(row, of)]
        whole = sum(row.n for row in of_those)
        part = sum(row.n for row in of_those if cell(row, name))
        return part / whole if whole else None

    def all(self, name):
        """Return the values of a column, sorted, one for each inquiry that has one."""
        values = []
        for row in self.rows:
            if cell(row, name) is not None:
                values += [cell(row, name)] * row.n
        return sorted(values)

    def mean(self, name):
        return mean(self.all(name)) if self.all(name) else None

    def median(self, name):
        return median(self.all(name)) if self.all(name) else None

    def p90(self, name):
        """Return what nine of ten do not exceed, between neighbours in proportion."""
        values = self.all(name)
        if not values:
            return None
        place = 0.9 * (len(values) - 1)
        below = int(place)
        above = min(below + 1, len(values) - 1)
        return values[below] + (place - below) * (values[above] - values[below])


def cell(row, name):
    """Return what stands in a column: written in the table, or a formula over it."""
    return _FORMULAS[name](row) if name in _FORMULAS else getattr(row, name)


def _bucket(row):
    if row.minutes is None:
        return "unanswered"
    for key, most in (("1", 1), ("5", 5), ("15", 15), ("60", 60)):
        if row.minutes <= most:
            return f"within_{key}"
    return "over_60"


def _within(most):
    return lambda row: int(row.minutes is not None and row.minutes <= most)


_FORMULAS = {
    "elapsed": lambda row: row.minutes if row.elapsed is None else row.elapsed,
    "staff": lambda row: row.minutes if row.staff is None else row.staff,
    "answered": lambda row: int(row.minutes is not None),
    "judged": lambda row: int(row.promise in _JUDGED),
    "judged_staff": lambda row: int(row.promise in _JUDGED and not row.late_arrival),
    "on_time": lambda row: int(row.promise == "on_time"),
    "missed": lambda row: int(row.promise in ("late", "overdue")),
    "overdue": lambda row: int(row.promise == "overdue"),
    "closed_arrival": lambda row: int(row.arrival != "open"),
    "attended_or_not": lambda row: row.showed + row.no_show,
    "closed": lambda row: row.showed * row.won,
    "bucket": _bucket,
    "origin": lambda row: row.source or row.entrance or row.channel,
    "month": lambda row: row.received[:2],
    "day": lambda row: row.received[:5],
    "hour": lambda row: row.received[6:8],
    **{f"within_{most}": _within(most) for most in (1, 5, 15, 60)},
}
