"""Whether two names may be those of one person.

Asked only about people who gave the same phone or email. What counts is whether a
front desk would take them for one: "Liz Ruiz" and "RUIZ, ELIZABETH" yes, mother and
daughter no. In doubt they are two, and a person decides.
"""

from .given_names import GIVEN
from .nicknames import KNOWN, may_stand_for
from .reading import GENERATIONS, read

SAME = "same"
# the same first name with another surname: who married, if all addresses agree
RENAMED = "renamed"
DOUBT = "doubt"
DIFFERENT = "different"

_SHORTEST_MISTYPED = 4  # letters; in a shorter name another letter is another name
_SOUND_ALIKE = ({"c", "k"}, {"b", "v"}, {"j", "y"})
# "Jose Maria" is a man, "Maria Jose" a woman
_TURNED = {"maria", "jose"}


def compare(one: str, other: str) -> str:
    """Say whether two names, as they were typed, are of one person: ``SAME``,
    ``RENAMED``, ``DOUBT`` or ``DIFFERENT``.

    A name that says nothing (empty, an address, "test") may be anybody's.
    """
    left, right = read(one), read(other)
    if not left.words or not right.words:
        return SAME
    if _differ_by_mark(left.marks, right.marks):
        return DIFFERENT
    if _are_turned(left, right):
        return DOUBT if _may_share(left.words, right.words) else DIFFERENT
    if _is_equal(left, right):
        return SAME
    if left.several or right.several:
        return DOUBT if _may_share(left.words, right.words) else DIFFERENT
    return _compare_words(list(left.words), list(right.words))


def may_be_same(one: str, other: str) -> bool:
    """Say whether two names are surely enough those of one person."""
    return compare(one, other) == SAME


def are_equal(one: str, other: str) -> bool:
    """Say whether two names are the same words, in whatever order and writing."""
    return _is_equal(read(one), read(other))


def says_who(name: str) -> bool:
    """Say whether a name says anything about who it is."""
    return bool(read(name).words)


def says_more(name: str, than: str) -> bool:
    """Say whether a name holds all words of another and more: "Nora Diaz", "Nora"."""
    more, less = set(read(name).typed), set(read(than).typed)
    return less < more


def _differ_by_mark(left, right):
    """Say whether a mark tells them apart: father and son, a patient and her mother."""
    ages = left & set(GENERATIONS.values()), right & set(GENERATIONS.values())
    if all(ages) and ages[0] != ages[1]:
        return True
    if {"man", "woman"} <= left ^ right:
        return True
    return "relation" in left ^ right


def _are_turned(left, right):
    is_one_each = not left.several and not right.several
    return is_one_each and {left.words[0], right.words[0]} == _TURNED


def _is_equal(left, right):
    """Say whether they are the same words, in whatever order and writing."""
    if left.several and right.several:
        return sorted(left.words) == sorted(right.words)
    is_joined = "".join(left.typed) == "".join(right.typed)
    return is_joined or sorted(left.typed) == sorted(right.typed)


def _may_share(left, right):
    """Say whether one of two people in a box may be the other: the first name stands
    there, or all of it."""
    shorter, longer = sorted((left, right), key=len)
    return (
        any(_is_same_word(shorter[0], word) for word in longer)
        or any(_is_same_word(longer[0], word) for word in shorter)
        or _fits(list(shorter), list(longer), _is_mistyped)
    )


def _compare_words(left, right):
    shorter, longer = sorted((left, right), key=len)
    if (
        _is_written_apart(shorter, longer)
        or _is_initials_of(shorter, longer)
        or _is_initials_of(longer, shorter)
        or _fits(shorter, longer, _is_mistyped)
    ):
        return SAME
    is_first_known = shorter[0] in KNOWN and _is_same_word(left[0], right[0])
    if _fits(shorter, longer, _begins_otherwise):
        return SAME if is_first_known else DOUBT
    if not _has_another_surname(left, right):
        return DIFFERENT
    return RENAMED if is_first_known else DOUBT


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


def _fits(shorter, longer, is_slip, slips=1):
    """Say whether each word of the shorter name is one of the longer, each once.

    :param is_slip: says of two words whether one may be meant by the other.
    """
    if not shorter:
        return True
    word, *rest = shorter
    for place, other in enumerate(longer):
        left = longer[:place] + longer[place + 1 :]
        if _is_same_word(word, other):
            fits = _fits(rest, left, is_slip, slips)
        else:
            fits = slips and is_slip(word, other) and _fits(rest, left, is_slip, 0)
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

    Two names that both exist are two names, a last letter may tell a daughter from her
    father, and a first one twins: Kaylee and Baylee.
    """
    if {one, other} <= KNOWN or not _is_one_letter(one, other):
        return False
    return not _differs_by_gender(one, other) and not _differs_at_first(one, other)


def _begins_otherwise(one, other):
    """Say whether another first letter may be a slip: two names that exist are two."""
    return (
        not {one, other} <= GIVEN
        and _is_one_letter(one, other)
        and _differs_at_first(one, other)
    )


def _differs_at_first(one, other):
    if one[0] == other[0] or {one[0], other[0]} in _SOUND_ALIKE:
        return False
    return one[:2] != other[1::-1]


def _is_one_letter(one, other):
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_MISTYPED or len(long) - len(short) > 1:
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


def _differs_by_gender(one, other):
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} == {"a", "o"}
    return long[:-1] == short and long[-1] == "a"


def _has_another_surname(left, right):
    """Say whether the first name is the same and nothing else is: who married.

    Two further first names are of two people: "Maria Elena", "Maria Teresa".
    """
    (first, *rest), (other_first, *others) = left, right
    if not rest or not others or min(len(first), len(other_first)) < 2:
        return False
    if not _is_same_word(first, other_first) or {rest[0], others[0]} <= GIVEN:
        return False
    return not any(_is_same_word(a, b) for a in rest for b in others)
