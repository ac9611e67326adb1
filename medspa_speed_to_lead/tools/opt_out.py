"""What an incoming text means for consent: a refusal, an agreement, or neither.

A refusal may be made in any reasonable way (47 CFR 64.1200(a)(10)): the carriers'
keywords, and any words in which a reasonable person sees the wish to be left alone,
misspelt or not, in English or Spanish; of other languages the usual words alone.
Missing one is against the law; taking "can you cancel my 3pm" for one loses a patient.
What may be either is `unclear`, and a person looks at it.
"""

import re

from .opt_out_reading import clauses_of, fold, typed, words_of
from .opt_out_sentences import DOUBTS, ELSEWHERE, EMAIL_INSTEAD, PERHAPS, REFUSALS
from .opt_out_unanswered import after_reaction, is_auto, is_thanks
from .opt_out_words import (
    ALONE,
    AMBIGUOUS,
    ELSEWHERE_STOP,
    FILLERS,
    OF_KEYWORD,
    PLAIN,
    PLAIN_SPANISH,
    STOP_KEYWORDS,
)

OF_MACHINES = ("reaction", "auto")
UNANSWERED = (*OF_MACHINES, "thanks")  # nobody waits for an answer to these
_POLITE = re.compile(r"\b(?:please|porfavor|thanks|thank you|gracias|now|ya)\b")


def meaning(text: str) -> str:
    """Return what a text from a patient means.

    :return: ``stop``: they refuse texts. ``start``: they take a refusal back, by
        keyword. ``help``: the keyword that asks who we are. ``unclear``: perhaps a
        refusal, a person must look. Nobody waits for an answer to ``reaction``, a
        phone's note of a like; ``auto``, a machine's reply; ``thanks``, thanks or a
        sign alone. ``reply``: anything else.
    """
    folded = fold(text or "")
    behind = after_reaction(folded)
    if behind == "":
        return "reaction"
    clauses = clauses_of(typed(behind or folded))
    clauses = [words for words in map(words_of, clauses) if words]
    said = " ".join(clauses)
    found = _by_keyword(said) or _by_sentence(said, clauses)
    return "thanks" if found == "reply" and is_thanks(said, text or "") else found


def _by_keyword(said):
    if said.replace(" ", "") in STOP_KEYWORDS:
        return "stop"  # torn apart, as "s.top"
    if said in ELSEWHERE_STOP or _POLITE.sub("", said).strip() in ALONE:
        return "stop"
    words = set(said.split())  # said again and again, it is still one
    return OF_KEYWORD.get(words.pop()) if len(words) == 1 else None


def _is_bare(words, keywords):
    """Say whether a clause is one of the keywords with nothing but small words."""
    words = {word for word in words.split() if not word.isdigit()}
    return bool(words & keywords) and words <= keywords | FILLERS


def _by_sentence(said, clauses):
    rest = ELSEWHERE.sub("", said)
    parts = [ELSEWHERE.sub("", clause) for clause in clauses]
    refused = (
        any(_is_bare(part, PLAIN) for part in parts)
        or _is_bare(said, PLAIN_SPANISH)
        or any(map(REFUSALS.search, {*parts, rest}))
    )
    if refused:
        in_doubt = DOUBTS.search(EMAIL_INSTEAD.sub("", said)) or "dont stop" in said
        return "unclear" if in_doubt else "stop"
    if is_auto(said):
        return "auto"
    perhaps = any(_is_bare(part, PLAIN_SPANISH) for part in parts)
    if perhaps or _is_bare(said, AMBIGUOUS) or any(map(PERHAPS.search, {*parts, rest})):
        return "unclear"
    return "reply"
