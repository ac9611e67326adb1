"""The rows of a run: what was measured, its budget, and whether it is met."""

from dataclasses import dataclass
from statistics import median

from .measure import Comparison, middle, percentile

HEADINGS = ("work", "ours", "against", "result", "spread", "budget", "verdict")


@dataclass
class Row:
    """One budget. All figures are shown as they stand here.

    `met` is None for a figure that has no budget. `counted` says that the verdict
    rests on a count, which a short run on a busy machine can judge as well.
    """

    work: str
    ours: str
    against: str
    result: str
    budget: str
    met: bool | None
    spread: str = ""
    counted: bool = False

    def cells(self, quick: bool) -> tuple[str, ...]:
        return (
            *(self.work, self.ours, self.against, self.result, self.spread),
            *(self.budget, self.verdict(quick)),
        )

    def verdict(self, quick: bool) -> str:
        if self.met is None:
            return "-"
        if quick and not self.counted:
            return "not judged"
        return "met" if self.met else "NOT MET"


def ratio_row(
    work: str, comparison: Comparison, at_most: float | None = None, unit="ms"
) -> Row:
    """Ours may take at most so many times as long as bare; without one it is shown."""
    ratio = median(comparison.ratios)
    return Row(
        work,
        _milliseconds(middle(comparison.ours).ms, unit),
        _milliseconds(middle(comparison.bare).ms, unit),
        f"{ratio:.2f} x",
        "" if at_most is None else f"<= {at_most:g} x",
        None if at_most is None else round(ratio, 2) <= at_most,
        spread(comparison.ratios),
    )


def queries_row(work: str, comparison: Comparison, at_most: float | None = None) -> Row:
    """Ours may need at most so many queries more than bare."""
    more = comparison.more_queries
    return Row(
        work,
        f"{middle(comparison.ours).queries:.4g} queries",
        f"{middle(comparison.bare).queries:.4g} queries",
        f"{more:+.3g}",
        "" if at_most is None else f"<= +{at_most:g}",
        None if at_most is None else more <= at_most,
        counted=True,
    )


def same_row(work: str, ours: str, against: str, same: bool) -> Row:
    """What is fast must be right: both have the same answer."""
    found = "the same" if same else "DIFFERENT"
    return Row(work, ours, against, found, "the same", same, counted=True)


def spread(values: list[float], digits: int = 2) -> str:
    """Lower to upper quartile of the rounds."""
    if len(values) < 2:
        return ""
    lower, upper = percentile(values, 25), percentile(values, 75)
    return f"{lower:.{digits}f}-{upper:.{digits}f}"


def _milliseconds(ms: float, unit: str) -> str:
    if unit == "us":
        return f"{ms * 1000:.3g} us"
    return f"{ms:.3g} ms"


def text(rows: list[Row], quick: bool) -> str:
    lines = [HEADINGS, *(row.cells(quick) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(
            cell.ljust(width) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def failed(rows: list[Row], quick: bool) -> bool:
    return any(row.verdict(quick) == "NOT MET" for row in rows)
