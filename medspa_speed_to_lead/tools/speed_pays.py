"""Whether those who are answered quickly book more often, from a practice's own data.

It is said only if it cannot well be chance: enough inquiries on both sides, and a
difference that comes about by chance in fewer than one of twenty periods.
"""

from dataclasses import dataclass
from math import sqrt

ENOUGH = 30  # qualified inquiries on each side
_SURE = 1.96  # standard errors


@dataclass(frozen=True)
class Booked:
    """How many qualified inquiries there were, and how many of them booked."""

    qualified: int
    booked: int

    @property
    def share(self) -> float:
        return self.booked / self.qualified if self.qualified else 0.0

    def __add__(self, other: "Booked") -> "Booked":
        return Booked(self.qualified + other.qualified, self.booked + other.booked)


def standard_errors(fast: Booked, slow: Booked) -> float:
    """Return by how many standard errors the share of the fast ones is higher."""
    both = fast + slow
    spread = sqrt(
        both.share * (1 - both.share) * (1 / fast.qualified + 1 / slow.qualified)
    )
    return (fast.share - slow.share) / spread if spread else 0.0


def sentence(fast: Booked, slow: Booked, env) -> str | None:
    """Return what their own data say, ``None`` while they say nothing.

    :param fast: answered within five working minutes.
    :param slow: answered after more than fifteen.
    :param env: its ``_`` translates a text and puts values into it: an environment.
    """
    if fast.qualified < ENOUGH or slow.qualified < ENOUGH:
        return None
    shares = {"fast": round(100 * fast.share), "slow": round(100 * slow.share)}
    difference = standard_errors(fast, slow)
    if difference >= _SURE:
        return env._(
            "Speed pays here: answered within 5 minutes, %(fast)s %% book; after more "
            "than 15 minutes, %(slow)s %%.",
            **shares,
        )
    if difference <= -_SURE:
        return env._(
            "Here those answered within 5 minutes book less often (%(fast)s %%) than "
            "those answered after more than 15 minutes (%(slow)s %%): something else "
            "matters more.",
            **shares,
        )
    return env._(
        "No clear difference yet: answered within 5 minutes, %(fast)s %% book; after "
        "more than 15 minutes, %(slow)s %%.",
        **shares,
    )
