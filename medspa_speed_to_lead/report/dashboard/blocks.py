"""The blocks of the dashboard about inquiries, each made of groups of figures.

Every number comes with what opens exactly its records.
"""

from odoo.tools import SQL, format_date

from ...tools import speed_pays
from ...tools.diagnosis import is_small
from ..medspa_inquiry_report import BUCKETS, UNANSWERED
from .figures import WITHIN, share
from .keys import STEPS
from .question import INQUIRIES, opening

# key: what it is, which way is good, its sample, and the conditions of that sample
TILES = {
    "inquiries": ("count", "up", "inquiries", []),
    "waiting": ("count", "down", None, []),
    "answered_rate": ("share", "up", "inquiries", []),
    "median": ("minutes", "down", "answered", [("answered_count", "=", 1)]),
    "p90": ("minutes", "down", "answered", [("answered_count", "=", 1)]),
    "on_time": ("share", "up", "judged", [("judged_count", "=", 1)]),
    "contacted_rate": ("share", "up", "inquiries", []),
    "booking_rate": ("share", "up", "qualified", [("qualified_count", "=", 1)]),
    "show_rate": (
        "share",
        "up",
        "expected",
        ["|", ("showed_count", "=", 1), ("no_show_count", "=", 1)],
    ),
    "close_rate": ("share", "up", "showed", [("showed_count", "=", 1)]),
    "conversion": ("share", "up", "qualified", [("qualified_count", "=", 1)]),
    "revenue": ("money", "up", "won", [("won_count", "=", 1)]),
}
# where the figure of a tile is called otherwise
_COLUMN = {"on_time": "on_time_rate", "conversion": "conversion_rate"}
FAST = ("within_1", "within_5")
SLOW = ("within_60", "over_60")


def tiles(question, figures, words):
    return [
        _waiting_tile(question, words)
        if key == "waiting"
        else _tile(key, question, figures, words)
        for key in TILES
    ]


def _tile(key, question, figures, words):
    kind, good, sample, conditions = TILES[key]
    column = _COLUMN.get(key, key)
    group, before = figures.all, figures.before
    label = words.tile(key)
    return {
        "key": key,
        "label": label,
        "kind": kind,
        "value": group[column],
        "before": before[column] if before else None,
        "sample": group[sample],
        "good": good,
        "open": question.open(label, *conditions),
        "counted": words.counted(key),
    }


def _waiting_tile(question, words):
    """Who waits now waits whenever they came: the period does not count here."""
    kind, good, _sample, _conditions = TILES["waiting"]
    domain = [
        ("waiting_count", "=", 1),
        # says the same, and the database has an index for it
        ("lead_id.response_waiting_since", "!=", False),
        *question.chosen,
    ]
    # few of all that there are, and found by their own index
    waiting = [("id", "in", _waiting_ids(question.env))]
    count = question.env[INQUIRIES].search_count(domain + waiting)
    label = words.tile("waiting")
    return {
        "key": "waiting",
        "label": label,
        "kind": kind,
        "value": count,
        "before": None,
        "sample": count,
        "good": good,
        "open": opening(INQUIRIES, label, domain),
        "counted": words.counted("waiting"),
    }


def _waiting_ids(env):
    """Return the ids of all leads that wait for an answer, whoever may see them."""
    env["crm.lead"].flush_model(["response_waiting_since"])
    rows = env.execute_query(
        SQL("SELECT id FROM crm_lead WHERE response_waiting_since IS NOT NULL")
    )
    return [lead_id for (lead_id,) in rows]


def within(question, figures, words):
    return [
        {
            "minutes": minutes,
            "share": figures.all[f"within_{minutes}_rate"],
            "count": figures.all[f"within_{minutes}"],
            "of": figures.all["judged"],
            "before": figures.before and figures.before[f"within_{minutes}_rate"],
            "open": question.open(
                words.within(minutes), (f"within_{minutes}_rate", "=", 1)
            ),
        }
        for minutes in WITHIN
    ]


def trend(question, figures, words):
    days = question.days
    points = []
    for begin, held in question.steps:
        group = figures.by_step[begin]
        label = _step_label(question.env, days.unit, held)
        points.append(
            {
                "from": held.first.isoformat(),
                "label": label,
                "inquiries": group["inquiries"],
                "median": group["median"],
                "p90": group["p90"],
                "on_time": group["on_time_rate"],
                "within_5": group["within_5_rate"],
                "open": question.open(label, days=held),
            }
        )
    return {"unit": days.unit, "points": points}


def _step_label(env, unit, held):
    return format_date(
        env, held.first, date_format="MMM yyyy" if unit == "month" else "MMM d"
    )


def funnel(question, figures, words):
    """Return the steps; ``lost`` are those of the step before that did not take it.

    Steps are counted as the tiles count them. Somebody may take one without the one
    before, so a step can lose more than the difference of the two numbers.
    """
    steps = [
        {
            "key": "inquiries",
            "label": words.step("inquiries"),
            "count": figures.all["inquiries"],
            "share": 1.0 if figures.all["inquiries"] else None,
            "step_share": None,
            "lost": None,
            "open": question.open(words.step("inquiries")),
        }
    ]
    before = None
    for place, key in enumerate(STEPS):
        taken = _count_taken(figures, lambda flags, place=place: flags[place])
        lost = _count_taken(
            figures,
            lambda flags, place=place: (
                not flags[place] and (not place or flags[place - 1])
            ),
        )
        came_this_far = steps[-1]["count"]
        conditions = [(f"{before}_count", "=", 1)] if before else []
        label = words.step(key)
        steps.append(
            {
                "key": key,
                "label": label,
                "count": taken,
                "share": share(taken, figures.all["inquiries"]),
                "step_share": share(came_this_far - lost, came_this_far),
                "lost": {
                    "count": lost,
                    "open": question.open(
                        words.lost(key), *conditions, (f"{key}_count", "=", 0)
                    ),
                },
                "open": question.open(label, (f"{key}_count", "=", 1)),
            }
        )
        before = key
    return steps


def _count_taken(figures, is_meant):
    return sum(
        group["inquiries"]
        for flags, group in figures.by_taken.items()
        if is_meant(flags)
    )


def speed(question, figures, words):
    names = words.choices(INQUIRIES, "first_bucket")
    return [
        {
            "bucket": key,
            "label": names[key],
            "inquiries": figures.by_bucket[key]["inquiries"],
            "booking_rate": figures.by_bucket[key]["booking_rate"],
            "show_rate": figures.by_bucket[key]["show_rate"],
            "close_rate": figures.by_bucket[key]["close_rate"],
            "small": is_small(figures.by_bucket[key]["inquiries"]),
            "open": question.open(names[key], ("first_bucket", "=", key)),
        }
        for key in (*(key for key, _name, _seconds in BUCKETS), UNANSWERED)
    ]


def speed_sentence(figures, words):
    def booked(buckets):
        groups = [figures.by_bucket[key] for key in buckets]
        return speed_pays.Booked(
            sum(group["qualified"] for group in groups),
            sum(group["booked"] for group in groups),
        )

    return speed_pays.sentence(booked(FAST), booked(SLOW), words.env)
