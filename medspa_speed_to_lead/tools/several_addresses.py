"""The phone numbers in what somebody typed into one field, and what else they typed.

People write "512-555-0143 / 512-555-0199" or "512.555.0143 (cell)" into one field.
"""

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher

_MOST = 5  # no person has more, and each may be refused or locked


def phones_in(text: str, country: str) -> tuple[str, ...]:
    """Return the full numbers in a text in their order, each once: ``+15125550143``.

    :param country: two letters, where numbers without a country code are dialed.
    """
    found = PhoneNumberMatcher(text, country or None, Leniency.VALID, max_tries=_MOST)
    numbers = (
        phonenumbers.format_number(match.number, PhoneNumberFormat.E164)
        for match in found
    )
    return tuple(dict.fromkeys(numbers))[:_MOST]
