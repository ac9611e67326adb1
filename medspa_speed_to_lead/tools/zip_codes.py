"""Which state a ZIP code of the United States lies in.

By its first three digits, as the Postal Service assigns them; in a few places on a
border an office serves people of the next state. A military address lies in none.
"""

import re
from collections.abc import Iterable

from .accents import without_accents

_PREFIXES = {
    "AK": "995-999",
    "AL": "350-369",
    "AR": "716-729",
    "AZ": "850-865",
    "CA": "900-961",
    "CO": "800-816",
    "CT": "060-069",
    "DC": "200 202-205 569",
    "DE": "197-199",
    "FL": "320-339 341-349",
    "GA": "300-319 398-399",
    "HI": "967-968",
    "IA": "500-528",
    "ID": "832-838",
    "IL": "600-629",
    "IN": "460-479",
    "KS": "660-679",
    "KY": "400-427",
    "LA": "700-714",
    "MA": "010-027 055",
    "MD": "206-219",
    "ME": "039-049",
    "MI": "480-499",
    "MN": "550-567",
    "MO": "630-658",
    "MS": "386-397",
    "MT": "590-599",
    "NC": "270-289",
    "ND": "580-588",
    "NE": "680-693",
    "NH": "030-038",
    "NJ": "070-089",
    "NM": "870-884",
    "NV": "889-898",
    "NY": "005 100-149",
    "OH": "430-459",
    "OK": "730-732 734-749",
    "OR": "970-979",
    "PA": "150-196",
    "PR": "006-007 009",
    "RI": "028-029",
    "SC": "290-299",
    "SD": "570-577",
    "TN": "370-385",
    "TX": "733 750-799 885",
    "UT": "840-847",
    "VA": "201 220-246",
    "VI": "008",
    "VT": "050-054 056-059",
    "WA": "980-994",
    "WI": "530-549",
    "WV": "247-268",
    "WY": "820-831",
}
# within one prefix, by the fourth digit or all five
_ISLANDS = {"96799": "AS", "9691": "GU", "9692": "GU", "9695": "MP"}
_CODE = re.compile(r"\s*(?:[A-Za-z]{2}\s+)?(\d{5})(?:[-\s]?\d{4})?\s*")

# how a question for somebody's ZIP code ends, and what makes it one for another's
_ASKS = re.compile(
    r"(?:^|.*\W)(?:zip|zip ?code|postal ?code|post ?code|codigo ?postal)\W*"
)
_OF_OTHERS = re.compile(
    r"\b(?:office|clinic|practice|location|store|spa|provider|work)\b"
)


def zip_in(answers: Iterable[tuple[str, str]]) -> str:
    """Return the ZIP code that a person gave on a form, empty if none.

    :param answers: of questions that nothing else was made of, as asked and answered.
    """
    for asked, said in answers:
        plain = re.sub(r"[_\-./:]+", " ", without_accents(asked.casefold()))
        asks = _ASKS.fullmatch(plain) and not _OF_OTHERS.search(plain)
        if asks and state_of_zip(said):
            return said.strip()
    return ""


def state_of_zip(code: str) -> str:
    """Return the state of a ZIP code, with or without its last four; empty if none."""
    read = _CODE.fullmatch(code or "")
    if not read:
        return ""
    digits = read[1]
    island = (_ISLANDS.get(digits[:length], "") for length in (5, 4))
    return next(filter(None, island), "") or _STATE.get(digits[:3], "")


def _spread():
    for state, ranges in _PREFIXES.items():
        for one in ranges.split():
            first, _dash, last = one.partition("-")
            for number in range(int(first), int(last or first) + 1):
                yield f"{number:03}", state


_STATE = dict(_spread())
