"""Medians, ratios and the table that shows them beside the goals."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple


class Goal(NamedTuple):
    """What a ratio should be: at least or at most a limit."""

    limit: float
    at_least: bool

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}×"

    def is_met(self, ratio: float) -> bool:
        return ratio >= self.limit if self.at_least else ratio <= self.limit


class Comparison(NamedTuple):
    """One figure against another of the same run; each the median of its samples."""

    name: str
    measured: Sequence[float]
    against: Sequence[float]
    unit: str
    goal: Goal | None = None

    @property
    def ratio(self) -> float:
        """How many times the other figure this one is."""
        return median(self.measured) / median(self.against)

    def row(self) -> list[str]:
        """The cells of the table."""
        verdict = "–"
        if self.goal:
            verdict = "met" if self.goal.is_met(self.ratio) else "missed"
        return [
            self.name,
            f"{median(self.measured):,.1f} {self.unit}",
            f"{median(self.against):,.1f} {self.unit}",
            f"{self.ratio:,.0f}×" if self.ratio >= 100 else f"{self.ratio:.3g}×",
            str(self.goal or "–"),
            verdict,
        ]


HEADER = ["what", "measured", "against", "ratio", "goal", "verdict"]


def table(comparisons: Iterable[Comparison]) -> str:
    """All comparisons as a table of Markdown."""
    rows = [HEADER, *(comparison.row() for comparison in comparisons)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([lines[0], rule, *lines[1:]])
