"""All that was said, as one card: what is recognised, and the rest to be read."""

from dataclasses import dataclass, replace

from ..inquiry import Inquiry
from . import labels, person, shapes, values
from .consent import answers
from .consents import consents_of
from .fields import campaign_of
from .person import filled
from .rest import rest_of
from .wire import bodies
from .wire.clean import line
from .words.phrases import CLICK_IDS, PHRASES

# what a person may choose for a field; `note` stands on the card, `technical` does not
MEANINGS = (
    *(*PHRASES, "middle_name", "gclid", "consents", "no_texts", "no_emails"),
    *("no_contact", "trap", "note", "technical"),
)
INTENTS = {
    "pricing": "price prices pricing cost costs quote precio precios costo cotizacion",
    "consultation": "consultation consult book booking appointment cita reservar",
    "general": "general other otro question info information",
}
_IDS = (("external",), ("submission", "response", "entry", "lead", "leadgen", "unique"))
# where nobody lives
_ANOTHER_ZONE = "Etc/GMT+12"
_UTM = ("utm_source", "utm_medium", "utm_campaign")


@dataclass(frozen=True)
class Understood:
    """How one field was understood, for who sets up a source.

    ``how``: ``recognized``, ``mapped`` by a person, kept as a ``note``, or ``left_out``
    because it is empty, a repetition or of a machine.
    """

    path: str
    label: str
    value: str
    meaning: str
    how: str


@dataclass(frozen=True)
class Read(Inquiry):
    """An inquiry as any form may bring it, with how each field was understood."""

    understood: tuple[Understood, ...] = ()

    @property
    def says_nothing(self):
        """No field holds anything."""
        return not any(one.value for one in self.understood)


def parse(body, content_type="", query="", **how):
    """Turn a body of any shape into a :class:`Read`; the rest as :func:`read`.

    :raises UnreadableBody: when it is over the limits or cannot be unpacked.
    """
    received = bodies.read(body, content_type, query)
    said = [*shapes.flatten(received.tree), *shapes.flatten(received.query)]
    return read(said, **how)


def read(said, *, country="US", zone="UTC", mapping=None):
    """Put together what was said.

    :param list said: of :class:`.shapes.Said`.
    :param str country: two letters, where numbers without a country code are dialed.
    :param str zone: name of the zone of moments without an offset.
    :param dict mapping: meanings by paths, as a person chose them.
    """
    fields, who = person.among(said, country, mapping or {})
    found = {
        **vars(who),
        **_words(fields),
        **consents_of(fields),
        **_campaign(fields),
        **_submitted(fields, zone),
        "external_id": _external_id(fields),
        "is_test": _is_test(fields),
        "is_spam": any(map(_caught, filled(fields, "trap"))),
    }
    extra = rest_of(fields)
    card = Read(**found, extra=extra)
    return replace(card, understood=tuple(map(_understood, fields)))


def _understood(field):
    how = "left_out"
    if field.used:
        how = "mapped" if field.is_mapped else "recognized"
    elif field.noted:
        how = "note"
    said = field.said
    return Understood(said.path, said.label, line(said.text), field.meaning, how)


def _take(fields, meaning, limit=500):
    """Return the first filled value of a meaning; equal ones are repetitions."""
    found = filled(fields, meaning)
    if not found:
        return ""
    text = found[0].text
    for one in found:
        one.used = one.text == text
    return line(text, limit)


def _words(fields):
    """Return message, subject, treatment, intent, location and channel."""
    found = filled(fields, "message")
    message = found[0].text if found else ""
    for one in found:
        one.used = one.text == message
    intents = filled(fields, "intent")
    intent = next(filter(None, (_intent(one) for one in intents)), "")
    return {
        "message": message,
        "subject": _subject(fields),
        "treatment": _treatment(fields),
        "intent": intent,
        "location": _take(fields, "location"),
        "channel": _take(fields, "channel"),
        "consent_text": "",
    }


def _subject(fields):
    """Return the subject, which stays among the rest where a person reads it."""
    found = filled(fields, "subject")
    return line(found[0].text) if found else ""


def _treatment(fields):
    chosen = []
    for one in filled(fields, "treatment", "ticked_treatment"):
        one.used = True
        ticked = one.meaning == "ticked_treatment"
        chosen += [one.said.label] if ticked else filter(None, one.said.values)
    return line(", ".join(dict.fromkeys(map(values.readable, chosen))))


def _intent(field):
    said = set(labels.words(field.text))
    for intent, words in INTENTS.items():
        if said & set(words.split()) or field.text.strip().lower() == intent:
            # what says more than the word itself is shown besides
            field.used = len(said) == 1
            return intent
    return ""


def _campaign(fields):
    """Return campaign fields and click ids, named or in the address of the page."""
    named = {one: _take(fields, one) for one in (*_UTM, "utm_term", "utm_content")}
    clicks = {one: _take(fields, one) for one in CLICK_IDS}
    pages = filled(fields, "page")
    page = _take(fields, "page", 2_000)
    referrer = _take(fields, "referrer", 2_000)
    query = {}
    for one in (*pages, *filled(fields, "referrer")):
        query = {**campaign_of(one.text), **query}
    for name in named:
        named[name] = named[name] or line(query.get(name, ""))
    for name in clicks:
        clicks[name] = clicks[name] or line(query.get(name, ""))
    return {
        **named,
        "page": page,
        "referrer": referrer,
        "gclid": clicks["gclid"],
        "click_ids": tuple((name, value) for name, value in clicks.items() if value),
    }


def _submitted(fields, zone):
    """Return when it was submitted, and whether the zone had to be assumed."""
    at = _submitted_at(fields, zone)
    is_assumed = at is not None and _submitted_at(fields, _ANOTHER_ZONE) != at
    return {"submitted_at": at, "is_zone_assumed": is_assumed}


def _submitted_at(fields, zone):
    found = filled(fields, "submitted_at")
    # "created" says more than "timestamp"
    found.sort(key=lambda one: not labels.is_of_submission(one.said.label))
    for one in found:
        if at := values.moment(one.text, zone):
            one.used = True
            return at
    return _of_forms_own(fields, zone)


def _of_forms_own(fields, zone):
    """Return the moment of a date, with or without a time in a field of its own.

    It may be the visit that somebody wishes for: only what stands beside a browser's
    marks counts, and it is shown all the same.
    """
    for day in filled(fields, "submitted_at", "date_part"):
        beside = [one for one in fields if one.scope == day.scope]
        times = [one.text for one in beside if one.meaning == "time_part"]
        if any(map(labels.is_of_browser, (one.said.label for one in beside))):
            for text in (f"{day.text} {time}" for time in ["", *times]):
                if at := values.moment(text.strip(), zone):
                    return at
    return None


def _external_id(fields):
    """Return the key of the submission: ours before the tool's, before an event's."""
    # "client.created" is what happened, not a key of it
    found = [one for one in filled(fields, "external_id") if _is_key(one)]
    for marks in (*_IDS, ()):
        for one in found:
            words = labels.words(one.said.label)
            if not marks or any("".join(words).startswith(mark) for mark in marks):
                one.used = True
                return line(one.text)
    return ""


def _is_key(field):
    if field.text in ("true", "false"):  # false stands for empty: one key for all
        return False
    is_ours = labels.words(field.said.label) == ("external", "id")
    return is_ours or any(map(str.isdigit, field.text))


def _is_test(fields):
    found = filled(fields, "is_test")
    said = [
        True if one.text.startswith("<test lead") else answers.flag(one.text)
        for one in found
    ]
    for one, is_so in zip(found, said, strict=True):
        one.used = is_so is not None
    said = [one for one in said if one is not None]
    return any(said) if said else None


def _caught(trap):
    # a box that nobody ticked is sent as well, and what the check itself found
    squeezed = "".join(labels.words(trap.said.label))
    is_check = "honeypot" in squeezed or "check" in squeezed
    is_verdict = is_check and answers.says_human(trap.text)
    return not is_verdict and answers.flag(trap.text) is not False
