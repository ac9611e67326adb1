"""The hours of the week on the dashboard: who came, who was on duty, what is slow."""

from ...models.intake.crm_lead import ARRIVALS
from ...tools import slow_hours
from ..duty import people_on_duty
from ..medspa_inquiry_report import WHILE_OPEN
from .figures import share


def heat(question, figures, words):
    duty = people_on_duty(question.teams, question.days)
    cells = [
        _cell(question, key, group, duty, words)
        for key, group in sorted(figures.by_hour.items())
    ]
    empty = [
        {**_empty_cell(*key), "on_duty": people}
        for key, people in sorted(duty.items())
        if key not in figures.by_hour
    ]
    arrived = {key: 0 for key, _name in ARRIVALS}
    for (_weekday, _hour, arrival), group in figures.by_arrival.items():
        if arrival:
            arrived[arrival] += group["inquiries"]
    known = sum(arrived.values())
    return {
        "cells": cells,
        "on_duty": empty,
        "closed": _arrival(question, arrived, known, words, "closed"),
        "break": _arrival(question, arrived, known, words, "break"),
        "sentences": _heat_sentences(question, figures, duty, arrived, known, words),
    }


def _cell(question, key, group, duty, words):
    weekday, hour = key
    return {
        "weekday": weekday,
        "hour": hour,
        "inquiries": group["inquiries"],
        "median": group["median"],
        "on_time": group["on_time_rate"],
        "closed": group["closed_arrival"],
        "on_duty": duty.get(key, 0),
        "open": question.open(
            words.hour(weekday, hour), ("weekday", "=", weekday), ("hour", "=", hour)
        ),
    }


def _empty_cell(weekday, hour):
    return {
        "weekday": weekday,
        "hour": hour,
        "inquiries": 0,
        "median": None,
        "on_time": None,
        "closed": 0,
        "open": None,
    }


def _arrival(question, arrived, known, words, key):
    return {
        "count": arrived[key],
        "share": share(arrived[key], known),
        "open": question.open(words.arrival(key), ("arrival", "=", key)),
    }


def _heat_sentences(question, figures, duty, arrived, known, words):
    closed = arrived["closed"] + arrived["break"]
    hours = _open_hours(figures, duty)
    return [
        {
            "text": sentence.text,
            "count": sentence.count,
            "open": question.open(sentence.text, *_hours_condition(sentence.hours)),
        }
        for sentence in slow_hours.sentences(hours, known, closed, words.env)
    ]


def _open_hours(figures, duty):
    """Return the hours of the week with what came while open, and who was there."""
    came = {}
    for (weekday, hour, arrival), group in figures.by_arrival.items():
        if arrival in WHILE_OPEN:
            counts = (group["inquiries"], group["judged"], group["on_time"])
            before = came.get((weekday, hour), (0, 0, 0))
            came[weekday, hour] = tuple(map(sum, zip(before, counts, strict=True)))
    return slow_hours.hours_of(came, duty)


def _hours_condition(hours):
    if hours is None:
        return [("arrival", "in", ["closed", "break"])]
    weekday, of_day = hours
    return [
        ("weekday", "=", str(weekday)),
        ("hour", "in", [f"{hour:02}" for hour in of_day]),
        ("arrival", "in", list(WHILE_OPEN)),
    ]
