"""Phone numbers as people, spreadsheets and forms with three boxes write them."""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberMatcher,
)

from ..text_destination import HOME

_LONGEST = 200
_LONGEST_MESSAGE = 2_000
_MOST = 5  # no person has more

_EXTENSION = re.compile(
    r"(?:(?<![a-z])ext(?:ensi[oó]n|n)?|(?<=[\d\s,;])x|#|,,)\s{0,3}[.:#=]?\s{0,3}(\d{1,6})\b",
    re.I,
)
_SCIENTIFIC = re.compile(r"(\d)\.(\d{4,14})E\+?(\d{1,2})", re.I)
_FLOAT = re.compile(r"(\d{7,15})\.0+")
_PREFIX = re.compile(
    r"\s{0,20}(?:tel|phone|p|callto|sms|whatsapp)\s{0,3}:\s{0,3}", re.I
)
# ten digits in a row or in groups, as North America writes them, with or without the 1
_NORTH_AMERICAN = re.compile(
    r"(?<!\d)(?:\+?1[\s.()-]{0,3})?\(?([2-9]\d\d)[\s.)/-]{0,3}([2-9]\d\d)[\s.-]{0,3}(\d{4})(?!\d)"
)
# "I called 512-555-0100", "my husband's number is"
_NOT_MINE = re.compile(
    r"\b(?:called|dialed|texted|tried|rang|your|you at|llame|husbands?|wifes?|friends?"
    r"|moms?|mothers?|sisters?|daughters?|doctors?|office)\b"
    r"(?:(?!\b(?:my|me|mi|mine|back)\b)[^.!?\n]){0,25}$",
    re.I,
)
_NANP = 1


@dataclass(frozen=True)
class Phones:
    """The numbers in one field.

    ``numbers``: in E.164, the first is the one to use. ``extension``: of the first; it
    can be dialed by a person and never be texted. ``words``: what else was written.
    """

    numbers: tuple[str, ...] = ()
    extension: str = ""
    words: str = ""


def read(text, country=HOME):
    """Return the :class:`Phones` in what was written as a phone.

    :param str text: as it was written; a plus sign may have become a blank.
    :param str country: two letters, where numbers without a country code are dialed.
    """
    country = country or HOME
    text = _plain(text)
    found = _EXTENSION.search(text)
    extension = (
        found[1] if found and sum(map(str.isdigit, text[: found.start()])) > 6 else ""
    )
    if extension:
        text = text[: found.start()] + " " + text[found.end() :]
    numbers, words = _found(text, country)
    return Phones(numbers, extension if numbers else "", words)


def _plain(text):
    text = _PREFIX.sub("", text[:_LONGEST], count=1).strip()
    if found := _FLOAT.fullmatch(text):
        return found[1]
    if found := _SCIENTIFIC.fullmatch(text):
        digits, zeros = found[1] + found[2], int(found[3]) - len(found[2])
        return digits + "0" * zeros if 0 <= zeros < 15 else text
    return text


def _found(text, country):
    whole = _whole(text, country)
    if whole:
        return (whole,), ""
    found, rest, last = [], [], 0
    for match in PhoneNumberMatcher(text, country, Leniency.VALID, max_tries=_MOST):
        found.append(phonenumbers.format_number(match.number, PhoneNumberFormat.E164))
        rest.append(text[last : match.start])
        last = match.end
    if not found and _is_north_american(country):
        for match in list(_NORTH_AMERICAN.finditer(text))[:_MOST]:
            found.append("+1" + "".join(match.groups()))
            rest.append(text[last : match.start()])
            last = match.end()
    rest = " ".join(" ".join([*rest, text[last:]]).split()).strip(" /,;-()")
    return tuple(dict.fromkeys(found))[:_MOST], rest if found else ""


def _whole(text, country):
    """Return the number that a text of digits and marks alone is, ``""`` if none."""
    if any(letter.isalpha() for letter in text):
        return ""
    digits = "".join(filter(str.isdigit, text))
    if not 7 < len(digits) < 16 or len(text) > len(digits) + 14:
        return ""
    spellings = [text]
    if len(digits) > 10 and not text.startswith(("+", "00")):
        spellings.append("+" + digits)  # a form may have lost the plus sign
    if digits.startswith("00"):
        spellings.insert(0, "+" + digits[2:])
    possible = ""
    for spelling in spellings:
        number = _parsed(spelling, country)
        if number and phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, PhoneNumberFormat.E164)
        if number and not possible and _may_be_new(number, country, spelling):
            possible = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return possible


def _parsed(text, country):
    try:
        return phonenumbers.parse(text, country)
    except NumberParseException:
        return None


def _may_be_new(number, country, spelling):
    """Say whether a number may be of an area code that the tables do not know yet."""
    if not phonenumbers.is_possible_number(number):
        return False
    national = phonenumbers.national_significant_number(number)
    if number.country_code == _NANP:
        return bool(_NORTH_AMERICAN.fullmatch(national))
    return spelling.startswith("+") or not _is_north_american(country)


def _is_north_american(country):
    return phonenumbers.country_code_for_region(country) == _NANP


def read_words(text, country=HOME):
    """Return the numbers that stand in a message as its writer's, in E.164."""
    text = text[:_LONGEST_MESSAGE]
    found = PhoneNumberMatcher(text, country or HOME, Leniency.VALID, max_tries=_MOST)
    style = PhoneNumberFormat.E164
    own = [
        phonenumbers.format_number(one.number, style)
        for one in found
        if not _NOT_MINE.search(text[max(0, one.start - 60) : one.start])
    ]
    return tuple(dict.fromkeys(own))[:_MOST]


def looks_like_one(text, country=HOME):
    """Say at a glance whether a text may be a phone number and nothing else."""
    text = text.strip()
    if len(text) > 25 or any(map(str.isalpha, text)):
        return False
    if text.startswith("+") or not _is_north_american(country or HOME):
        return 8 < sum(map(str.isdigit, text)) < 16
    return bool(_NORTH_AMERICAN.fullmatch(text))


def with_code(text, code, country):
    """Return a number with the calling code beside it.

    Some tools count countries in a way of their own: a number that is one at home
    stays at home, unless a plus sign says where it is.
    """
    digits = code.lstrip("+0")
    if not digits.isdigit() or (not code.startswith("+") and _whole(text, country)):
        return text
    return f"+{digits} {text}"


def joined(parts):
    """Return the number that several boxes hold: ``["512", "555", "0101"]``.

    :return: ``""`` where each holds a number of its own.
    """
    parts = [part.strip() for part in parts if part.strip()]
    if len(parts) < 2 or any(sum(map(str.isdigit, part)) > 8 for part in parts):
        return ""
    return " ".join(parts) if all(any(map(str.isdigit, p)) for p in parts) else ""
