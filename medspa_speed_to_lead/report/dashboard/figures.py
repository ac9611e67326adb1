"""The figures that a dashboard shows, read in few scans of the report models.

What a figure means is said by the columns of the reports alone. Here they are added up
for all blocks at once: one scan divides the inquiries in a few fine ways, and what a
block needs is the sum of fine groups. A share is its column's sum by its column's
count, so that also the share of a sum of groups is right. Medians cannot be added up;
they are asked for by every division that shows one.

Divisions are numbers (`keys`): PostgreSQL then keeps all groups of all of
them in memory while it reads, where columns of several kinds would make it sort the
inquiries once for each.
"""

from collections import defaultdict

from odoo.tools import SQL

from . import keys as keys
from .question import INQUIRIES, TOUCHES

COUNTS = ("won", "closed_arrival")
WITHIN = (1, 5, 15, 60)
# what is divided: name, column of `medspa.inquiry.report`
SHARES = {
    "answered_rate": "answered_rate",
    "contacted_rate": "contacted_rate",
    "on_time_rate": "on_time_rate",
    "staff_on_time_rate": "staff_on_time_rate",
    "booking_rate": "booking_rate",
    "show_rate": "show_rate",
    "close_rate": "close_rate",
    "conversion_rate": "conversion_rate",
    **{f"within_{n}_rate": f"within_{n}_rate" for n in WITHIN},
    "system_delay": "system_mean",
}
# counts that a share is made of anyway: they are not added up a second time
PARTS = {
    "answered": "answered_rate",
    "contacted": "contacted_rate",
    "on_time": "on_time_rate",
    "booked": "booking_rate",
    "showed": "show_rate",
    "closed": "close_rate",
    **{f"within_{n}": f"within_{n}_rate" for n in WITHIN},
}
WHOLES = {
    "judged": "on_time_rate",
    "qualified": "booking_rate",
    "expected": "show_rate",
}
# what only people are told of: it needs the waits, which nothing else does
OF_PEOPLE = ("staff_on_time_rate", "system_delay")
# a median or what nine of ten do not exceed: name, share, column
MINUTES = {
    "median": (0.5, "working_median"),
    "p90": (0.9, "working_p90"),
    "staff_median": (0.5, "staff_median"),
}


class Figures:
    """The groups of a period and of what it is compared with.

    A group is a dict: ``inquiries``, ``revenue``, the counts of ``COUNTS``, ``PARTS``
    and ``WHOLES``, each of ``SHARES`` and of ``MINUTES`` (``None`` of nothing). ``all``
    and ``before`` are such groups, the others are dicts of them by source, person, hour
    and so on; a group without inquiries is there when it is asked for.
    """

    def __init__(self, question):
        self.question = question
        self._read_now()
        self._read_before()
        self._read_touches()

    def _read_now(self):
        question = self.question
        by_hour, by_step = keys.Hours(), keys.Steps(question.steps)
        of_source, of_person, of_hour, of_speed = self._sums(
            question.days,
            [
                keys.SourceAndSteps(),
                keys.OwnerAndMiss(),
                keys.AndArrival(by_hour),
                keys.AndSpeed(by_step),
            ],
        )
        self.all = self._added_up(of_source)[()]
        self.by_source = self._added_up(of_source, 0)
        self.by_taken = self._added_up(of_source, 1)
        self.by_user = self._added_up(of_person, 0)
        self.by_missed = self._added_up(of_person, 1)
        self.by_hour = self._added_up(of_hour, 0, 1)
        self.by_arrival = self._added_up(of_hour, 0, 1, 2)
        self.by_step = self._added_up(of_speed, 0)
        self.by_bucket = self._added_up(of_speed, 1)
        self._add_minutes(
            question.days,
            [
                (keys.All(), ("median", "p90"), {(): self.all}),
                (keys.Source(), ("median",), self.by_source),
                (keys.Owner(), ("staff_median",), self.by_user),
                (by_hour, ("median",), self.by_hour),
                (by_step, ("median", "p90"), self.by_step),
            ],
        )

    def _read_before(self):
        self.before, self.before_by_source = None, self._added_up([])
        days = self.question.before
        if days:
            (of_source,) = self._sums(days, [keys.Source()], OF_PEOPLE)
            self.before = self._added_up(of_source)[()]
            self.before_by_source = self._added_up(of_source, 0)
            asked = ("median", "p90")
            self._add_minutes(days, [(keys.All(), asked, {(): self.before})])

    def _inquiries(self, days, divisions, columns):
        """Return the query of the inquiries of these days that one may see.

        It has a number ``key_0``, ``key_1`` ... for each division, and these columns.
        """
        report = self.question.env[INQUIRIES]
        query = report._search(self.question.inquiries(days=days))

        def column(name):
            return report._field_to_sql(report._table, name, query)

        return query.select(
            *(
                SQL("%s AS %s", division.sql(column), _mark(place))
                for place, division in enumerate(divisions)
            ),
            *(
                SQL("%s AS %s", self._in_company_currency(name, column), _name(name))
                for name in columns
            ),
        )

    def _in_company_currency(self, name, column):
        rates = self.question.rates
        if name != "revenue" or len(rates) < 2:
            return column(name)
        return SQL(
            "%s * (%s::float8[])[array_position(%s, %s)]",
            *(column(name), list(rates.values()), list(rates), column("currency_id")),
        )

    def _sums(self, days, divisions, without=()):
        """Return for each division its rows ``(key, sums)``, all in one scan.

        The inner query stands for itself (``OFFSET 0``): each column is worked out once
        for an inquiry, not once for each sum.

        :param without: names of ``SHARES`` that nobody asks for; they are of nothing.
        """
        marks = [_mark(place) for place, _division in enumerate(divisions)]
        left_out = {SHARES[name] for name in without}
        columns = [name for name in _COLUMNS if name not in left_out]
        rows = self.question.env.execute_query(
            SQL(
                "SELECT GROUPING(%(marks)s), %(marks)s, %(sums)s"
                " FROM (%(inquiries)s OFFSET 0) f GROUP BY GROUPING SETS (%(sets)s)",
                marks=SQL(", ").join(marks),
                sums=SQL(", ").join(
                    SQL("0") if name.partition("_")[2] in without else added_up
                    for name, added_up in _SUMS.items()
                ),
                inquiries=self._inquiries(days, divisions, columns),
                sets=SQL(", ").join(SQL("(%s)", mark) for mark in marks),
            )
        )
        # in the mask of a row the bit of its own division alone is zero
        size = len(divisions)
        places = {2**size - 1 - 2 ** (size - 1 - n): n for n in range(size)}
        found = [[] for _division in divisions]
        for mask, *values in rows:
            place = places[mask]
            key = divisions[place].key(values[place])
            found[place].append((key, values[size:]))
        return found

    @staticmethod
    def _added_up(rows, *places):
        """Return groups by the keys at these places of the rows' keys.

        Of one place the key stands alone, of more it is a tuple.
        """
        sums = defaultdict(_nothing)
        for key, values in rows:
            wanted = sums[_key([key[place] for place in places])]
            wanted[:] = [a + (b or 0) for a, b in zip(wanted, values, strict=True)]
        groups = defaultdict(lambda: _group(_nothing()))
        groups.update((key, _group(values)) for key, values in sums.items())
        return groups

    def _add_minutes(self, days, asked):
        """Work out minutes by division and put them into its groups.

        :param asked: ``[(division, names of MINUTES, groups)]``.
        """
        divisions = [division for division, _names, _groups in asked]
        columns = dict.fromkeys(column for _share, column in MINUTES.values())
        rows = self.question.env.execute_query(
            SQL(
                "WITH timed AS MATERIALIZED (%s) %s",
                self._inquiries(days, divisions, columns),
                SQL(" UNION ALL ").join(
                    _minutes_of(place, division, names)
                    for place, (division, names, _groups) in enumerate(asked)
                ),
            )
        )
        for place, number, *values in rows:
            division, names, groups = asked[place]
            found = dict(zip(MINUTES, values, strict=True))
            groups[_key(division.key(number))].update(
                (name, found[name]) for name in names
            )

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


_COLUMNS = ("revenue", *(f"{name}_count" for name in COUNTS), *SHARES.values())
_SUMS = {
    "inquiries": SQL("count(*)"),
    "revenue": SQL("sum(revenue)"),
    **{name: SQL(f"sum({name}_count)") for name in COUNTS},
    **{f"part_{name}": SQL(f"sum({column})") for name, column in SHARES.items()},
    **{f"of_{name}": SQL(f"count({column})") for name, column in SHARES.items()},
}


def _nothing():
    return [0] * len(_SUMS)


def _group(values):
    """Return a group of sums that were added up, with its shares."""
    sums = dict(zip(_SUMS, values, strict=True))
    group = {name: sums[name] for name in ("inquiries", *COUNTS)}
    group["revenue"] = float(sums["revenue"])
    group |= {name: sums[f"part_{share}"] for name, share in PARTS.items()}
    group |= {name: sums[f"of_{share}"] for name, share in WHOLES.items()}
    for name in SHARES:
        part, whole = float(sums[f"part_{name}"]), sums[f"of_{name}"]
        group[name] = share(part, whole)
    return group | dict.fromkeys(MINUTES)


def share(part, whole):
    """Return a part of a whole, ``None`` of nothing."""
    return part / whole if whole else None


def _minutes_of(place, division, names):
    """Return the statement of the minutes of one division; others are NULL."""
    minutes = SQL(", ").join(
        SQL("percentile_cont(%s) WITHIN GROUP (ORDER BY %s)", share, _name(column))
        if name in names
        else SQL("NULL::float8")
        for name, (share, column) in MINUTES.items()
    )
    if isinstance(division, keys.All):
        return SQL("SELECT %s, 0::bigint, %s FROM timed", place, minutes)
    mark = _mark(place)
    return SQL("SELECT %s, %s, %s FROM timed GROUP BY %s", place, mark, minutes, mark)


def _mark(place):
    return SQL.identifier(f"key_{place}")


def _name(name):
    return SQL.identifier(name)


def _key(values):
    """Return a key: of one value it stands alone, of more it is a tuple."""
    return values[0] if len(values) == 1 else tuple(values)
