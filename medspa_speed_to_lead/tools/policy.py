"""Which promise applies: the first policy, in their order, whose conditions hold."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """What is known of an inquiry when its promise is chosen."""

    company: int = 0
    team: int = 0
    channel: int = 0
    categories: frozenset = frozenset()
    intent: str = "general"
    patient_type: str = "new"


@dataclass(frozen=True)
class Conditions:
    """Of one policy; an empty condition matches everything."""

    key: int
    company: int = 0
    # companies that have a copy of their own
    replaced_for: frozenset = frozenset()
    teams: frozenset = frozenset()
    channels: frozenset = frozenset()
    categories: frozenset = frozenset()
    intent: str = ""
    patient_type: str = ""
    domain: str = ""

    def hold_for(self, facts):
        """Say whether all conditions but the domain hold: that one needs a record."""
        return (
            (not self.company or self.company == facts.company)
            and facts.company not in self.replaced_for
            and (not self.teams or facts.team in self.teams)
            and (not self.channels or facts.channel in self.channels)
            and (not self.categories or bool(self.categories & facts.categories))
            and (not self.intent or self.intent == facts.intent)
            and (not self.patient_type or self.patient_type == facts.patient_type)
        )
