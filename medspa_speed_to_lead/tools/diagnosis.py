"""What is the matter with a marketing source, in words, and by which rule.

The rules come in the order of a patient's way: that they come at all, that we answer,
that they book, that they come in, that they become patients. The first trouble on this
way is the one to work on: what comes after it cannot be better than what comes before.
Every share has a smallest number of cases below which it says nothing.
"""

from dataclasses import dataclass
from math import sqrt

from .share import share
from .week import (
    BOOKING_SHARE,
    ENOUGH_CONSULTATIONS,
    ENOUGH_JUDGED,
    ENOUGH_REACHED,
    FEWER_THAN_USUAL,
    NO_SHOW_SHARE,
    ON_TIME_GOAL,
)

# below so many inquiries a source is too small to be judged, and marked as such
ENOUGH = 10
# of so many inquiries at least half should have spoken with us
CONTACTED_SHARE = 0.5
# of so many who came, four in ten should become patients
ENOUGH_CAME = 5
CLOSE_SHARE = 0.4
# an inquiry may cost twice what one costs on average
DEARER = 2.0
# money that would have brought so many inquiries elsewhere, and brought none here
EXPECTED = 5


@dataclass(frozen=True)
class Source:
    """The numbers of a source in a period; shares are made of them here."""

    inquiries: int = 0
    before: int | None = None  # in the period it is compared with; None: none
    cost: float | None = None  # None: nothing is known of it
    usual_cost: float | None = None  # of an inquiry, over all sources that cost money
    judged: int = 0
    on_time: int = 0
    contacted: int = 0
    qualified: int = 0
    booked: int = 0
    came: int = 0
    no_shows: int = 0
    closed: int = 0  # came and became a patient


@dataclass(frozen=True)
class Diagnosis:
    """``key`` of the trouble, its name, what is seen, and the rule that says so."""

    key: str
    label: str
    text: str
    rule: str


def diagnosis(source: Source, env) -> Diagnosis:
    """Return the first trouble on the patient's way, that all is well, or neither.

    :param env: its ``_`` translates a text and puts values into it: an environment.
    """
    for rule in (_generation, _handling, _offer, _no_show, _close):
        found = rule(source, env)
        if found:
            return found
    if source.inquiries < ENOUGH:
        return _too_few(source, env)
    return _healthy(source, env)


def is_small(inquiries: int) -> bool:
    """Say whether so few inquiries should be marked as a small sample."""
    return inquiries < ENOUGH


def _generation(source, env):
    """Few come: for what it costs, or against what came before."""
    text = (
        _cost_for_nobody(source, env) or _too_dear(source, env) or _fewer(source, env)
    )
    if not text:
        return None
    return Diagnosis(
        "generation",
        env._("Few inquiries"),
        text,
        env._(
            "An inquiry costs more than %(times)s times the average of all sources "
            "with costs, or clearly fewer came than in the period before (under "
            "%(fewer)s %%, and more than chance explains).",
            times=f"{DEARER:g}",
            fewer=round(100 * FEWER_THAN_USUAL),
        ),
    )


def _cost_for_nobody(source, env):
    if source.inquiries or not source.cost or not source.usual_cost:
        return None
    if source.cost < EXPECTED * source.usual_cost:
        return None
    return env._(
        "It cost money and brought nobody. Elsewhere the same would have brought "
        "%s inquiries. Check that its links and numbers lead to you.",
        round(source.cost / source.usual_cost),
    )


def _too_dear(source, env):
    if source.inquiries < ENOUGH or not source.cost or not source.usual_cost:
        return None
    times = source.cost / source.inquiries / source.usual_cost
    if times < DEARER:
        return None
    return env._(
        "An inquiry costs %s times as much as on average. Change the advertisement or "
        "whom it is shown to, or spend the money elsewhere.",
        f"{times:.1f}",
    )


def _fewer(source, env):
    """Chance rarely takes away more than twice the square root of what came before."""
    before = source.before
    if not before or before < ENOUGH or source.inquiries >= FEWER_THAN_USUAL * before:
        return None
    if before - source.inquiries < 2 * sqrt(before):
        return None
    return env._(
        "%(inquiries)s inquiries, after %(before)s in the period before. Ask what "
        "changed: an advertisement that ended, a form or a number that does not work.",
        inquiries=source.inquiries,
        before=before,
    )


def _handling(source, env):
    """They come, and are answered late or not reached at all."""
    is_slow = (
        source.judged >= ENOUGH_JUDGED
        and share(source.on_time, source.judged) < ON_TIME_GOAL
    )
    is_unreached = (
        source.inquiries >= ENOUGH
        and share(source.contacted, source.inquiries) < CONTACTED_SHARE
    )
    if is_slow:
        text = env._(
            "%(on_time)s of %(judged)s first answers were on time. Answer these first.",
            on_time=source.on_time,
            judged=source.judged,
        )
    elif is_unreached:
        text = env._(
            "%(contacted)s of %(inquiries)s ever spoke with you. Call again at other "
            "hours, and write as well.",
            contacted=source.contacted,
            inquiries=source.inquiries,
        )
    else:
        return None
    return Diagnosis(
        "handling",
        env._("Slow or not reached"),
        text,
        env._(
            "Under %(on_time)s %% of at least %(judged)s promises kept, or under "
            "%(contacted)s %% of at least %(inquiries)s inquiries contacted.",
            on_time=round(100 * ON_TIME_GOAL),
            judged=ENOUGH_JUDGED,
            contacted=round(100 * CONTACTED_SHARE),
            inquiries=ENOUGH,
        ),
    )


def _offer(source, env):
    """They speak with us, and do not book: what we offer, or how we say it."""
    if (
        source.contacted < ENOUGH_REACHED
        or source.qualified < ENOUGH
        or share(source.booked, source.qualified) >= BOOKING_SHARE
    ):
        return None
    return Diagnosis(
        "offer",
        env._("Contacted, not booked"),
        env._(
            "%(contacted)s spoke with you, %(booked)s booked. Read two conversations: "
            "does every answer offer two times to come?",
            contacted=source.contacted,
            booked=source.booked,
        ),
        env._(
            "At least %(contacted)s were contacted, and under %(booked)s %% of at "
            "least %(qualified)s qualified inquiries booked.",
            contacted=ENOUGH_REACHED,
            booked=round(100 * BOOKING_SHARE),
            qualified=ENOUGH,
        ),
    )


def _no_show(source, env):
    """They book, and do not come."""
    expected = source.came + source.no_shows
    if (
        expected < ENOUGH_CONSULTATIONS
        or share(source.no_shows, expected) < NO_SHOW_SHARE
    ):
        return None
    return Diagnosis(
        "no_show",
        env._("Booked, did not come"),
        env._(
            "%(no_shows)s of %(expected)s did not come. Check that their reminders go "
            "out, and offer nearer days.",
            no_shows=source.no_shows,
            expected=expected,
        ),
        env._(
            "At least %(share)s %% of at least %(expected)s expected patients did not "
            "come.",
            share=round(100 * NO_SHOW_SHARE),
            expected=ENOUGH_CONSULTATIONS,
        ),
    )


def _close(source, env):
    """They come, and do not become patients."""
    if source.came < ENOUGH_CAME or share(source.closed, source.came) >= CLOSE_SHARE:
        return None
    return Diagnosis(
        "close",
        env._("Came, not won"),
        env._(
            "%(closed)s of %(came)s who came became patients. Ask what they expected: "
            "price and result should be clear before they come.",
            closed=source.closed,
            came=source.came,
        ),
        env._(
            "Under %(share)s %% of at least %(came)s who came were won.",
            share=round(100 * CLOSE_SHARE),
            came=ENOUGH_CAME,
        ),
    )


def _too_few(source, env):
    return Diagnosis(
        "too_few",
        env._("Too few to say"),
        env._("With so few inquiries chance decides. Look at a longer period."),
        env._("Fewer than %s inquiries, and nothing that stands out.", ENOUGH),
    )


def _healthy(source, env):
    return Diagnosis(
        "healthy",
        env._("Healthy"),
        env._("Nothing stands out between the inquiry and the sale."),
        env._("None of the rules found a trouble."),
    )
