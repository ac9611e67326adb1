"""How two people who say who they are stand to each other."""

from typing import NamedTuple

from . import names
from .placeholders import is_placeholder_email, is_placeholder_phone

SAME = "same"
DOUBTFUL = "doubtful"
SHARES = "shares"


class Person(NamedTuple):
    """Who somebody says they are; addresses are normalized, empty if unknown."""

    name: str
    phone: str
    email: str

    @property
    def identified_by(self):
        """Return ``{"phone": ..., "email": ...}`` without what identifies nobody."""
        found = {}
        if self.phone and not is_placeholder_phone(self.phone):
            found["phone"] = self.phone
        if self.email and not is_placeholder_email(self.email):
            found["email"] = self.email
        return found


def agreeing(one, other):
    """Return which addresses two people share: of ``"phone"`` and ``"email"``."""
    others = other.identified_by
    return tuple(
        kind
        for kind, address in one.identified_by.items()
        if others.get(kind) == address
    )


def relation(one, other):
    """Return what two people are to each other, ``""`` if they share no address.

    ``SAME``: an address and the name; who married keeps both addresses and the first
    name. ``DOUBTFUL``: names of which nobody can say, or both addresses, and names that
    cannot be of one person. ``SHARES``: one address, as a mother and her daughter.
    """
    agree = agreeing(one, other)
    if not agree:
        return ""
    said = names.compare(one.name, other.name)
    is_both = len(agree) > 1
    if said == names.SAME or (said == names.RENAMED and is_both):
        return SAME
    return SHARES if said == names.DIFFERENT and not is_both else DOUBTFUL
