"""By what a dashboard divides inquiries: each division as one whole number.

PostgreSQL adds up all divisions while it reads the inquiries once, as long as it can
hope to keep their groups in memory. It can of single numbers; of several columns it
expects so many groups that it would sort all inquiries for each division instead.

A division says the number in SQL (`sql`) and what the number means (`key`, a tuple).
"""

from odoo.tools import SQL

from ...models.intake.crm_lead import ARRIVALS
from ..medspa_inquiry_report import BUCKETS, UNANSWERED

STEPS = ("answered", "contacted", "booked", "showed", "won")  # of the funnel

_SPEEDS = (*(key for key, _name, _seconds in BUCKETS), UNANSWERED)
_ARRIVALS = tuple(key for key, _name in ARRIVALS)
_IDS = 2**31  # more than any id


class All:
    """No division."""

    def sql(self, column):
        return SQL("0")

    def key(self, number):
        return ()


class Source:
    """Where they came from: the origin."""

    def sql(self, column):
        return SQL("COALESCE(%s, 0)", column("origin_id"))

    def key(self, number):
        return (number or False,)


class Owner(Source):
    def sql(self, column):
        return SQL("COALESCE(%s, 0)", column("user_id"))


class Hours:
    """Weekday and hour, as the report names them."""

    def sql(self, column):
        return SQL("%s::int * 32 + %s::int", column("weekday"), column("hour"))

    def key(self, number):
        weekday, hour = divmod(number, 32)
        return (str(weekday), f"{hour:02}")


class Steps:
    """The day on which a step of the trend begins.

    :param steps: see :meth:`..tools.period.Days.steps`.
    """

    def __init__(self, steps):
        self.begins = [begin for begin, _held in steps]

    def sql(self, column):
        return SQL("width_bucket(%s, %s::date[])", column("received_on"), self.begins)

    def key(self, number):
        return (self.begins[number - 1],)


class SourceAndSteps:
    """The source, and which steps of the funnel were taken, as a tuple of 1 and 0."""

    def sql(self, column):
        number = SQL("COALESCE(%s, 0)::bigint", column("origin_id"))
        for step in STEPS:
            number = SQL("(%s * 2 + %s)", number, column(f"{step}_count"))
        return number

    def key(self, number):
        source, flags = divmod(number, 2 ** len(STEPS))
        taken = tuple(map(int, f"{flags:0{len(STEPS)}b}"))
        return (source or False, taken)


class OwnerAndMiss:
    """Who owns it now, and who missed its deadline."""

    def sql(self, column):
        return SQL(
            "COALESCE(%s, 0) * %s::bigint + COALESCE(%s, 0)",
            *(column("user_id"), _IDS, column("missed_by_id")),
        )

    def key(self, number):
        owner, missed_by = divmod(number, _IDS)
        return (owner or False, missed_by or False)


class _And:
    """A division by two things; the second is one of a few words, or none of them."""

    words = ()
    field = None

    def __init__(self, division):
        self.division = division

    def sql(self, column):
        return SQL(
            "(%s) * 8 + COALESCE(array_position(%s, %s::text), 0)",
            *(self.division.sql(column), list(self.words), column(self.field)),
        )

    def key(self, number):
        number, place = divmod(number, 8)
        word = self.words[place - 1] if place else False
        return (*self.division.key(number), word)


class AndArrival(_And):
    words = _ARRIVALS
    field = "arrival"


class AndSpeed(_And):
    words = _SPEEDS
    field = "first_bucket"
