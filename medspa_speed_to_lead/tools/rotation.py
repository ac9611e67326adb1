"""Who takes the next inquiry.

Order, best first: takes this kind of inquiry, is on duty, has not said to be away, has
capacity left, was given one least recently. None of these excludes anybody: they rank,
so that an inquiry is never left without an owner while somebody may take it.

Tickets. Each pick takes the next number of a sequence of the team, outside of any
transaction. Whoever sees ``last_seen`` as the highest number already written knows
that ``ticket - last_seen - 1`` picks are under way that it cannot see yet, and steps
that many places further: simultaneous inquiries go to different people and nobody
has to wait for, or fail because of, another.
"""

from dataclasses import dataclass, field


@dataclass
class Candidate:
    """A member of the team who is not paused.

    ``last_ticket`` is 0 for somebody who was never given an inquiry; ``load`` is
    the number given in the last 30 days, ``capacity`` how many they should get then.
    """

    key: int
    on_duty: bool
    capacity: int
    load: int = 0
    last_ticket: int = 0
    away: bool = False
    order: int = field(default=0, compare=False)

    @property
    def has_capacity(self):
        return self.load < self.capacity


class Rotation:
    """Deals inquiries to the candidates of one team, one ticket each.

    :param candidates: list of :class:`Candidate`.
    :param last_seen: highest ticket that this transaction can see, 0 for none.
    """

    def __init__(self, candidates, last_seen=0):
        self._candidates = list(candidates)
        self._last_seen = last_seen
        for order, candidate in enumerate(self._candidates):
            candidate.order = order

    def pick(self, ticket, accepts=lambda key: True):
        """Give ticket number ``ticket`` to the right candidate and remember it.

        :param accepts: says by key whether a candidate takes this kind of inquiry.
        :return: ``(candidate, fits)`` or ``(None, False)`` without candidates;
            ``fits`` is what ``accepts`` said of the chosen one.
        """
        if not self._candidates:
            return None, False

        def rank(candidate):
            return (
                not accepts(candidate.key),
                not candidate.on_duty,
                # at night nobody is on duty: who comes back in the morning goes first
                candidate.away,
                not candidate.has_capacity,
            )

        best = min(map(rank, self._candidates))
        peers = sorted(
            (c for c in self._candidates if rank(c) == best),
            key=lambda c: (c.last_ticket, c.order),
        )
        unseen = max(0, ticket - self._last_seen - 1)
        chosen = peers[unseen % len(peers)]
        chosen.last_ticket = self._last_seen = max(ticket, self._last_seen)
        chosen.load += 1
        return chosen, not best[0]

    def peek(self, accepts=lambda key: True):
        """Say who would take an inquiry now, as far as this transaction can see.

        Draws no ticket: whoever asks takes nobody's turn. The rotation itself deals it,
        so a second look says who comes after.

        :return: as :meth:`pick`.
        """
        return self.pick(self._last_seen + 1, accepts)
