"""What is wrong in a week, worst first: in the order of how much a patient loses by it.

Each rule says what it looks at and from how many cases on it speaks.
"""

from .share import share
from .slow_hours import comes_while_closed, people, slow_spans, when
from .week import (
    BOOKING_SHARE,
    ENOUGH_CONSULTATIONS,
    ENOUGH_JUDGED,
    ENOUGH_REACHED,
    ENOUGH_USUALLY,
    FEW,
    FEWER_THAN_USUAL,
    MANY_STUCK,
    NO_SHOW_SHARE,
    ON_TIME_GOAL,
    UNANSWERED_SHARE,
    Finding,
    Translator,
    Week,
)


def waiting(week: Week, env: Translator) -> Finding | None:
    """Somebody waits for longer than one business day. One is too many."""
    if not week.waiting:
        return None
    sentence = (
        env._("One person has waited for more than a business day.")
        if week.waiting == 1
        else env._("%s people have waited for more than a business day.", week.waiting)
    )
    return Finding(
        "waiting",
        "waiting",
        sentence,
        env._("Call them before anybody else today, and say who does it."),
    )


def silent_source(week: Week, env: Translator) -> Finding | None:
    """A source is silent (see :func:`silence_of`); the one that loses most."""
    if not week.silences:
        return None
    worst = max(week.silences, key=lambda one: one.usual_a_week * one.days)
    return Finding(
        "silent_source",
        worst.key,
        env._(
            "%(name)s brought nothing for %(days)s days (normally %(usual)s a week).",
            name=worst.name,
            days=worst.days,
            usual=round(worst.usual_a_week) or 1,
        ),
        env._(
            "Send a test inquiry through it, and check the connection if none arrives."
        ),
    )


def without_outcome(week: Week, env: Translator) -> Finding | None:
    """Three past consultations without outcome, or one in five of four weeks."""
    count = week.without_outcome
    if count < FEW and share(count, week.past_consultations) < 0.2:
        return None
    if not count:
        return None
    sentence = (
        env._("One past consultation has no outcome: the show rate cannot be trusted.")
        if count == 1
        else env._(
            "%s past consultations have no outcome: the show rate cannot be trusted.",
            count,
        )
    )
    return Finding(
        "without_outcome",
        "without_outcome",
        sentence,
        env._("Say for each whether they came; it takes one click."),
    )


def slow_hours(week: Week, env: Translator) -> Finding | None:
    """The slow hours with most broken promises, see :mod:`.slow_hours`."""
    slow = slow_spans(week.hours)
    if not slow:
        return None
    worst = slow[0]
    return Finding(
        "slow_hours",
        worst.key,
        env._(
            "%(when)s are slow: %(inquiries)s inquiries in four weeks, %(on_time)s "
            "answered on time, %(people)s.",
            when=when(worst, env),
            inquiries=worst.inquiries,
            on_time=worst.on_time,
            people=people(worst.on_duty, env),
        ),
        env._("Free one more person for new inquiries in these hours, from today on."),
    )


def unanswered(week: Week, env: Translator) -> Finding | None:
    """Three inquiries of the week that no person answered, and one in ten."""
    if (
        week.unanswered < FEW
        or share(week.unanswered, week.inquiries) < UNANSWERED_SHARE
    ):
        return None
    return Finding(
        "unanswered",
        "unanswered",
        env._(
            "Nobody has answered %(unanswered)s of the %(inquiries)s inquiries.",
            unanswered=week.unanswered,
            inquiries=week.inquiries,
        ),
        env._("Go through this list together and give each a name and a time today."),
    )


def on_time_low(week: Week, env: Translator) -> Finding | None:
    """Fewer than 80 % of at least ten promises were kept."""
    if week.judged < ENOUGH_JUDGED or share(week.on_time, week.judged) >= ON_TIME_GOAL:
        return None
    return Finding(
        "on_time_low",
        "late",
        env._(
            "%(on_time)s of %(judged)s first answers were on time.",
            on_time=week.on_time,
            judged=week.judged,
        ),
        env._(
            "Look at three that were late: was nobody on duty, or did the reminder "
            "reach nobody?"
        ),
    )


def no_shows(week: Week, env: Translator) -> Finding | None:
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
        env._(
            "%(no_shows)s of %(expected)s patients did not come to their consultation.",
            no_shows=week.no_shows,
            expected=expected,
        ),
        env._(
            "Call these today and offer a new time; check that reminders go out the "
            "day before."
        ),
    )


def few_booked(week: Week, env: Translator) -> Finding | None:
    """We spoke with at least ten, and fewer than one in five has a consultation."""
    if (
        week.reached < ENOUGH_REACHED
        or share(week.reached_booked, week.reached) >= BOOKING_SHARE
    ):
        return None
    return Finding(
        "few_booked",
        "reached_not_booked",
        env._(
            "We spoke with %(reached)s people, and %(booked)s booked a consultation.",
            reached=week.reached,
            booked=week.reached_booked,
        ),
        env._("Read two conversations: does every answer offer two times to come?"),
    )


def stuck(week: Week, env: Translator) -> Finding | None:
    """Five open inquiries that are in their stage for longer than it allows."""
    if week.stuck < MANY_STUCK:
        return None
    return Finding(
        "stuck",
        "stuck",
        env._(
            "%s open inquiries are in their stage for longer than it allows.",
            week.stuck,
        ),
        env._("Decide for each: call once more, start a follow-up plan, or close it."),
    )


def fewer(week: Week, env: Translator) -> Finding | None:
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
        env._(
            "%(inquiries)s inquiries came, where %(usual)s a week are usual.",
            inquiries=week.inquiries,
            usual=round(week.usual),
        ),
        env._(
            "Ask what changed: an ad that ended, a form or a number that does not work."
        ),
    )


def closed_hours(week: Week, env: Translator) -> Finding | None:
    """Four in ten of at least ten inquiries come while nobody is there."""
    if not comes_while_closed(week.arrivals, week.closed_arrivals):
        return None
    return Finding(
        "closed_hours",
        "closed_arrivals",
        env._(
            "%(closed)s of %(arrivals)s inquiries came while you were closed or at "
            "lunch.",
            closed=week.closed_arrivals,
            arrivals=week.arrivals,
        ),
        env._(
            "Let the first hour of the day belong to them, or somebody look in once in "
            "the evening."
        ),
    )


PROBLEMS = (
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
