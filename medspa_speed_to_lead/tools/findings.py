"""What a week says, in three sentences, each with what to do about it.

A rule gives one finding at most, so that one problem never fills all three places.
First come :mod:`.problems`; what they leave free is filled from ``STEADY``: each has
something to say of any week, unless a problem has said it already.
"""

from .problems import PROBLEMS, few_booked, fewer, on_time_low
from .week import Finding, Translator, Week

HOW_MANY = 3


def findings(week: Week, env: Translator) -> list[Finding]:
    """Return exactly three findings, the most important first.

    :param env: translates texts and puts values into them, e.g. Odoo's ``env``.
    """
    found = []
    for rule in (*PROBLEMS, *STEADY):
        finding = rule(week, env)
        if finding:
            found.append(finding)
        if len(found) == HOW_MANY:
            break
    return found


def speed(week: Week, env: Translator) -> Finding | None:
    """How many first answers were on time."""
    if on_time_low(week, env):
        return None
    if week.judged and week.on_time == week.judged:
        sentence = (
            env._("The first answer was on time.")
            if week.judged == 1
            else env._("All %s first answers were on time.", week.judged)
        )
        return Finding("speed", "judged", sentence, env._("Tell the team: well done."))
    if week.judged:
        return Finding(
            "speed",
            "judged",
            env._(
                "%(on_time)s of %(judged)s first answers were on time.",
                on_time=week.on_time,
                judged=week.judged,
            ),
            env._("Look at those that were late, and ask what was in the way."),
        )
    return Finding(
        "speed",
        "inquiries",
        env._("No promise was due last week."),
        env._("Nothing to do: on time can be told once inquiries have come."),
    )


def volume(week: Week, env: Translator) -> Finding | None:
    """How many came."""
    if fewer(week, env):
        return None
    if not week.inquiries:
        advice = env._("Send a test inquiry through your website form: does it arrive?")
    elif week.before is None:
        advice = env._("From next Monday on you see here what has changed.")
    elif week.most_from:
        advice = env._("See which sources they came from, and spend where they book.")
    else:
        advice = env._("Read through them: has each been offered a time to come?")
    return Finding("volume", "inquiries", _came(week, env), advice)


def _came(week, env):
    if not week.inquiries:
        return env._("No inquiry came last week.")
    if week.inquiries == 1:
        return env._("One inquiry came last week.")
    if not week.most_from:
        return env._("%s inquiries came last week.", week.inquiries)
    origin, count = week.most_from
    return env._(
        "%(inquiries)s inquiries came last week; %(origin)s brought most (%(count)s).",
        inquiries=week.inquiries,
        origin=origin,
        count=count,
    )


def bookings(week: Week, env: Translator) -> Finding | None:
    """How many booked."""
    if few_booked(week, env):
        return None
    if not week.booked:
        return Finding(
            "bookings",
            "inquiries",
            env._("None of last week's inquiries has a consultation yet."),
            env._("Offer two times to come in the next message to each."),
        )
    return Finding(
        "bookings",
        "booked",
        env._("One inquiry has booked a consultation.")
        if week.booked == 1
        else env._("%s inquiries have booked a consultation.", week.booked),
        env._("Check that each gets its reminders and has somebody who expects them."),
    )


STEADY = (speed, volume, bookings)
