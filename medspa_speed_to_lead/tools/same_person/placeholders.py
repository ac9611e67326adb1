"""Addresses that identify nobody: what people type where they must type something.

Who shares one of them shares nothing. An address of a person that is taken for one
costs a second card; the other way around two strangers would stand on one.
"""

import re

_NOT_DIGITS = re.compile(r"\D+")
_NOT_LETTERS = re.compile(r"[^a-z]+")

_NOBODY = frozenset(
    "none noemail noemailaddress noemailgiven noemailprovided nomail noone nobody na "
    "notapplicable notprovided notavailable notgiven unknown null undefined nil nope "
    "no decline declined refused test testing tester testtest testemail testuser fake "
    "fakeemail asdf asdfasdf qwerty abc abcd xyz email emailaddress youremail "
    "yourname myemail noreply donotreply dontreply anonymous anon "
    "sinemail sincorreo notiene ninguno nocorreo notengo noaplica".split()
)
# names of domains that stand there for want of an address, whoever is before the @
_NOWHERE = frozenset(
    "none noemail nomail noaddress na nope fake asdf asdfasdf notprovided notgiven "
    "declined nothing null noemailaddress noreply".split()
)
_RUNS = ("0123456789", "1234567890", "9876543210", "0987654321")
_INFORMATION = "5551212"  # of the telephone company, in every area


def is_placeholder_email(email: str) -> bool:
    """Say whether an email address is one that identifies nobody.

    :param email: normalized, empty if there is none.
    """
    if not email:
        return False
    local, _at, domain = email.casefold().partition("@")
    word = _NOT_LETTERS.sub("", local)
    site = domain.split(".", 1)[0]
    return (
        word in _NOBODY
        or _NOT_LETTERS.sub("", site) in _NOWHERE
        or (len(local) > 1 and len(set(local)) == 1)
        or (local == site and len(local) <= 2)
        or (not word and local in ("12", "123", "1234", "12345", "123456"))
    )


def is_placeholder_phone(number: str) -> bool:
    """Say whether a number is one that identifies nobody.

    :param number: as typed or in E.164, empty if there is none.
    """
    digits = _NOT_DIGITS.sub("", number or "")
    if not digits:
        return False
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    local = digits[-7:]
    return (
        len(set(digits)) == 1
        or digits in _RUNS
        or local == _INFORMATION
        or (len(digits) >= 7 and len(set(local)) == 1 and local[0] in "015")
        or (len(digits) >= 7 and digits in _RUNS[1])
    )
