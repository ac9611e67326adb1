"""What a week says, in three sentences, each with what to do about it.

A rule gives one finding at most, so that one trouble never fills all three places.
First come :mod:`.troubles`; what they leave free is filled from ``STEADY``: each has
something to say of any week, unless a trouble has said it already.
"""

from .troubles import TROUBLES, few_booked, fewer, on_time_low
from .week import Finding, Week, Words

HOW_MANY = 3


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
    if not week.inquiries:
        advice = words._(
            "Send a test inquiry through your website form: does it arrive?"
        )
    elif week.before is None:
        advice = words._("From next Monday on you see here what has changed.")
    elif week.most_from:
        advice = words._("See which sources they came from, and spend where they book.")
    else:
        advice = words._("Read through them: has each been offered a time to come?")
    return Finding("volume", "inquiries", _came(week, words), advice)


def _came(week, words):
    if not week.inquiries:
        return words._("No inquiry came last week.")
    if week.inquiries == 1:
        return words._("One inquiry came last week.")
    if not week.most_from:
        return words._("%s inquiries came last week.", week.inquiries)
    origin, count = week.most_from
    return words._(
        "%(inquiries)s inquiries came last week; %(origin)s brought most (%(count)s).",
        inquiries=week.inquiries,
        origin=origin,
        count=count,
    )


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
