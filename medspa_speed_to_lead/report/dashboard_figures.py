"""The figures that a dashboard shows, read in few scans of the report models.

What a figure means is said by the columns of the reports alone. Here they are added up
for all blocks at once: each scan answers every block that divides the same inquiries.
"""

from collections import defaultdict

from .dashboard_question import INQUIRIES, TOUCHES

# what is added up: name, aggregate of `medspa.inquiry.report`
COUNTS = {
    name: f"{name}_count:sum"
    for name in (
        *("judged", "on_time", "late", "answered", "contacted", "qualified"),
        *("booked", "showed", "no_show", "won", "closed", "closed_arrival"),
    )
}
RATES = {
    name: f"{name}:avg"
    for name in (
        *("answered_rate", "contacted_rate", "on_time_rate", "staff_on_time_rate"),
        *("booking_rate", "show_rate", "close_rate", "conversion_rate"),
    )
}
WITHIN = (1, 5, 15, 60)
WITHIN_RATES = {f"within_{n}_rate": f"within_{n}_rate:avg" for n in WITHIN}
WITHIN_COUNTS = {f"within_{n}": f"within_{n}_rate:sum" for n in WITHIN}
MINUTES = {
    "median": "working_median:median",
    "p90": "working_p90:p90",
    "staff_median": "staff_median:median",
}
_ADDED_UP = {"inquiries", "revenue", *COUNTS, *WITHIN_COUNTS}
# a funnel is told by who took which step
STEPS = ("answered", "contacted", "booked", "showed", "won")
TAKEN = [f"{step}_count" for step in STEPS]
WHEN = ["weekday", "hour"]


class Figures:
    """The groups of a period and of what it is compared with.

    A group is a dict of the names above. ``all`` and ``before`` are such; the others
    are dicts of them by source, person, hour and so on. A group without inquiries has
    counts of 0, and ``None`` for shares and minutes.
    """

    def __init__(self, question):
        self.question = question
        self._report = question.env[INQUIRIES]
        self._trend = f"received_on:{question.days.unit}"
        self._read_now()
        self._read_before()
        self._read_touches()

    def _sums(self):
        companies = self.question.env.companies.sudo()
        several = len(companies.currency_id) > 1
        return {
            "inquiries": "inquiry_count:sum",
            **COUNTS,
            **RATES,
            **WITHIN_RATES,
            **WITHIN_COUNTS,
            "revenue": "revenue:sum_currency" if several else "revenue:sum",
            "system_delay": "system_mean:avg",
        }

    def _read_now(self):
        domain = self.question.inquiries()
        sums = self._sums()
        divided = {
            "all": [],
            "source": ["source_id"],
            "user": ["user_id"],
            "missed": ["missed_by_id"],
            "when": WHEN,
            "bucket": ["first_bucket"],
            "arrival": [*WHEN, "arrival"],
            "step": [self._trend],
            "taken": TAKEN,
        }
        groups = self._groups(domain, divided, sums)
        # medians put every value in order, once for each division: none too many
        timed = {
            name: divided[name] for name in ("all", "source", "user", "when", "step")
        }
        for name, minutes in self._groups(domain, timed, MINUTES).items():
            for key, values in minutes.items():
                groups[name][key] |= values
        self.all = groups["all"][()]
        self.by_source, self.by_user = groups["source"], groups["user"]
        self.by_missed, self.by_hour = groups["missed"], groups["when"]
        self.by_bucket, self.by_arrival = groups["bucket"], groups["arrival"]
        self.by_step, self.by_taken = groups["step"], groups["taken"]

    def _read_before(self):
        self.before, self.before_by_source = None, {}
        days = self.question.before
        if not days:
            return
        domain = self.question.inquiries(days=days)
        groups = self._groups(
            domain, {"all": [], "source": ["source_id"]}, self._sums()
        )
        minutes = self._groups(domain, {"all": []}, MINUTES)
        self.before = groups["all"][()] | minutes["all"][()]
        self.before_by_source = groups["source"]

    def _groups(self, domain, divided, aggregates):
        """Return ``{name: {key: {aggregate: value}}}``, one scan for all divisions.

        Keys are ids, selections and dates; of several fields a tuple, of none ``()``.
        """
        rows = self._report._read_grouping_sets(
            domain, list(divided.values()), list(aggregates.values())
        )
        found = {}
        for (name, groupby), of_division in zip(divided.items(), rows, strict=True):
            size = len(groupby)
            found[name] = _Groups(aggregates)
            for row in of_division:
                key = tuple(map(_plain, row[:size]))
                key = key[0] if size == 1 else key
                found[name][key] = {
                    aggregate: _figure(aggregate, value)
                    for aggregate, value in zip(aggregates, row[size:], strict=True)
                }
        if "all" in found:
            found["all"][()]  # nothing came: a group all the same
        return found

    def _read_touches(self):
        """Read what was done for inquiries in these days, in one scan."""
        rows = self.question.env[TOUCHES]._read_grouping_sets(
            self.question.touches(),
            [[], ["not_sent"], ["actor_id", "direction", "performer"]],
            ["due_count:sum", "followed_up_count:sum", "touch_count:sum"],
        )
        total, by_reason, by_actor = rows
        due, done, _touches = total[0] if total else (0, 0, 0)
        self.due, self.done = due or 0, done or 0
        self.not_sent = {
            reason: touches for reason, _due, _done, touches in by_reason if reason
        }
        self.attempts = {
            actor.id: touches
            for actor, direction, performer, _due, _done, touches in by_actor
            if direction == "out" and performer == "person"
        }


class _Groups(defaultdict):
    """Groups by key; one that has no inquiry counts nothing."""

    def __init__(self, aggregates):
        super().__init__(
            lambda: {name: 0 if name in _ADDED_UP else None for name in aggregates}
        )


def _plain(value):
    """Return the id of a record, ``False`` for none, anything else as it is."""
    return value.id if hasattr(value, "_name") else value


def _figure(name, value):
    """Return a value; where there is none, what was added up is 0, the rest None."""
    if name in _ADDED_UP:
        return value or 0
    return None if value is False else value
