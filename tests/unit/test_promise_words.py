"""Promises in whole sentences, against a table that was read by people."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.local_time import to_utc
from medspa_speed_to_lead.tools.promise import Promise, promise
from medspa_speed_to_lead.tools.promise_words import in_words
from medspa_speed_to_lead.tools.working_time import AROUND_THE_CLOCK, Timeline

CASES = Path(__file__).parents[1] / "cases" / "promises.csv"
ROWS = list(csv.DictReader(CASES.open(encoding="utf-8")))
# hours by weekday, as the table's practices keep them; closed on the days beside
PRACTICES = {
    "Austin": (
        "America/Chicago",
        [[(9, 12), (13, 20)]] * 4 + [[(9, 15)], [(10, 14)], []],
        [datetime(2026, 11, 26), datetime(2026, 12, 24)]
        + [datetime(2026, 12, 25) + timedelta(days=days) for days in range(10)],
    ),
    "Seattle": (
        "America/Los_Angeles",
        [[]] + [[(10, 18)]] * 5 + [[(22, 26)]],
        [datetime(2026, 11, 26), datetime(2026, 11, 27)],
    ),
    "always": ("America/Chicago", [], []),
}
MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2027, 12, 1))


def timeline(practice):
    zone, week, closures = PRACTICES[practice]
    if not week:
        return AROUND_THE_CLOCK
    days = [datetime(2026, 11, 1) + timedelta(days=number) for number in range(190)]
    return Timeline(
        (to_utc(day + timedelta(hours=start), zone), to_utc(day + end, zone))
        for day in days
        if day not in closures
        for start, hours in week[day.weekday()]
        for end in [timedelta(hours=hours)]
    )


def said(row, language, is_text):
    """Return what is said at a moment of the table: ``late`` is past its deadline."""
    zone = PRACTICES[row["practice"]][0]
    now = to_utc(datetime.fromisoformat(row["local"]), zone)
    hours = timeline(row["practice"])
    is_late = row["minutes"] == "late"
    due = None if is_late else hours.add(now, int(row["minutes"]) * 60)
    return in_words(promise(hours, now, due), now, zone, language, is_text)


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row['local']} {row['minutes']}"
)
def test_sentence_is_the_one_that_was_read(row):
    told = {
        "email_en": said(row, "en_US", False),
        "text_en": said(row, "en_US", True),
        "email_es": said(row, "es_US", False),
        "text_es": said(row, "es_US", True),
    }
    assert told == {name: row[name] for name in told}


def test_table_holds_weekends_holidays_and_two_zones():
    assert len(ROWS) >= 60
    assert len({PRACTICES[row["practice"]][0] for row in ROWS}) == 2
    weekdays = {datetime.fromisoformat(row["local"]).weekday() for row in ROWS}
    assert weekdays == set(range(7))


@given(
    now=MOMENTS,
    by=st.none() | st.integers(0, 40 * 24 * 60),
    edge=st.integers(1, 40 * 24 * 60),
    is_closed=st.booleans(),
    language=st.sampled_from(["en_US", "es_US", "es_419", "en_GB", "fr_FR", "es_XX"]),
    is_text=st.booleans(),
)
def test_every_promise_is_a_whole_sentence(now, by, edge, is_closed, language, is_text):
    edge = now + timedelta(minutes=edge)
    made = Promise(
        None if by is None else now + timedelta(minutes=by + 1),
        closes_at=None if is_closed else edge,
        opens_at=edge if is_closed else None,
    )
    words = in_words(made, now, "America/Chicago", language, is_text)
    assert words.endswith(".")
    assert not any(part in words for part in ("by on", "  ", "{", "}", "..", " ,"))
    assert not set(words) & set("\u00a0\u202f’“”—")


def test_time_is_that_of_the_locale():
    now = datetime(2027, 1, 4, 18)
    made = Promise(now + timedelta(hours=1))
    told = [in_words(made, now, "UTC", code) for code in ("en_GB", "es_ES", "es_MX")]
    assert told == [
        "You'll hear from us by 19:00.",
        "Nos comunicaremos con usted antes de las 19:00.",
        "Nos comunicaremos con usted antes de las 7:00 p.m.",
    ]


def test_other_language_is_english_with_english_days():
    now = datetime(2027, 1, 4, 18)
    made = Promise(now + timedelta(days=9))
    expected = "You'll hear from us Wednesday, January 13, by 6:00 PM."
    assert in_words(made, now, "UTC", "fr_FR") == expected
    assert in_words(made, now, "UTC", "") == expected
