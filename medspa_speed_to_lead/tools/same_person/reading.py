"""What a typed name says: its words by their letters alone, and how many it is of."""

import re
from typing import NamedTuple

from ..accents import without_accents
from .given_names import GIVEN

_MOST_WORDS = 6
_MEN = frozenset("mr mister sr senor".split())
_WOMEN = frozenset("mrs ms miss sra srta senora senorita".split())
_TITLES = (
    _MEN
    | _WOMEN
    | frozenset("dr dra doctor mx prof rev md do phd rn np pa dds esq mba fnp".split())
)
GENERATIONS = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
}
# "Ana's mom": about somebody, and not them
_RELATIONS = frozenset(
    "mom mother mum mama dad father papa wife husband daughter son sister brother "
    "esposa esposo hija hijo hermana hermano madre padre partner assistant".split()
)
_PARTICLES = frozenset("de del la las los da do dos di du van von der den".split())
_FAMILY = frozenset("family familia".split())
# nobody is called so: it says nothing
_NOBODY = frozenset(
    "test tester none null undefined unknown anonymous anon nobody na name firstname "
    "lastname customer client patient guest user lead facebook instagram "
    "noname".split()
)
# how names are cut short on forms, in Spanish and in old English
_CUT_SHORT = {
    "ma": "maria",
    "fco": "francisco",
    "fca": "francisca",
    "gpe": "guadalupe",
    "fdo": "fernando",
    "fdez": "fernandez",
    "glez": "gonzalez",
    "glz": "gonzalez",
    "gzz": "gonzalez",
    "gtz": "gutierrez",
    "hdz": "hernandez",
    "mtz": "martinez",
    "rdz": "rodriguez",
    "rmz": "ramirez",
    "vzqz": "vazquez",
    "wm": "william",
    "chas": "charles",
    "thos": "thomas",
    "robt": "robert",
    "geo": "george",
}
_ASIDE = re.compile(r"""\(([^()]*)\)|"([^"]*)"|“([^”]*)”""")
_INNER_MARKS = re.compile(r"['’‘ʼ`´.]")
_BETWEEN = re.compile(r"[^\w]+|_+")
_AND = re.compile(r"\s*[&+]\s*")
# "Ruiz y Gomez" is one surname, "Maria y Jose" are two people
_PERHAPS_AND = re.compile(r"(\w+)?(?:\s*/\s*|\s+y\s+)(\w+)")
_BETWEEN_TWO = frozenset("and or with con".split())


class Name(NamedTuple):
    """A name as it was typed.

    ``typed`` are all its words but titles, ``words`` those of the person. ``marks``
    tell people of one name apart: ``"jr"``, ``"man"``, ``"relation"``. ``several``
    share a box.
    """

    typed: tuple = ()
    words: tuple = ()
    marks: frozenset = frozenset()
    several: bool = False


def read(name: str) -> Name:
    """Read a name. Without ``words`` it says nothing (empty, an address, "test")."""
    text = without_accents(name or "").casefold()
    if "@" in text or sum(letter.isdigit() for letter in text) > 4:
        return Name()
    text = _in_order(_with_and(text))
    nicknames = [word for found in _ASIDE.findall(text) for word in found if word]
    typed = _split(_ASIDE.sub(" ", text)) or _split(" ".join(nicknames))
    words = typed[1:] if typed[:1] == ["sr"] else typed
    kept = [w for w in words if w not in _TITLES or w in GENERATIONS][:_MOST_WORDS]
    if "".join(kept) in _NOBODY or set(kept) <= _NOBODY:
        return Name()
    several = _is_several(typed)
    left_out = _PARTICLES | set(GENERATIONS)
    left_out |= _BETWEEN_TWO | _FAMILY if several else set()
    people = [word for word in kept if word not in left_out] or kept
    return Name(tuple(kept), tuple(people), _marks(typed, words, several), several)


def _with_and(text):
    """Write out what stands between two people in one box."""

    def of_two(found):
        one, other = found.groups()
        is_two = one in GIVEN and other in GIVEN
        return f"{one} and {other}" if is_two else found[0]

    return _PERHAPS_AND.sub(of_two, _AND.sub(" and ", text))


def _in_order(text):
    """Put "lopez, maria" in order; what follows may be a suffix, which stays."""
    before, comma, after = text.partition(",")
    said = set(_split(after)) - _TITLES - set(GENERATIONS)
    return f"{after} {before}" if comma and said else text


def _split(text):
    joined = _INNER_MARKS.sub("", text)
    return [_CUT_SHORT.get(word, word) for word in _BETWEEN.split(joined) if word]


def _is_several(typed):
    inner = set(typed[1:-1])
    return bool(_BETWEEN_TWO & inner or _FAMILY & set(typed) and len(typed) > 1)


def _marks(typed, words, several):
    marks = {GENERATIONS[word] for word in words if word in GENERATIONS}
    if _RELATIONS & set(typed):
        marks.add("relation")
    said = {typed[0]} if not several else set()
    marks |= {"man"} if said & _MEN else set()
    marks |= {"woman"} if said & _WOMEN else set()
    return frozenset(marks)
