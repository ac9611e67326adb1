"""Which promise applies: the first policy, in their order, whose conditions hold."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Traits:
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

    def hold_for(self, traits):
        """Say whether all conditions but the domain hold: that one needs a record."""
        return (
            (not self.company or self.company == traits.company)
            and traits.company not in self.replaced_for
            and (not self.teams or traits.team in self.teams)
            and (not self.channels or traits.channel in self.channels)
            and (not self.categories or bool(self.categories & traits.categories))
            and (not self.intent or self.intent == traits.intent)
            and (not self.patient_type or self.patient_type == traits.patient_type)
        )
