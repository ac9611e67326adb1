"""Which treatments a person's own words name, misspelt by a letter or not.

Looser than :mod:`..vocabulary`: slugs, plurals, accents and one wrong letter are
forgiven.
"""

import re
from functools import lru_cache

from ..accents import without_accents

_WORD = re.compile(r"[^\W_]+\+?")
_LONG_ENOUGH = 6  # letters from which on one may be wrong
_MOST_WORDS = 400


def find(text, entries):
    """Return the keys whose name or alias stands in a text, in the order of entries.

    :param str text: a person's words, or a choice of a form: ``laser_hair_removal``.
    :param entries: ``((key, words), ...)`` with words as :func:`..vocabulary.words`
        returns them.
    """
    said = _words(text)[:_MOST_WORDS]
    places = {}
    for place, word in enumerate(said):
        places.setdefault(word[0], []).append(place)
    return [
        key
        for key, names in entries
        if any(_says(said, places, _words_of_name(name)) for name in names)
    ]


def _words(text):
    return _WORD.findall(without_accents(text.casefold()))


@lru_cache(maxsize=2_000)
def _words_of_name(name):
    return _words(name)


def _says(said, places, name):
    """Say whether the words of a name stand in a row in what was said.

    :param dict places: where words begin with a letter; the first is never wrong.
    """
    length = len(name)
    if not length:
        return False
    starts = places.get(name[0][0], ())
    if length == 1 or len(said) < length:
        squeezed = "".join(name)
        return any(_alike(said[start], squeezed) for start in starts)
    return any(
        start + length <= len(said)
        and all(map(_alike, said[start : start + length], name))
        for start in starts
    )


def _alike(word, name):
    if word == name or _singular(word) == _singular(name):
        return True
    return (
        len(name) >= _LONG_ENOUGH and word[0] == name[0] and _differ_by_one(word, name)
    )


def _singular(word):
    if len(word) > 4 and word.endswith("es") and word[-3] in "sxz":
        return word[:-2]
    return (
        word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word
    )


def _differ_by_one(one, other):
    """Say whether one letter is wrong, missing, too much or changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    rest, longer = one[start:], other[start:]
    if len(one) < len(other):
        return rest == longer[1:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return rest[1:] == longer[1:] or swapped == longer
