"""The sheets of the workbook: headings, kinds of columns, and rows.

What they hold is what `medspa.dashboard.read_figures` answers, nothing is counted here.
"""

from ..counting import HOURS


class Sheet:
    """A table: its title, columns as ``(heading, kind)``, and rows of plain values."""

    def __init__(self, title, columns, rows):
        self.title, self.columns, self.rows = title, columns, list(rows)


def sheets(figures, words):
    """Return the sheets in their order, the filters first."""
    env = words.env
    return [
        _filters(figures, env),
        _tiles(figures, env),
        _within(figures, env),
        _trend(figures, env),
        _funnel(figures, env),
        _heat(figures, words),
        _speed(figures, env),
        _sources(figures, env),
        _people(figures, env),
        _not_sent(figures, env),
        _apart(figures, env),
        _counted(figures, words),
    ]


def _filters(figures, env):
    filters, choices = figures["filters"], figures["choices"]

    def chosen(key, name):
        ids = set(filters[key])
        names = [one["name"] for one in choices[name] if one["id"] in ids]
        return ", ".join(names) if ids else env._("all")

    rows = [
        (env._("From"), filters["date_from"]),
        (env._("To"), filters["date_to"]),
        (env._("Compared from"), filters["compare_from"]),
        (env._("Compared to"), filters["compare_to"]),
        (env._("Teams"), chosen("team_ids", "teams")),
        (env._("Sources"), chosen("source_ids", "sources")),
        (env._("Treatments"), chosen("treatment_ids", "treatments")),
        (env._("Currency"), figures["currency"]["name"]),
        (env._("Company"), env.company.name),
        (env._("As of (UTC)"), figures["generated_at"]),
    ]
    columns = [(env._("Filter"), "text"), (env._("Value"), "text")]
    return Sheet(env._("Filters"), columns, rows)


def _tiles(figures, env):
    columns = [
        (env._("Figure"), "text"),
        (env._("Value"), "any"),
        (env._("Before"), "any"),
        (env._("Counted inquiries"), "count"),
        (env._("How it is counted"), "text"),
    ]
    return Sheet(
        env._("Figures"),
        columns,
        (
            (
                tile["label"],
                (tile["kind"], tile["value"]),
                (tile["kind"], tile["before"]),
                tile["sample"],
                tile["counted"],
            )
            for tile in figures["tiles"]
        ),
    )


def _within(figures, env):
    columns = [
        (env._("Within minutes"), "count"),
        (env._("Share"), "share"),
        (env._("Inquiries"), "count"),
        (env._("Of"), "count"),
        (env._("Before"), "share"),
    ]
    names = ("minutes", "share", "count", "of", "before")
    return Sheet(env._("First answer"), columns, _rows(figures["within"], names))


def _trend(figures, env):
    columns = [
        (env._("From"), "text"),
        (env._("Inquiries"), "count"),
        (env._("First answer, half within"), "minutes"),
        (env._("First answer, 9 of 10 within"), "minutes"),
        (env._("On time"), "share"),
        (env._("Within 5 minutes"), "share"),
    ]
    names = ("from", "inquiries", "median", "p90", "on_time", "within_5")
    return Sheet(env._("Trend"), columns, _rows(figures["trend"]["points"], names))


def _funnel(figures, env):
    columns = [
        (env._("Step"), "text"),
        (env._("Inquiries"), "count"),
        (env._("Of all"), "share"),
        (env._("Of the step before"), "share"),
        (env._("Lost at this step"), "count"),
    ]
    rows = (
        (
            *(step[name] for name in ("label", "count", "share", "step_share")),
            step["lost"] and step["lost"]["count"],
        )
        for step in figures["funnel"]
    )
    return Sheet(env._("Funnel"), columns, rows)


def _heat(figures, words):
    env = words.env
    columns = [
        (env._("Weekday"), "text"),
        (env._("Hour"), "text"),
        (env._("Inquiries"), "count"),
        (env._("First answer, half within"), "minutes"),
        (env._("On time"), "share"),
        (env._("Came while closed"), "count"),
        (env._("People on duty"), "count"),
    ]
    weekdays = words.choices("medspa.inquiry.report", "weekday")
    hours = dict(HOURS)
    cells = figures["heat"]["cells"] + figures["heat"]["on_duty"]
    cells.sort(key=lambda cell: (cell["weekday"], cell["hour"]))
    names = ("inquiries", "median", "on_time", "closed", "on_duty")
    rows = (
        (weekdays[cell["weekday"]], hours[cell["hour"]], *(cell[n] for n in names))
        for cell in cells
    )
    return Sheet(env._("Hours"), columns, rows)


def _speed(figures, env):
    columns = [
        (env._("Answered within"), "text"),
        (env._("Inquiries"), "count"),
        (env._("Booked"), "share"),
        (env._("Show rate"), "share"),
        (env._("Close rate"), "share"),
    ]
    names = ("label", "inquiries", "booking_rate", "show_rate", "close_rate")
    return Sheet(env._("Speed"), columns, _rows(figures["speed"], names))


def _sources(figures, env):
    columns = [
        (env._("Source"), "text"),
        (env._("Inquiries"), "count"),
        (env._("Cost"), "money"),
        (env._("Cost per inquiry"), "money"),
        (env._("Cost per booking"), "money"),
        (env._("Cost per visit"), "money"),
        (env._("Cost per patient won"), "money"),
        (env._("Revenue won"), "money"),
        (env._("Revenue / cost"), "ratio"),
        (env._("First answer, half within"), "minutes"),
        (env._("Contacted"), "share"),
        (env._("Booked"), "share"),
        (env._("Show rate"), "share"),
        (env._("Close rate"), "share"),
        (env._("Diagnosis"), "text"),
        (env._("What is seen"), "text"),
        (env._("Rule"), "text"),
    ]
    names = (
        *("name", "inquiries", "cost", "cost_per_inquiry", "cost_per_booked"),
        *("cost_per_showed", "cost_per_won", "revenue", "return_rate", "median"),
        *("contacted_rate", "booking_rate", "show_rate", "close_rate"),
    )
    rows = (
        (
            *(row[name] for name in names),
            *((row["diagnosis"] or {}).get(name) for name in ("label", "text", "rule")),
        )
        for row in (*figures["sources"], figures["sources_total"])
    )
    return Sheet(env._("Sources"), columns, rows)


def _people(figures, env):
    columns = [
        (env._("Person"), "text"),
        (env._("Inquiries"), "count"),
        (env._("Answered"), "count"),
        (env._("Once we knew, half within"), "minutes"),
        (env._("Until we knew, average"), "minutes"),
        (env._("On time"), "share"),
        (env._("Missed"), "count"),
        (env._("Calls and messages"), "count"),
    ]
    names = (
        *("name", "inquiries", "answered", "median", "system_delay", "on_time"),
        *("missed", "attempts"),
    )
    return Sheet(env._("People"), columns, _rows(figures["people"], names))


def _not_sent(figures, env):
    followup = figures["followup"]
    columns = [(env._("Follow-up"), "text"), (env._("Number"), "any")]
    rows = [
        (env._("Steps due"), ("count", followup["due"])),
        (env._("Steps done"), ("count", followup["done"])),
        (env._("Done, share"), ("share", followup["share"])),
        *(
            (env._("Not sent: %s", row["reason"]), ("count", row["count"]))
            for row in followup["not_sent"]
        ),
    ]
    return Sheet(env._("Follow-up"), columns, rows)


def _apart(figures, env):
    columns = [(env._("Excluded"), "text"), (env._("Inquiries"), "count")]
    return Sheet(
        env._("Excluded"), columns, _rows(figures["apart"], ("label", "count"))
    )


def _counted(figures, words):
    env = words.env
    columns = [(env._("Block"), "text"), (env._("How it is counted"), "text")]
    rows = [(words.block(key), text) for key, text in figures["counted"].items()]
    return Sheet(env._("How it is counted"), columns, rows)


def _rows(dicts, names):
    return ([one[name] for name in names] for one in dicts)
