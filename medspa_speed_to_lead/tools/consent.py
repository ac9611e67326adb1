"""What a person agreed to, read off a ledger that is only ever added to.

The three classes are CTIA's (Messaging Principles and Best Practices, May 2023), from
the least to the most demanding: an answer to the person's own message, information
they asked for, advertising.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

PURPOSES = ("conversational", "informational", "promotional")


@dataclass(frozen=True)
class Entry:
    """One line of the ledger; later lines come later in time."""

    purpose: str
    granted: bool
    at: datetime | None = None


def speaks_of(entry: Entry, purpose: str) -> bool:
    """Say whether an entry decides about a purpose.

    Who agrees to advertising agrees to answers as well; who refuses answers wants no
    advertising either.
    """
    asked, said = PURPOSES.index(purpose), PURPOSES.index(entry.purpose)
    return said >= asked if entry.granted else said <= asked


def standing(entries: Iterable[Entry], purpose: str) -> Entry | None:
    """Return the entry that holds for a purpose: the last that speaks of it.

    :param entries: of one address and channel, oldest first.
    """
    last = None
    for entry in entries:
        if speaks_of(entry, purpose):
            last = entry
    return last
