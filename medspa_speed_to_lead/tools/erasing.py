"""Whether a text speaks of a person, by their addresses.

A payload may be JSON, a form or neither, and may write a number in any way: what is
compared is what is left when the writing is taken away.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

# how a number is written: digits with what people put between them
_NUMBER = re.compile(r"\+?\d[\d\s().\-/\u00a0\u2010-\u2015]{5,24}\d")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_SHORTEST = 7  # fewer digits belong to many
_FULL = 10  # so many stand for one person also beside other digits


def digits(text):
    return re.sub(r"\D", "", text or "")


@dataclass
class Addresses:
    """The phone numbers and emails of one person, however they were written.

    :ivar phones: digits alone, each number with and without its country's code.
    :ivar spelled: every number and email word for word, as it was stored somewhere.
    """

    emails: set = field(default_factory=set)
    phones: set = field(default_factory=set)
    spelled: set = field(default_factory=set)

    def add(self, text, country_code=""):
        """Take up an address; say whether it was new."""
        text = (text or "").strip()
        if not text or text in self.spelled:
            return False
        self.spelled.add(text)
        if "@" in text:
            self.emails.add(_bare_email(text))
            return True
        number = digits(text)
        if len(number) >= _SHORTEST:
            self.phones.add(number)
            if (
                country_code
                and text.startswith("+")
                and number.startswith(country_code)
            ):
                self.phones.add(number.removeprefix(country_code))
        return True

    def __bool__(self):
        return bool(self.emails or self.phones)

    def named_in(self, text):
        """Say whether a text names one of them, encoded or not."""
        plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text or "")
        return any(map(self._stands_in, {plain, unquote_plus(plain)}))

    def _stands_in(self, text):
        lowered = text.lower()
        if any(_names_email(lowered, email) for email in self.emails):
            return True
        numbers = {digits(found) for found in _NUMBER.findall(text)}
        return any(
            number == phone or (len(phone) >= _FULL and phone in number)
            for number in numbers
            for phone in self.phones
        )


def _bare_email(text):
    found = re.search(r"<([^<>]*@[^<>]*)>", text)
    return (found[1] if found else text).strip().lower()


def _names_email(text, email):
    """Say whether it stands there by itself, not as a part of a longer one."""
    return re.search(rf"(?<![\w.+-]){re.escape(email)}(?![\w-]|\.\w)", text) is not None
