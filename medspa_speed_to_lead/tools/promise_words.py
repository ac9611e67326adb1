"""What is promised to a patient, in whole sentences.

Each case is a sentence of its own in each language: what is put together from parts
says “by on Tuesday”. Dates and times are those of the locale.
"""

from datetime import date, datetime, timedelta

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

from .local_time import to_local
from .promise import Promise

FALLBACK = "en_US"
# a weekday alone would be the wrong one, or leave people guessing
_A_WEEK = 7  # days
_EVENING, _SMALL_HOURS = 18, 4
_UNUSUAL_SPACES = str.maketrans("\u00a0\u202f", "  ")

_LETTER = {
    "en": {
        "by": "You'll hear from us by {by}.",
        "on": "You'll hear from us {by_day} by {by}.",
        "open": "We're open until {closes}, and you'll hear from us by {by}.",
        "closing": "We close at {closes} today, so you'll hear from us {by_day} by "
        "{by}.",
        "opening": "We're closed right now. We open {opens_day} at {opens}, and you'll "
        "hear from us by {by}.",
        "at opening": "We're closed right now. You'll hear from us {opens_day} at "
        "{opens}, as soon as we open.",
        "after opening": "We're closed right now. We open {opens_day} at {opens}, and "
        "you'll hear from us {by_day} by {by}.",
        "first thing": "We're closed right now. We open {opens_day} at {opens}, and "
        "we'll get back to you first thing.",
        "away, opening": "We're closed until {opens_day} at {opens}. You'll hear from "
        "us that day by {by}.",
        "away, at opening": "We're closed until {opens_day} at {opens}. You'll hear "
        "from us as soon as we open.",
        "away, after opening": "We're closed until {opens_day} at {opens}. You'll hear "
        "from us {by_day} by {by}.",
        "away, first thing": "We're closed until {opens_day} at {opens}. We'll get "
        "back to you first thing that day.",
        "soon": "Someone will be in touch very soon.",
    },
    "es": {
        "by": "Nos comunicaremos con usted antes de {by}.",
        "on": "Nos comunicaremos con usted {by_day} antes de {by}.",
        "open": "Estamos abiertos hasta {closes} y nos comunicaremos con usted antes "
        "de {by}.",
        "closing": "Hoy cerramos a {closes}, así que nos comunicaremos con usted "
        "{by_day} antes de {by}.",
        "opening": "En este momento estamos cerrados. Abrimos {opens_day} a {opens} y "
        "nos comunicaremos con usted antes de {by}.",
        "at opening": "En este momento estamos cerrados. Nos comunicaremos con usted "
        "{opens_day} a {opens}, en cuanto abramos.",
        "after opening": "En este momento estamos cerrados. Abrimos {opens_day} a "
        "{opens} y nos comunicaremos con usted {by_day} antes de {by}.",
        "first thing": "En este momento estamos cerrados. Abrimos {opens_day} a "
        "{opens} y nos comunicaremos con usted a primera hora.",
        "away, opening": "Estaremos cerrados hasta {opens_day} a {opens}. Ese día nos "
        "comunicaremos con usted antes de {by}.",
        "away, at opening": "Estaremos cerrados hasta {opens_day} a {opens}. Nos "
        "comunicaremos con usted en cuanto abramos.",
        "away, after opening": "Estaremos cerrados hasta {opens_day} a {opens}. Nos "
        "comunicaremos con usted {by_day} antes de {by}.",
        "away, first thing": "Estaremos cerrados hasta {opens_day} a {opens}. Ese día "
        "nos comunicaremos con usted a primera hora.",
        "soon": "Nos comunicaremos con usted muy pronto.",
    },
}
# of a text every letter counts: fewer cases, fewer words
_TEXT = {
    "en": {
        "by": "You'll hear from us by {by}.",
        "on": "You'll hear from us {by_day} by {by}.",
        "opening": "We're back {opens_day} and you'll hear from us by {by}.",
        "at opening": "You'll hear from us {opens_day} at {opens}.",
        "first thing": "We're back {opens_day} and you'll hear from us first thing.",
        "soon": "We'll be in touch very soon.",
    },
    "es": {
        "by": "Le responderemos antes de {by}.",
        "on": "Le responderemos {by_day} antes de {by}.",
        "opening": "Abrimos {opens_day} y le responderemos antes de {by}.",
        "at opening": "Le responderemos {opens_day} a {opens}.",
        "first thing": "Le responderemos {opens_day} a primera hora.",
        "soon": "Le responderemos muy pronto.",
    },
}
_AWAY = "away, "
_TEXT_CASE = {"open": "by", "closing": "on", "after opening": "on"}
_DAYS = {
    "en": {"today": "today", "tomorrow": "tomorrow", "other": "{}", "dated": "{},"},
    "es": {"today": "hoy", "tomorrow": "mañana", "other": "el {}", "dated": "el {}"},
}
_DATES = {  # by language or locale; in a letter and in a text
    "en": ("EEEE d MMMM", "EEE d MMM"),
    "en_US": ("EEEE, MMMM d", "EEE, MMM d"),
    "es": ("EEEE d 'de' MMMM", "EEE d 'de' MMM"),
}
_MIDNIGHT = {"en": "midnight", "es": "la medianoche"}


def in_words(
    made: Promise, now: datetime, zone: str, language: str, is_text: bool = False
) -> str:
    """Return a promise as one or two sentences.

    :param now: the moment at which they are read, naive UTC, as all moments are.
    :param zone: the time zone of the practice.
    :param language: a code such as ``es_MX``; English unless it is Spanish.
    :param is_text: in few letters, for a text message.
    """
    words = _Words(now, zone, language, is_text)
    case = _case(made, words)
    sentence = _LETTER[words.language][case]
    if is_text:
        case = case.removeprefix(_AWAY)
        sentence = _TEXT[words.language][_TEXT_CASE.get(case, case)]
    # Spanish clocks write “a.m.”, and a sentence ends with one full stop
    return sentence.format_map(_Parts(made, words)).replace("..", ".")


def _case(made, words):
    """Return which of the sentences it is."""
    by, opens, closes = made.answer_by, made.opens_at, made.closes_at
    if not made.is_closed or (by and by < opens):
        if not by:
            return "soon"
        is_seen = closes and words.days_until(closes) == 0
        if words.days_until(by) == 0:
            return "open" if is_seen and by <= closes else "by"
        return "closing" if is_seen and not _reopens_today(made, words) else "on"
    away = _AWAY if words.days_until(opens) >= _A_WEEK else ""
    if not by:
        return f"{away}first thing"
    if by == opens:
        return f"{away}at opening"
    if words.days_until(by) == words.days_until(opens):
        return f"{away}opening"
    return f"{away}after opening"


def _reopens_today(made, words):
    """Say whether what closes is only a break."""
    return made.reopens_at and words.days_until(made.reopens_at) == 0


def date_in_words(day: date, language: str, is_short: bool = False) -> str:
    """Return “Monday, January 4”, in short “Mon, Jan 4”, as its language writes it.

    :param language: a code such as ``es_MX``, of any language.
    """
    try:
        locale = Locale.parse(language or FALLBACK)
    except (UnknownLocaleError, ValueError):
        locale = _locale(language)
    patterns = _DATES.get(str(locale)) or _DATES.get(locale.language) or _DATES["en"]
    return format_date(day, patterns[is_short], locale=locale)


class _Words:
    """Names of moments, in one language and place, as seen from a moment."""

    def __init__(self, now, zone, language, is_text):
        self.zone = zone
        self.now = to_local(now, zone)
        self.is_text = is_text
        self.locale = _locale(language)
        self.language = self.locale.language

    def days_until(self, moment):
        """Return in how many days it is; the small hours still belong to an evening,
        and midnight to the day that it ends."""
        local = to_local(moment, self.zone)
        days = (_day(local) - self.now.date()).days
        is_tonight = self.now.hour >= _EVENING and local.hour < _SMALL_HOURS
        return 0 if days == 1 and is_tonight else days

    def time(self, moment):
        """Return “9:05 AM”, in Spanish with its article: “las 9:05 a.m.”."""
        local = to_local(moment, self.zone)
        if (local.hour, local.minute) == (0, 0):
            return _MIDNIGHT[self.language]
        shown = format_time(local.time(), "short", locale=self.locale)
        shown = shown.translate(_UNUSUAL_SPACES)
        if self.language != "es":
            return shown
        return f"la {shown}" if shown.split(":")[0] in ("1", "01") else f"las {shown}"

    def day(self, moment):
        """Return “today”, “tomorrow”, “Monday” or “Monday, January 4,”."""
        names, days = _DAYS[self.language], self.days_until(moment)
        if days in (0, 1):
            return names["tomorrow" if days else "today"]
        day = _day(to_local(moment, self.zone))
        if days < _A_WEEK:
            return names["other"].format(format_date(day, "EEEE", locale=self.locale))
        shown = date_in_words(day, str(self.locale), self.is_text)
        named = names["dated"].format(shown)
        return named.rstrip(",") if self.is_text else named


def _day(local):
    return (local - timedelta(microseconds=1)).date()


class _Parts(dict):
    """What stands in the braces of a sentence, named when it is asked for."""

    def __init__(self, made, words):
        super().__init__()
        self._moments = {
            "by": made.answer_by,
            "opens": made.opens_at,
            "closes": made.closes_at,
        }
        self._words = words

    def __missing__(self, part):
        name, _, is_day = part.partition("_")
        moment = self._moments[name]
        return self._words.day(moment) if is_day else self._words.time(moment)


def _locale(language):
    """Return the locale of a language that we have sentences in."""
    known = language if (language or "")[:2] in _LETTER else FALLBACK
    try:
        return Locale.parse(known)
    except (UnknownLocaleError, ValueError):  # a country that nobody knows
        return Locale.parse("es" if known.startswith("es") else FALLBACK)
