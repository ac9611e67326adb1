"""What a week says, in three sentences, each with what to do about it.

Every rule is stated here: what it looks at, from how many cases on it speaks, and which
comes first. A rule gives one finding at most, so that one trouble never fills all three
places. The rules in ``TROUBLES`` come in the order of how much a patient loses by them;
what they leave free is filled from ``STEADY``: each has something to say of any week,
unless a trouble has said it already.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from .share import share
from .slow_hours import Hour, comes_while_closed, people, slow_blocks, when

HOW_MANY = 3

# so many cases, or a share says nothing
ENOUGH_JUDGED = 10
ENOUGH_CONSULTATIONS = 5
ENOUGH_REACHED = 10
ENOUGH_USUALLY = 10

# shares
ON_TIME_GOAL = 0.8
UNANSWERED_SHARE = 0.1
NO_SHOW_SHARE = 0.25
BOOKING_SHARE = 0.2
FEWER_THAN_USUAL = 0.6

# how many are worth a word
FEW = 3
MANY_STUCK = 5

# silence: so many times the usual gap, at least so long, and no longer than this
GAPS = 5
SHORTEST_SILENCE = timedelta(days=2)
LONGEST_SILENCE = timedelta(days=56)
LOOKED_BACK = timedelta(days=56)
ENOUGH_OF_SOURCE = 6


@dataclass(frozen=True)
class Silence:
    """A source that has brought nothing for much longer than usual."""

    key: str
    name: str
    days: int
    usual_a_week: float


@dataclass(frozen=True)
class Week:
    """The numbers of a week. Shares are never given, only what they are made of."""

    inquiries: int = 0
    before: int | None = None  # inquiries of the week before; None: there was none
    usual: float | None = None  # inquiries a week before that, None: not known
    unanswered: int = 0  # of the week's inquiries, by a person
    waiting: int = 0  # now, for more than one business day
    judged: int = 0
    on_time: int = 0
    median: float | None = None  # working minutes until the first answer
    reached: int = 0  # spoke with us, of those who may become patients
    reached_booked: int = 0
    booked: int = 0
    came: int = 0
    no_shows: int = 0
    without_outcome: int = 0  # past consultations, now
    past_consultations: int = 0  # of the last four weeks, whatever became of them
    stuck: int = 0
    arrivals: int = 0  # of which it is known whether we were open
    closed_arrivals: int = 0
    hours: tuple[Hour, ...] = ()  # of the week, over the last four weeks
    silences: tuple[Silence, ...] = ()


@dataclass(frozen=True)
class Finding:
    """``rule`` is which one spoke; ``key`` names the records that it speaks of."""

    rule: str
    key: str
    sentence: str
    advice: str


class Words(Protocol):
    """What says a text in the reader's language."""

    def _(self, text: str, /, *args, **values) -> str: ...


def findings(week: Week, words: Words) -> list[Finding]:
    """Return exactly three findings, the most important first.

    :param words: translates texts and puts values into them, e.g. Odoo's ``env``.
    """
    found = []
    for rule in (*TROUBLES, *STEADY):
        finding = rule(week, words)
        if finding:
            found.append(finding)
        if len(found) == HOW_MANY:
            break
    return found


def silence_of(
    moments: list[datetime], now: datetime
) -> tuple[timedelta, float] | None:
    """Return how long a source is silent and its usual inquiries a week, if it is.

    The usual gap is that of the eight weeks before its last inquiry. Five such gaps
    without one are no chance: if inquiries come at random, it happens once in 150
    times. Who had fewer than six has no rhythm; after eight weeks it is no news.

    :param moments: when its inquiries came, naive UTC, in any order.
    """
    if not moments:
        return None
    last = max(moments)
    recent = [moment for moment in moments if moment > last - LOOKED_BACK]
    if len(recent) < ENOUGH_OF_SOURCE:
        return None
    usual_gap = (last - min(recent)) / (len(recent) - 1)
    silent = now - last
    if not max(SHORTEST_SILENCE, GAPS * usual_gap) < silent <= LONGEST_SILENCE:
        return None
    a_week = timedelta(days=7) / usual_gap if usual_gap else float(len(recent))
    return silent, a_week


# what is wrong, worst first


def waiting(week: Week, words: Words) -> Finding | None:
    """Somebody waits for longer than one business day. One is too many."""
    if not week.waiting:
        return None
    sentence = (
        words._("One person has waited for more than a business day.")
        if week.waiting == 1
        else words._(
            "%s people have waited for more than a business day.", week.waiting
        )
    )
    return Finding(
        "waiting",
        "waiting",
        sentence,
        words._("Call them before anybody else today, and say who does it."),
    )


def silent_source(week: Week, words: Words) -> Finding | None:
    """A source is silent (see :func:`silence_of`); the one that loses most."""
    if not week.silences:
        return None
    worst = max(week.silences, key=lambda one: one.usual_a_week * one.days)
    return Finding(
        "silent_source",
        worst.key,
        words._(
            "%(name)s brought nothing for %(days)s days (normally %(usual)s a week).",
            name=worst.name,
            days=worst.days,
            usual=round(worst.usual_a_week) or 1,
        ),
        words._(
            "Send a test inquiry through it, and check the connection if none arrives."
        ),
    )


def without_outcome(week: Week, words: Words) -> Finding | None:
    """Three past consultations without outcome, or one in five of four weeks."""
    count = week.without_outcome
    if count < FEW and share(count, week.past_consultations) < 0.2:
        return None
    if not count:
        return None
    sentence = (
        words._(
            "One past consultation has no outcome: the show rate cannot be trusted."
        )
        if count == 1
        else words._(
            "%s past consultations have no outcome: the show rate cannot be trusted.",
            count,
        )
    )
    return Finding(
        "without_outcome",
        "without_outcome",
        sentence,
        words._("Say for each whether they came; it takes one click."),
    )


def slow_hours(week: Week, words: Words) -> Finding | None:
    """The slow hours with most broken promises, see :mod:`.slow_hours`."""
    slow = slow_blocks(week.hours)
    if not slow:
        return None
    worst = slow[0]
    return Finding(
        "slow_hours",
        worst.key,
        words._(
            "%(when)s are slow: %(inquiries)s inquiries in four weeks, %(on_time)s "
            "answered on time, %(people)s.",
            when=when(worst, words),
            inquiries=worst.inquiries,
            on_time=worst.on_time,
            people=people(worst.on_duty, words),
        ),
        words._(
            "Free one more person for new inquiries in these hours, from today on."
        ),
    )


def unanswered(week: Week, words: Words) -> Finding | None:
    """Three inquiries of the week that no person answered, and one in ten."""
    if (
        week.unanswered < FEW
        or share(week.unanswered, week.inquiries) < UNANSWERED_SHARE
    ):
        return None
    return Finding(
        "unanswered",
        "unanswered",
        words._(
            "Nobody has answered %(unanswered)s of the %(inquiries)s inquiries.",
            unanswered=week.unanswered,
            inquiries=week.inquiries,
        ),
        words._("Go through this list together and give each a name and a time today."),
    )


def on_time_low(week: Week, words: Words) -> Finding | None:
    """Fewer than 80 % of at least ten promises were kept."""
    if week.judged < ENOUGH_JUDGED or share(week.on_time, week.judged) >= ON_TIME_GOAL:
        return None
    return Finding(
        "on_time_low",
        "late",
        words._(
            "%(on_time)s of %(judged)s first answers were on time.",
            on_time=week.on_time,
            judged=week.judged,
        ),
        words._(
            "Look at three that were late: was nobody on duty, or did the reminder "
            "reach nobody?"
        ),
    )


def no_shows(week: Week, words: Words) -> Finding | None:
    """One in four of at least five consultations did not come."""
    expected = week.came + week.no_shows
    if (
        expected < ENOUGH_CONSULTATIONS
        or share(week.no_shows, expected) < NO_SHOW_SHARE
    ):
        return None
    return Finding(
        "no_shows",
        "no_shows",
        words._(
            "%(no_shows)s of %(expected)s patients did not come to their consultation.",
            no_shows=week.no_shows,
            expected=expected,
        ),
        words._(
            "Call these today and offer a new time; check that reminders go out the "
            "day before."
        ),
    )


def few_booked(week: Week, words: Words) -> Finding | None:
    """We spoke with at least ten, and fewer than one in five has a consultation."""
    if (
        week.reached < ENOUGH_REACHED
        or share(week.reached_booked, week.reached) >= BOOKING_SHARE
    ):
        return None
    return Finding(
        "few_booked",
        "reached_not_booked",
        words._(
            "We spoke with %(reached)s people, and %(booked)s booked a consultation.",
            reached=week.reached,
            booked=week.reached_booked,
        ),
        words._("Read two conversations: does every answer offer two times to come?"),
    )


def stuck(week: Week, words: Words) -> Finding | None:
    """Five open inquiries that are in their stage for longer than it allows."""
    if week.stuck < MANY_STUCK:
        return None
    return Finding(
        "stuck",
        "stuck",
        words._(
            "%s open inquiries are in their stage for longer than it allows.",
            week.stuck,
        ),
        words._(
            "Decide for each: call once more, start a follow-up plan, or close it."
        ),
    )


def fewer(week: Week, words: Words) -> Finding | None:
    """Fewer than 60 % of at least ten usual inquiries a week."""
    if (
        week.usual is None
        or week.usual < ENOUGH_USUALLY
        or week.inquiries >= FEWER_THAN_USUAL * week.usual
    ):
        return None
    return Finding(
        "fewer",
        "inquiries",
        words._(
            "%(inquiries)s inquiries came, where %(usual)s a week are usual.",
            inquiries=week.inquiries,
            usual=round(week.usual),
        ),
        words._(
            "Ask what changed: an ad that ended, a form or a number that does not work."
        ),
    )


def closed_hours(week: Week, words: Words) -> Finding | None:
    """Four in ten of at least ten inquiries come while nobody is there."""
    if not comes_while_closed(week.arrivals, week.closed_arrivals):
        return None
    return Finding(
        "closed_hours",
        "closed_arrivals",
        words._(
            "%(closed)s of %(arrivals)s inquiries came while you were closed or at "
            "lunch.",
            closed=week.closed_arrivals,
            arrivals=week.arrivals,
        ),
        words._(
            "Let the first hour of the day belong to them, or somebody look in once in "
            "the evening."
        ),
    )


TROUBLES = (
    waiting,
    silent_source,
    without_outcome,
    slow_hours,
    unanswered,
    on_time_low,
    no_shows,
    few_booked,
    stuck,
    fewer,
    closed_hours,
)


# what can be said of any week


def speed(week: Week, words: Words) -> Finding | None:
    """How many first answers were on time."""
    if on_time_low(week, words):
        return None
    if week.judged and week.on_time == week.judged:
        sentence = (
            words._("The first answer was on time.")
            if week.judged == 1
            else words._("All %s first answers were on time.", week.judged)
        )
        return Finding(
            "speed", "judged", sentence, words._("Tell the team: well done.")
        )
    if week.judged:
        return Finding(
            "speed",
            "judged",
            words._(
                "%(on_time)s of %(judged)s first answers were on time.",
                on_time=week.on_time,
                judged=week.judged,
            ),
            words._("Look at those that were late, and ask what was in the way."),
        )
    return Finding(
        "speed",
        "inquiries",
        words._("No promise was due last week."),
        words._("Nothing to do: on time can be told once inquiries have come."),
    )


def volume(week: Week, words: Words) -> Finding | None:
    """How many came."""
    if fewer(week, words):
        return None
    came = (
        words._("No inquiry came last week.")
        if not week.inquiries
        else words._("One inquiry came last week.")
        if week.inquiries == 1
        else words._("%s inquiries came last week.", week.inquiries)
    )
    if not week.inquiries:
        advice = words._(
            "Send a test inquiry through your website form: does it arrive?"
        )
    elif week.before is None:
        advice = words._("From next Monday on you see here what has changed.")
    else:
        advice = words._("See which sources they came from, and spend where they book.")
    return Finding("volume", "inquiries", came, advice)


def bookings(week: Week, words: Words) -> Finding | None:
    """How many booked."""
    if few_booked(week, words):
        return None
    if not week.booked:
        return Finding(
            "bookings",
            "inquiries",
            words._("None of last week's inquiries has a consultation yet."),
            words._("Offer two times to come in the next message to each."),
        )
    return Finding(
        "bookings",
        "booked",
        words._("One inquiry has booked a consultation.")
        if week.booked == 1
        else words._("%s inquiries have booked a consultation.", week.booked),
        words._(
            "Check that each gets its reminders and has somebody who expects them."
        ),
    )


STEADY = (speed, volume, bookings)
