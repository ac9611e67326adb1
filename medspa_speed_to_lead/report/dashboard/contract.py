"""What ``medspa.dashboard.read_figures`` answers: keys, shapes and units.

The browser, its tests and the workbook read exactly this. Plain Python, so that also
what knows nothing of Odoo can be held against it. Each ``open`` is the list of exactly
the records that its number counts.
"""

from typing import Any, Literal, TypedDict

Share = float | None  # 0 to 1; None: of nothing
Minutes = float | None  # that the practice is open; None: of nothing
Money = float | None  # in the company's currency; None: not known
Day = str  # 2026-03-02
RecordId = int | Literal[False]  # False: those without


class Opening(TypedDict):
    """What a screen needs to open a list of records."""

    model: str
    name: str
    domain: list[Any]
    context: dict[str, Any]


class Filters(TypedDict):
    """As they were understood; lists are of ids, empty for all."""

    date_from: Day
    date_to: Day
    compare: Literal["previous", "year", "none"]
    compare_from: Day | None
    compare_to: Day | None
    team_ids: list[int]
    source_ids: list[int]  # of medspa.origin: a marketing source has its own id
    treatment_ids: list[int]


class Choice(TypedDict):
    id: int
    name: str


class Choices(TypedDict):
    teams: list[Choice]
    sources: list[Choice]
    treatments: list[Choice]


class Currency(TypedDict):
    id: int
    name: str
    symbol: str
    position: Literal["before", "after"]
    digits: int


class Tile(TypedDict):
    """One figure; ``value`` and ``before`` are of its kind."""

    key: str
    label: str
    kind: Literal["count", "share", "minutes", "money"]
    value: float | None
    before: float | None
    sample: int  # inquiries of which it is the figure
    good: Literal["up", "down"]
    open: Opening
    counted: str


class Within(TypedDict):
    """First answers within so many minutes."""

    minutes: int
    share: Share
    count: int
    of: int
    before: Share
    open: Opening


Point = TypedDict(
    "Point",
    {
        "from": Day,
        "label": str,
        "inquiries": int,
        "median": Minutes,
        "p90": Minutes,
        "on_time": Share,
        "within_5": Share,
        "open": Opening,
    },
)


class Trend(TypedDict):
    unit: Literal["day", "week", "month"]
    points: list[Point]


class Lost(TypedDict):
    """Those of the step before that did not take a step."""

    count: int
    open: Opening


class Step(TypedDict):
    """A step of the funnel, as a share of all and of the step before."""

    key: str
    label: str
    count: int
    share: Share
    step_share: Share
    lost: Lost | None
    open: Opening


class Cell(TypedDict):
    """An hour of the week, weekdays from 1 for Monday, hours from 00."""

    weekday: str
    hour: str
    inquiries: int
    median: Minutes
    on_time: Share
    closed: int  # came while closed
    on_duty: int  # people
    open: Opening | None


class Arrival(TypedDict):
    count: int
    share: Share
    open: Opening


class Sentence(TypedDict):
    text: str
    count: int
    open: Opening


Heat = TypedDict(
    "Heat",
    {
        "cells": list[Cell],
        "on_duty": list[Cell],  # hours in which nobody came
        "closed": Arrival,
        "break": Arrival,
        "sentences": list[Sentence],
    },
)


class Speed(TypedDict):
    """The inquiries that were answered so fast."""

    bucket: str
    label: str
    inquiries: int
    booking_rate: Share
    show_rate: Share
    close_rate: Share
    small: bool  # too few to say
    open: Opening


class Diagnosis(TypedDict):
    key: str
    label: str
    text: str
    rule: str


class _SourceFigures(TypedDict):
    name: str
    inquiries: int
    cost: Money
    cost_per_inquiry: Money
    cost_per_booked: Money
    cost_per_showed: Money
    cost_per_won: Money
    revenue: float  # money
    return_rate: float | None  # revenue by cost
    median: Minutes
    contacted_rate: Share
    booking_rate: Share
    show_rate: Share
    close_rate: Share
    small: bool
    open: Opening


class Source(_SourceFigures):
    """An origin; its id is what ``source_ids`` of the filters take."""

    id: RecordId
    diagnosis: Diagnosis | None  # None: of those of which nothing is known


class AllSources(_SourceFigures):
    id: None
    diagnosis: None


class Person(TypedDict):
    id: RecordId
    name: str
    inquiries: int
    answered: int
    median: Minutes
    system_delay: float | None  # minutes on the clock
    on_time: Share
    missed: int
    attempts: int
    small: bool
    open: Opening
    open_missed: Opening | None


class NotSent(TypedDict):
    reason: str
    count: int
    open: Opening


class Followup(TypedDict):
    due: int
    done: int
    share: Share
    open_due: Opening
    not_sent: list[NotSent]


class Apart(TypedDict):
    """What stands outside of every figure."""

    key: str
    label: str
    count: int
    open: Opening


class HintAction(TypedDict):
    label: str
    xmlid: str


class Hint(TypedDict):
    """What to do where there is nothing to see."""

    title: str
    text: str
    action: HintAction | None


class Answer(TypedDict):
    """The whole answer, a key for each block."""

    filters: Filters
    choices: Choices
    currency: Currency
    generated_at: str  # 2026-03-02T16:00:00Z
    tiles: list[Tile]
    within: list[Within]
    trend: Trend
    funnel: list[Step]
    heat: Heat
    speed: list[Speed]
    speed_sentence: str | None
    sources: list[Source]
    sources_total: AllSources
    spend_hint: Hint | None
    people: list[Person]
    followup: Followup
    apart: list[Apart]
    counted: dict[str, str]  # how it is counted, by key of tile or block
    empty: Hint | None
    first_week: bool
