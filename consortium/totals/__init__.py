"""Totals and time series of what is published, under the safe-to-sum rule.

* A total is per stage and per currency, public and private money apart. Stages of the
  same money (announced, committed, disbursed) are never added, currencies only after a
  conversion that is asked for and stated.
* Only published sums count, whoever asks. One whose amount nobody gives is left out,
  and so is a cancelled one unless the question is about cancelled sums. Repaid money is
  a stage of its own and never subtracted. Context and forecasts are observations, not
  sums, and cannot get in.
* A part is left out when its whole is counted in the same answer at the same stage. The
  whole always wins, so that the answer does not depend on how many parts are known; a
  question that is not about the whole (its funder, its stage) counts the parts.
* Ceilings (up to) and floors (at least) do not make a number together: they are two.
* What is left out is named with the reason.

What a sum cannot be split by (a sector without shares, a year when its period spans
two) is a group of its own, so every sum stands in an answer exactly once.
"""

from consortium.totals.answers import CombinedTotal, Total, Totals, totals
from consortium.totals.conversion import Combined, Converted, Exchange
from consortium.totals.figures import Figure, Tally, add_up
from consortium.totals.flows import funding_series
from consortium.totals.groups import (
    GROUPINGS,
    TIMES,
    UNPLACED,
    Place,
    TooManyGroups,
)
from consortium.totals.intervals import INTERVALS
from consortium.totals.narrowing import NARROWINGS, Narrowing
from consortium.totals.rule import REASONS, Excluded
from consortium.totals.series import (
    MODES,
    CombinedPoint,
    Point,
    Series,
    claim_series,
    indicator_series,
    member_series,
    milestone_series,
)
from consortium.totals.tallies import Cell

__all__ = [
    "GROUPINGS",
    "INTERVALS",
    "MODES",
    "NARROWINGS",
    "REASONS",
    "TIMES",
    "UNPLACED",
    "Cell",
    "Combined",
    "CombinedPoint",
    "CombinedTotal",
    "Converted",
    "Exchange",
    "Excluded",
    "Figure",
    "Narrowing",
    "Place",
    "Point",
    "Series",
    "Tally",
    "TooManyGroups",
    "Total",
    "Totals",
    "add_up",
    "claim_series",
    "funding_series",
    "indicator_series",
    "member_series",
    "milestone_series",
    "totals",
]
