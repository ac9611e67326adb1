"""Times and counts queries of variants that take turns in one run.

The machine is never equally fast for long: only what was measured a moment apart is
compared, and the result is the median of the ratios of all rounds.
"""

import gc
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median, quantiles

from .progress import show


@dataclass
class Sample:
    """`ms` in milliseconds, `queries` in statements of the measured cursor."""

    ms: float = 0.0
    queries: float = 0.0

    def per(self, count: int) -> "Sample":
        """The same for one of `count` records."""
        return Sample(self.ms / count, self.queries / count)


@contextmanager
def watch(cursor):
    """Yields the sample of what is done in the `with` block."""
    sample = Sample()
    queries, start = cursor.sql_log_count, time.perf_counter()
    yield sample
    sample.ms = (time.perf_counter() - start) * 1000
    sample.queries = cursor.sql_log_count - queries


def block(take: Callable[[], Sample], times: int) -> Sample:
    """The median of several samples: one round of something short."""
    samples = [take() for _ in range(times)]
    return middle(samples)


def middle(samples: list[Sample]) -> Sample:
    return Sample(median(s.ms for s in samples), median(s.queries for s in samples))


def percentile(values: list[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


@dataclass
class Comparison:
    """The samples of ours and of what it is measured against, one each per round."""

    ours: list[Sample]
    bare: list[Sample]

    @property
    def ratios(self) -> list[float]:
        """How many times as long as the other one ours takes, by round."""
        pairs = zip(self.ours, self.bare, strict=True)
        return [ours.ms / bare.ms for ours, bare in pairs]

    @property
    def more_queries(self) -> float:
        return middle(self.ours).queries - middle(self.bare).queries


def interleave(
    work: str,
    ours: Callable[[], Sample],
    bare: Callable[[], Sample],
    rounds: int,
    warm_up: int = 1,
) -> Comparison:
    """Let both take turns; who begins changes each round, so neither has the warm bed.

    The first `warm_up` rounds are thrown away: they fill caches and connections.
    """
    taken: dict[Callable, list[Sample]] = {ours: [], bare: []}
    for number in range(warm_up + rounds):
        show(f"{work}: round {number + 1} of {warm_up + rounds}")
        for variant in (ours, bare) if number % 2 else (bare, ours):
            # the garbage of one must not be collected at the expense of the other
            gc.collect()
            taken[variant].append(variant())
    return Comparison(taken[ours][warm_up:], taken[bare][warm_up:])
