"""Where a text may go: numbers of people in countries that a practice texts.

Whoever types a number into a form decides where our text goes and what it costs.
Numbers that somebody earns from by every text are in faraway countries, on satellites,
or behind special prefixes.
"""

from collections.abc import Collection

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType, ValidationResult

# A country's numbers are those of its territories, too. Those of the United States are
# dialed and priced like a state. Others of the crown or the republic, far away and
# priced so, are not.
_TERRITORIES = {
    "AU": ("CC", "CX"),
    "DK": ("FO", "GL"),
    "FI": ("AX",),
    "FR": ("BL", "GF", "GP", "MF", "MQ", "PM", "RE", "YT"),
    "GB": ("GG", "IM", "JE"),
    "NO": ("SJ",),
    "US": ("AS", "GU", "MP", "PR", "VI"),
}
# who has not said where they are is taken to be where this product is made for
HOME = "US"

_NEVER = {
    PhoneNumberType.PREMIUM_RATE: "premium",
    PhoneNumberType.SHARED_COST: "premium",
    PhoneNumberType.PERSONAL_NUMBER: "premium",
    PhoneNumberType.PAGER: "no_phone",
    PhoneNumberType.UAN: "no_phone",
    PhoneNumberType.VOICEMAIL: "no_phone",
}
# calling codes of no country: Inmarsat, Iridium and others, and prices by the operator
_SATELLITE_CODES = {870, 881, 882, 883}
# within a country, where the tables do not tell them from mobiles
_SATELLITE_PREFIXES = {1: ("600",), 7: ("954",), 61: ("147", "145")}
# North America: 976 is premium in every area, 500 follows a person, 700 and 900 cost
_NANP = 1
_NANP_PREMIUM_AREAS = frozenset(
    (
        "500 521 522 523 524 525 526 527 528 529 532 533 535 538 542 543 544 545 546 "
        "547 549 550 552 553 554 556 566 569 577 578 588 589 700 900"
    ).split()
)
_NANP_PREMIUM_EXCHANGE = "976"


def default_countries(country: str) -> tuple[str, ...]:
    """Return a country and its territories, by their two letters."""
    country = country or HOME
    return (country, *_TERRITORIES.get(country, ()))


def why_not(number: str, home: str, countries: Collection[str]) -> str:
    """Return why no text may go to a number, empty if one may.

    :param number: full, or as it is dialed at home.
    :param home: where the practice is, two letters.
    :param countries: where it texts; empty for its home with the territories.
    :return: ``country``, ``premium``, ``satellite``, ``short``, ``no_phone``, or
        ``unreadable``.
    """
    home = home or HOME
    parsed = _parsed(number, home)
    if not parsed:
        return "unreadable" if len(_digits(number)) > 6 else "short"
    special = _special(parsed)
    if special:
        return special
    allowed = countries or default_countries(home)
    return "" if _country(parsed, home) in allowed else "country"


def _parsed(number, home):
    """Return a number that can be dialed from anywhere, or ``None``.

    In North America all have ten digits. Elsewhere plans grow: one that is too long for
    our tables has its country and price all the same, and the carrier knows the rest.
    """
    try:
        parsed = phonenumbers.parse(number, home)
    except NumberParseException:
        return None
    length = phonenumbers.is_possible_number_with_reason(parsed)
    if length == ValidationResult.TOO_LONG:
        return None if parsed.country_code == _NANP else parsed
    return parsed if length == ValidationResult.IS_POSSIBLE else None


def _special(parsed):
    """Return why a number is none of a person's phone, empty if it may be."""
    national = phonenumbers.national_significant_number(parsed)
    code = parsed.country_code
    if code in _SATELLITE_CODES or national.startswith(
        _SATELLITE_PREFIXES.get(code, ("-",))
    ):
        return "satellite"
    if phonenumbers.region_code_for_country_code(code) in ("001", "ZZ"):
        return "premium"  # of no country: its price is anybody's
    if code == _NANP and (
        national[:3] in _NANP_PREMIUM_AREAS or national[3:6] == _NANP_PREMIUM_EXCHANGE
    ):
        return "premium"
    return _NEVER.get(phonenumbers.number_type(parsed), "")


def _country(parsed, home):
    """Return the country of a number.

    Of those that share a calling code, an area that nobody knows is taken for home.
    """
    regions = phonenumbers.region_codes_for_country_code(parsed.country_code)
    if len(regions) == 1:
        return regions[0]
    found = phonenumbers.region_code_for_number(parsed)
    return found or (home if home in regions else regions[0])


def _digits(number):
    return "".join(filter(str.isdigit, number or ""))
