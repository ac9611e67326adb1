"""Which stages a rule speaks of; what it does there is the business of Odoo."""

from dataclasses import dataclass

# what closes an inquiry: nothing moves it on from there
CLOSING_FACTS = frozenset(("won", "lost"))


@dataclass(frozen=True)
class Position:
    """Where an inquiry stands."""

    stage: int = 0
    milestone: str = ""
    company: int = 0
    closed: bool = False


@dataclass(frozen=True)
class Terms:
    """Of one rule; an empty term holds everywhere, a stage goes before a milestone."""

    key: int
    fact: str
    company: int = 0
    # companies that have a copy of their own
    replaced_for: frozenset = frozenset()
    from_stages: frozenset = frozenset()
    from_milestone: str = ""
    to_stage: int = 0
    to_milestone: str = ""
    domain: str = ""

    @property
    def moves(self):
        return bool(self.to_stage or self.to_milestone)

    def hold_for(self, position):
        """Say whether all terms but the domain hold: that one needs a record.

        Won and lost are an end: only the facts that say so speak of them.
        """
        ended = position.closed or position.milestone in ("won", "lost")
        if ended and self.fact not in CLOSING_FACTS:
            return False
        if self.company and self.company != position.company:
            return False
        if position.company and position.company in self.replaced_for:
            return False
        if self.from_stages:
            return position.stage in self.from_stages
        return not self.from_milestone or self.from_milestone == position.milestone
