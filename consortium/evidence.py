"""What a claim does to what stands: it repeats, corroborates, refines, contradicts …

Everything here is computed from two claims and shown to people; a reviewer decides.
"""

import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import ForeignKey

from consortium import periods
from consortium.codelists import Because, Instrument, Qualifier
from consortium.fx import Converter
from consortium.models import Claim, Source
from consortium.models.fields import FuzzyDateField
from consortium.money import LOWER_ONLY, UPPER_ONLY

LOOSENESS = Decimal("0.05")
"""How far an approximate figure, or one restated by a rate, may lie from the other."""

UNKNOWN = Instrument.UNKNOWN.value
"""Who says that something is not known contradicts nobody who knows it."""


class Verdict(StrEnum):
    """What a new claim does to the one that stands."""

    FIRST = "first"
    REPEATS = "repeats"
    CORROBORATES = "corroborates"
    REFINES = "refines"
    UPDATES = "updates"
    COEXISTS = "coexists"
    CONTRADICTS = "contradicts"


class Fit(StrEnum):
    """How a new value lies to the one that stands."""

    SAME = "same"
    NARROWER = "narrower"
    DIFFERENT = "different"
    INCOMPARABLE = "incomparable"


class Span(NamedTuple):
    """The values a figure allows, or the days a claim speaks of; ``None`` is open."""

    low: Any
    high: Any

    def meets(self, other: "Span") -> bool:
        return not (self.is_before(other) or other.is_before(self))

    def is_before(self, other: "Span") -> bool:
        return self.high is not None and other.low is not None and self.high < other.low

    def is_within(self, other: "Span") -> bool:
        """Strictly narrower, with no end outside."""
        low = other.low is None or (self.low is not None and self.low >= other.low)
        high = other.high is None or (self.high is not None and self.high <= other.high)
        return low and high and self != other


def verdict(
    new: Claim, standing: Claim | None, rates: Converter | None = None
) -> Verdict:
    """What ``new`` does to ``standing``, the preferred claim on the same field.

    Who compares many claims gives the ``rates`` of all their currencies.
    """
    if standing is None:
        return Verdict.FIRST
    fit = compare_values(new, standing, rates)
    if fit is Fit.INCOMPARABLE:
        return Verdict.COEXISTS
    if fit is Fit.NARROWER:
        is_older = when(new).is_before(when(standing))
        return Verdict.COEXISTS if is_older else Verdict.REFINES
    if fit is Fit.SAME:
        together = origins(new) & origins(standing)
        return Verdict.REPEATS if together else Verdict.CORROBORATES
    return _across_time(new, standing)


def _across_time(new: Claim, standing: Claim) -> Verdict:
    if not are_apart(new, standing):
        return Verdict.CONTRADICTS
    is_later = when(standing).is_before(when(new))
    return Verdict.UPDATES if is_later and _says_when(new) else Verdict.COEXISTS


def are_apart(one: Claim, other: Claim) -> bool:
    """Whether two claims speak of different times, and one of them says so.

    Of two that only appeared on different days nobody knows that the world changed
    between: the later may have it wrong.
    """
    if when(one).meets(when(other)):
        return False
    early, late = (one, other) if when(one).is_before(when(other)) else (other, one)
    return early.valid is not None or _says_when(late)


def _says_when(claim: Claim) -> bool:
    """Whether somebody said since when it is so, or that it is news."""
    return claim.valid is not None or claim.because == Because.WORLD_CHANGED


def are_compatible(one: Claim, other: Claim) -> bool:
    """Whether both claims on one field can be true of the same time."""
    either_way = (compare_values(one, other), compare_values(other, one))
    return Fit.DIFFERENT not in either_way or are_apart(one, other)


def origins(claim: Claim) -> set[int]:
    """The sources that ``claim`` goes back to, by id: two claims are independent
    when these do not meet."""
    found: set[int] = set()
    for source in (claim.source, claim.attributed_to):
        found |= chain(source)
    return found


def chain(source: Source | None) -> set[int]:
    """The ids of ``source`` and of all that it was rewritten or syndicated from."""
    found: set[int] = set()
    while source is not None and source.pk not in found:
        found.add(source.pk)
        source = source.origin
    return found


def when(claim: Claim) -> Span:
    """The days a claim speaks of: its valid time, else its source's date.

    Without either it speaks of some day up to the one it was recorded on.
    """
    if claim.valid is not None:
        return Span(claim.valid_from, claim.valid_to)
    if claim.source.published is not None:
        return Span(claim.source.published_from, claim.source.published_to)
    return Span(None, claim.created_at.date())


def compare_values(new: Claim, standing: Claim, rates: Converter | None = None) -> Fit:
    """How the value of ``new`` lies to that of ``standing``, time left aside."""
    if isinstance(new.value, dict) and isinstance(standing.value, dict):
        return _compare_figures(new, standing, rates)
    if isinstance(_column(new), FuzzyDateField):
        return _compare_spans(_days(str(new.value)), _days(str(standing.value)))
    if isinstance(new.value, list) and isinstance(standing.value, list):
        mine, theirs = set(new.value), set(standing.value)
        if mine <= theirs:
            return Fit.SAME
        return Fit.NARROWER if mine > theirs else Fit.DIFFERENT
    if _folded(new) == _folded(standing):
        return Fit.SAME
    if UNKNOWN in (new.value, standing.value):
        return Fit.NARROWER if standing.value == UNKNOWN else Fit.INCOMPARABLE
    return Fit.DIFFERENT


def _column(claim: Claim) -> Any:
    subject = type(claim.subject)
    return subject._meta.get_field(subject.claimable[claim.field][0])


def _folded(claim: Claim) -> Any:
    if not isinstance(claim.value, str):
        return claim.value
    column = _column(claim)
    if isinstance(column, ForeignKey):
        # Two names of organizations that were merged since name one.
        target: Any = column.related_model
        named = target.named(claim.value)
        return claim.value if named is None else named.pk
    return " ".join(unicodedata.normalize("NFKC", claim.value).casefold().split())


def _days(text: str) -> Span:
    date = periods.parse(text)
    return Span(date.earliest, date.latest)


def _compare_spans(new: Span, standing: Span) -> Fit:
    if not new.meets(standing):
        return Fit.DIFFERENT
    return Fit.NARROWER if new.is_within(standing) else Fit.SAME


class Figure(NamedTuple):
    """A claimed figure: its number, how it is hedged, its currency if it has one."""

    number: Decimal
    qualifier: str
    high: Decimal | None
    currency: str

    @property
    def span(self) -> Span:
        if self.qualifier in UPPER_ONLY:
            return Span(None, self.number)
        if self.qualifier in LOWER_ONLY:
            return Span(self.number, None)
        if self.qualifier == Qualifier.BETWEEN:
            return Span(self.number, self.high)
        slack = self.rounding
        return Span(self.number - slack, self.number + slack)

    @property
    def rounding(self) -> Decimal:
        """Half the last printed digit, and never more than the usual looseness."""
        if self.qualifier == Qualifier.EXACT:
            return Decimal(0)
        loose = abs(self.number) * LOOSENESS
        if self.qualifier == Qualifier.APPROXIMATELY:
            return loose
        digits = self.number.normalize().as_tuple()
        return min(loose, Decimal(10) ** int(digits.exponent) / 2)

    @property
    def side(self) -> str:
        """Which end the figure sets: ``upper``, ``lower`` or both (empty)."""
        if self.qualifier in UPPER_ONLY:
            return "upper"
        return "lower" if self.qualifier in LOWER_ONLY else ""


def figure(claim: Claim) -> Figure:
    """The figure in a claim's value, which names it by its columns."""
    columns = type(claim.subject).claimable[claim.field]
    value: Any = claim.value
    qualifier = next(column for column in columns if column.endswith("qualifier"))
    high = next((column for column in columns if column.endswith("_high")), "")
    return Figure(
        Decimal(str(value[columns[0]])),
        value[qualifier],
        Decimal(value[high]) if value.get(high) else None,
        value.get("currency", ""),
    )


def _compare_figures(new: Claim, standing: Claim, rates: Converter | None) -> Fit:
    mine, theirs = figure(new), figure(standing)
    if mine.currency != theirs.currency:
        return _compare_across_currencies(mine, theirs, new, rates)
    if mine.side and mine.side == theirs.side:
        slack = mine.rounding + theirs.rounding
        return Fit.SAME if abs(mine.number - theirs.number) <= slack else Fit.DIFFERENT
    return _compare_spans(mine.span, theirs.span)


def _compare_across_currencies(
    mine: Figure, theirs: Figure, claim: Claim, rates: Converter | None
) -> Fit:
    """Two figures are the same when a rate of the day brings them together."""
    day = when(claim).high or claim.created_at.date()
    restated = (rates or Converter({mine.currency, theirs.currency})).convert(
        theirs.number, currency=theirs.currency, to=mine.currency, on=day
    )
    if restated is None:
        return Fit.INCOMPARABLE
    slack = max(abs(mine.number), abs(restated.amount)) * LOOSENESS
    return Fit.SAME if abs(mine.number - restated.amount) <= slack else Fit.DIFFERENT
