"""What can be promised to a patient at a moment, as facts that a sentence is made of.

Moments are naive UTC. The sentences: :mod:`.promise_words`.
"""

from dataclasses import dataclass
from datetime import datetime

from .working_time import Timeline


@dataclass(frozen=True)
class Promise:
    """``closes_at`` is set while open, with when it opens again as ``reopens_at``;
    ``opens_at`` while closed. ``answer_by`` is empty when the deadline has passed: then
    nothing can honestly be promised but soon."""

    answer_by: datetime | None
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    reopens_at: datetime | None = None

    @property
    def is_closed(self) -> bool:
        return self.opens_at is not None


def promise(timeline: Timeline, now: datetime, due_at: datetime | None) -> Promise:
    """Return what can be promised at ``now`` for a deadline.

    :param timeline: the opening hours that the promise counts; hours that never
        close say nothing about opening and closing.
    """
    answer_by = due_at if due_at and due_at > now else None
    if timeline.is_open(now):
        closes = timeline.next_close(now)
        reopens = closes and timeline.next_open(closes)
        return Promise(answer_by, closes_at=closes, reopens_at=reopens)
    return Promise(answer_by, opens_at=timeline.next_open(now))
