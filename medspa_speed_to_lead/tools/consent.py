"""What a person agreed to, read off a ledger that is only ever added to.

The three classes are CTIA's (Messaging Principles and Best Practices, May 2023), from
the least to the most demanding: an answer to the person's own message, information
they asked for, advertising.

A refusal always wins. It holds from the moment we learn of it, whatever time it claims;
an agreement lifts it only if it was both said and learned after that moment. A keyword
(STOP by text) is lifted by a keyword (START) only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

PURPOSES = ("conversational", "informational", "promotional")


@dataclass(frozen=True)
class Entry:
    """One line of the ledger.

    :param at: when they say they said it: the clock of a form, a file, a phone.
    :param learned: when we learned of it, by our own clock.
    :param keyword: said by the carriers' keyword, STOP or START.
    :param number: its place in the ledger: which of two texts of one second was first.
    """

    purpose: str
    granted: bool
    at: datetime
    learned: datetime
    keyword: bool = False
    number: int = 0

    @property
    def since(self) -> datetime:
        """Return from when on an agreement may be counted: both said and learned."""
        return min(self.at, self.learned)


def speaks_of(entry: Entry, purpose: str) -> bool:
    """Say whether an entry decides about a purpose.

    Who agrees to advertising agrees to answers as well; who refuses answers wants no
    advertising either.
    """
    asked, said = PURPOSES.index(purpose), PURPOSES.index(entry.purpose)
    return said >= asked if entry.granted else said <= asked


def standing(entries: Iterable[Entry], purpose: str) -> Entry | None:
    """Return the entry that holds for a purpose, ``None`` if nothing was said of it.

    :param entries: of one address and channel, in any order.
    """
    entries = list(entries)
    concerned = [entry for entry in entries if speaks_of(entry, purpose)]
    agreements = [entry for entry in concerned if entry.granted]
    starts = [entry for entry in entries if entry.granted and entry.keyword]
    holding = [
        entry
        for entry in concerned
        if not entry.granted and not _is_lifted(entry, agreements, starts)
    ]
    return max(holding or agreements, key=_moment, default=None)


def _is_lifted(refusal, agreements, starts):
    return any(_lifts(agreement, refusal, starts) for agreement in agreements)


def _lifts(agreement, refusal, starts):
    """Say whether an agreement takes a refusal back.

    After a STOP everything waits for START; what they agree to after that counts.
    """
    if agreement.keyword:
        # our own clock says both moments, to the second
        return (agreement.since, agreement.number) > (refusal.learned, refusal.number)
    if agreement.since <= refusal.learned:
        return False
    return not refusal.keyword or any(
        start.since < agreement.since and _lifts(start, refusal, ()) for start in starts
    )


def _moment(entry):
    """Order by when we learned of it; of two at once the later said counts as last."""
    return entry.learned, entry.at, entry.number
