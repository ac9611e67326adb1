"""Whether a patient's words need a clinician now: symptoms after a treatment.

Sight, skin that loses its blood, breath, throat, chest, severe pain with fever, an
allergic reaction, a faint; in English and Spanish. Nothing is diagnosed: a false alarm
costs somebody a glance, a miss may cost an eye, and so doubts count as urgent. What is
asked in general, feared, denied, long past or a figure of speech is none.
"""

import re
from collections.abc import Iterable

from . import urgent_excuses as excuses
from .opt_out_reading import fold, typed, words_of
from .urgent_slips import usual
from .urgent_words import (
    BESIDE_COLORED,
    BESIDE_FEVER,
    BESIDE_ITCH,
    COLORED,
    FEVER,
    ITCH,
    ONSET,
    STRONG,
    WEAK,
)

_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´ʼ′](?=\w)")
_SENTENCE = re.compile(r"([^.!?;\n…]+)([.!?;\n…]*)")
_CLAUSE = re.compile(r"[,:()\[\]–—/|]+|\s-+\s|(?=\bbut\b|\bpero\b)")
_WITH = re.compile(r"\bw/ ?")
_DEGREES = re.compile(r"(?<=10\d)\.(?=\d)")
# Cyrillic capitals whose small letters look like others
_CAPITALS = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
LONGEST = 20_000  # letters that are read


def urgency(text: str, words: Iterable[str] = ()) -> str:
    """Return ``urgent`` for what needs a clinician now, else ``none``.

    :param words: what a practice wants to be told of besides, in its own words; found
        as whole words in any case, and never excused.
    """
    sentences = list(_sentences(text or ""))
    said = " , ".join(sentence for sentence, _asked in sentences)
    if any(_is_said(one, said) for one in words):
        return "urgent"
    is_onset = bool(ONSET.search(said))
    is_urgent = (
        any(_is_sign(*sentence, is_onset) for sentence in sentences)
        or (is_onset and _are_both(sentences, FEVER, BESIDE_FEVER))
        or _are_both(sentences, ITCH, BESIDE_ITCH)
        or _are_both(sentences, COLORED, BESIDE_COLORED)
    )
    return "urgent" if is_urgent else "none"


def _sentences(text):
    """Yield ``(words, is it asked)`` of each sentence, clauses parted by " , "."""
    own = _WITH.sub("with ", typed(fold(text[:LONGEST].translate(_CAPITALS))))
    own = _APOSTROPHE.sub("", _DEGREES.sub(" ", own))
    for found in _SENTENCE.finditer(own):
        clauses = (words_of(part) for part in _CLAUSE.split(found[1]))
        words = usual(" , ".join(part for part in clauses if part))
        if words:
            yield words, "?" in found[2] or "¿" in found[1]


def _is_said(phrase, said):
    phrase = " ".join(words_of(fold(phrase)).split())
    return bool(phrase) and f" {phrase} " in f" {said.replace(' , ', ' ')} "


def _is_sign(sentence, is_asked, is_onset):
    for pattern in (STRONG, WEAK) if is_onset else (STRONG,):
        for found in pattern.finditer(sentence):
            if not _is_excused(sentence, found, is_asked):
                return True
    return False


def _are_both(sentences, one, other):
    """Say whether two things are said, neither of them denied or asked in general."""
    return all(
        any(
            not _is_excused(sentence, found, is_asked)
            for sentence, is_asked in sentences
            for found in pattern.finditer(sentence)
        )
        for pattern in (one, other)
    )


def _is_excused(sentence, found, is_asked):
    before = sentence[: found.start()]
    clause = before.rpartition(" , ")[2]
    if excuses.BEFORE.search(clause):
        return True
    if excuses.PAST.search(sentence) and not excuses.PRESENT.search(sentence):
        return True
    since = max(before.rfind(", but "), before.rfind(", pero "), 0)
    if excuses.JOKES.search(sentence[since:]):
        return True
    is_general = is_asked or excuses.ASKS.search(sentence)
    return bool(is_general) and not excuses.SELF.search(sentence)
