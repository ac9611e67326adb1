"""Whether a value is a person's name, where no label says so."""

import re

from . import labels
from .consent import answers

_WORD = r"[^\W\d_][^\W\d_'’.-]{0,30}"
_WORDS = re.compile(rf"{_WORD}(?:[ '’.-]{{1,3}}{_WORD}){{0,4}}\.?")
_PARTICLES = set(
    "de del dela la las los da das do dos di van von der den ter y".split()
)
# what a practice offers, and how it files people
_NO_NAMES = set(
    "botox dysport xeomin filler fillers lip lips laser facial peel hair skin "
    "body face consult consultation microneedling hydrafacial coolsculpting "
    "injectables sculptra juvederm wrinkle wrinkles removal treatment special "
    "new existing returning current former patient client customer guest lead "
    "hot warm cold myself self me email phone text texting message call any "
    "either both morning afternoon evening please other none first time "
    "contact form test friend website google facebook instagram nuevo nueva "
    "correo telefono llamada mensaje".split()
)


def is_name(text):
    """Say whether a text may be the name of a person: letters, in up to five words."""
    text = " ".join(text.split())
    if len(text) > 60 or not _WORDS.fullmatch(text) or answers.is_bare_answer(text):
        return False
    return not set(labels.words(text)) & _NO_NAMES


def by_place(fields):
    """Return a name in fields without a label: what stands before an address.

    A form that calls its fields ``text_1`` and ``text_2`` asks for the name first.

    :param list fields: of :class:`.fields.Field`.
    :return: one text with a whole name, two with its parts, or none.
    """
    filled = [one for one in fields if one.text]
    place = next(
        (n for n, one in enumerate(filled) if one.meaning in ("email", "phone")), 0
    )
    before = [one for one in filled[:place] if one.meaning in ("", "note", "message")]
    before = [one for one in before if one.scope == filled[place].scope]
    if not 0 < len(before) < 3 or not all(map(_is_nameless, before)):
        return []
    words = [len(one.text.split()) for one in before]
    is_whole, are_parts = words[0] > 1 and len(before) == 1, words == [1, 1]
    are_names = all(is_name(one.text) and _is_capital(one.text) for one in before)
    found = are_names and (is_whole or are_parts)
    return [one.text for one in before] if found else []


def senders(fields, email):
    """Return the name before an address in one field: ``Ann Lee <ann@b.co>``."""
    for one in fields:
        name, _angle, address = one.text[:200].partition("<")
        name = name.strip(" \"'")
        if email and one.meaning == "email" and address.startswith(email):
            return [name] if " " in name and is_name(name) else []
    return []


def _is_nameless(field):
    return not field.is_mapped and labels.is_unlabelled(field.said.label)


def _is_capital(text):
    return all(word[0].isupper() for word in text.split() if word not in _PARTICLES)
