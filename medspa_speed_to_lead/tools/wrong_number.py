"""Whether somebody says that a phone number is not that of the person we look for.

Whoever says so wants no more texts, see :mod:`.opt_out`; it also tells the practice
that the number is of no use.
"""

import re

from .accents import without_accents

_SAYS_SO = re.compile(
    r"\b(?:wrong|worng|wrng)\s*(?:#|(?:number|num|no|person|phone|guy|lady|woman|man)\b)"
    r"|\bnumber\s+(?:is\s+)?wrong\b"
    r"|\b(?:numero|persona)\s+(?:es\s+)?(?:equivocad|incorrect)[oa]"
    r"|\bequivocad[oa]\s+de\s+(?:numero|persona)\b"
    r"|\b(?:isnt|is\s+not|not|no\s+longer)\s+(?!my\b|your\b)[a-z]+s?\s+"
    r"(?:number|phone)\b"
    r"|\b(?:no\s+soy|im\s+not|i\s+am\s+not|this\s+is\s+not|this\s+isnt)\s+"
    r"(?!interested\b|happy\b|ready\b|sure\b|a\b|the\b|what\b|working\b|ok\b|good\b"
    r"|going\b|my\b|your\b|for\b|fun|funny)[a-z]+\s*$"
)


def says_wrong_number(text: str) -> bool:
    """Say whether a refusal means that we reached somebody else."""
    plain = without_accents((text or "").casefold())
    plain = re.sub(r"['’‘`´]", "", plain)
    return any(map(_SAYS_SO.search, re.split(r"[.,;!?\n]+", plain)))
