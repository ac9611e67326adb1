"""Whether two names may be those of one person.

Asked only about people who gave the same phone or email. What counts is whether a
front desk would take them for one: "Liz Ruiz" and "RUIZ, ELIZABETH" yes, mother and
daughter no. In doubt they are two.
"""

import re

from ..accents import without_accents
from .nicknames import KNOWN, may_stand_for

_MOST_WORDS = 6
_SHORTEST_MISTYPED = 4  # letters; in a shorter name another letter is another name
_TITLES = frozenset(
    "dr dra doctor mr mister mrs ms miss mx prof sr sra srta senor senora senorita "
    "rev md do phd rn np pa dds esq mba fnp".split()
)
_GENERATIONS = {
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
_PARTICLES = frozenset("de del la las los da do dos di van von der den".split())
# nobody is called so: it says nothing
_NOBODY = frozenset(
    "test tester none null undefined unknown anonymous anon nobody na name firstname "
    "lastname customer client patient guest user lead facebook instagram "
    "noname".split()
)
_ASIDE = re.compile(r"""\(([^()]*)\)|"([^"]*)"|“([^”]*)”""")
_INNER_MARKS = re.compile(r"['’‘ʼ`´.]")
_BETWEEN = re.compile(r"[^\w]+|_+")


def may_be_same(one: str, other: str) -> bool:
    """Say whether two names, as they were typed, may be those of one person.

    A name that says nothing (empty, an address, "test") may be anybody's.
    """
    left, right = _words(one), _words(other)
    if not left or not right:
        return True
    if _differ_by_word(left, right):
        return False
    if "".join(left) == "".join(right):
        return True
    left, right = _people(left), _people(right)
    shorter, longer = sorted((left, right), key=len)
    return (
        _is_written_apart(shorter, longer)
        or _is_initials_of(shorter, longer)
        or _is_initials_of(longer, shorter)
        or _fits(shorter, longer, typos=1)
    )


def says_who(name: str) -> bool:
    """Say whether a name says anything about who it is."""
    return bool(_words(name))


def says_more(name: str, than: str) -> bool:
    """Say whether a name holds all words of another and more: "Nora Diaz", "Nora"."""
    more, less = set(_words(name)), set(_words(than))
    return less < more


def _words(name):
    """Return the words of a name by their letters alone, titles left out."""
    text = without_accents(name or "").casefold()
    if "@" in text or sum(letter.isdigit() for letter in text) > 4:
        return []
    nicknames = [word for found in _ASIDE.findall(text) for word in found if word]
    words = _split(_ASIDE.sub(" ", text)) or _split(" ".join(nicknames))
    if words and words[0] == "sr":
        words = words[1:]
    kept = [w for w in words if w not in _TITLES or w in _GENERATIONS]
    kept = kept[:_MOST_WORDS]
    says_nobody = "".join(kept) in _NOBODY or set(kept) <= _NOBODY
    return [] if says_nobody else kept


def _split(text):
    joined = _INNER_MARKS.sub("", text)
    return [word for word in _BETWEEN.split(joined) if word]


def _people(words):
    kept = [w for w in words if w not in _GENERATIONS and w not in _PARTICLES]
    return kept or words


def _differ_by_word(left, right):
    """Say whether a word tells them apart: father and son, a patient and her mother."""
    generations = [
        {_GENERATIONS[word] for word in words if word in _GENERATIONS}
        for words in (left, right)
    ]
    if all(generations) and generations[0] != generations[1]:
        return True
    return bool(_RELATIONS & set(left)) != bool(_RELATIONS & set(right))


def _is_written_apart(shorter, longer):
    """Say whether they differ by a space: "Maryann Ruiz", "Mary Ann Ruiz"."""
    joined = (
        [*longer[:at], longer[at] + longer[at + 1], *longer[at + 2 :]]
        for at in range(len(longer) - 1)
    )
    return any(sorted(words) == sorted(shorter) for words in joined)


def _is_initials_of(short, long):
    """Say whether a single word is made of the first letters of the other: "JD"."""
    if len(short) != 1 or not 2 <= len(short[0]) <= 3 or len(long) < len(short[0]):
        return False
    return short[0] in (
        "".join(word[0] for word in long),
        long[0][0] + long[-1][0],
    )


def _fits(shorter, longer, typos):
    """Say whether each word of the shorter name is one of the longer, each once."""
    if not shorter:
        return True
    word, *rest = shorter
    for place, other in enumerate(longer):
        left = longer[:place] + longer[place + 1 :]
        if _is_same_word(word, other):
            fits = _fits(rest, left, typos)
        else:
            fits = typos and _is_mistyped(word, other) and _fits(rest, left, typos - 1)
        if fits:
            return True
    return False


def _is_same_word(one, other):
    if one == other or may_stand_for(one, other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)


def _is_mistyped(one, other):
    """Say whether they differ by one letter, or by two that changed places.

    Two names that both exist are two names, and a last letter may tell a daughter from
    her father.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_MISTYPED or len(long) - len(short) > 1:
        return False
    if short in KNOWN and long in KNOWN:
        return False
    if _differs_by_gender(short, long):
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b),
        len(short),
    )
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start + 1 : start + 2] + short[start : start + 1]
    return (
        short[start + 1 :] == long[start + 1 :]
        or swapped + short[start + 2 :] == long[start:]
    )


def _differs_by_gender(short, long):
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} == {"a", "o"}
    return long[:-1] == short and long[-1] == "a"
