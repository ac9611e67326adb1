"""A label or a key as plain words, whoever wrote it and however."""

import re
from functools import lru_cache

from ...accents import without_accents

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´](?=\w)")
_NUMBER_SIGN = re.compile(r"#(?!\d)")
_NUMBERED = re.compile(r"(?:q|question|field|input|f)?\s*\d+\s*[_.):-]\s*(?=\D)", re.I)


@lru_cache(maxsize=4096)
def words(label):
    """Return the words of a label, plain and small: ``("first", "name")``."""
    label = _NUMBERED.sub("", label, count=1) if _NUMBERED.match(label) else label
    label = _APOSTROPHE.sub("", _CAMEL.sub(" ", label))
    if "#" in label:  # "Phone #", "Best # to reach you"
        label = _NUMBER_SIGN.sub(" number ", label)
    return tuple(_WORD.findall(without_accents(label).casefold()))
