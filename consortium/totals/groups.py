"""What totals can be split by: each gives columns to group by and reads them back."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Literal, NamedTuple

from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.enums import ChoicesType
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from consortium.codelists import Instrument, Stage
from consortium.models import FundingPurpose, Initiative, Organization, Sector
from consortium.totals.intervals import INTERVALS, UNDATED, Interval

PERCENT = Decimal("0.01")

UNPLACED = ("unknown", "not_split", "several")
"""Why a group is no single one: no value, several without shares, several intervals."""

Key = Any

SPLIT = """
    SELECT funding_id FROM consortium_fundingpurpose GROUP BY funding_id
    HAVING {not_} ((count(*) = 1 AND count(percentage) = 0)
      OR (count(percentage) = count(*) AND sum(percentage) = 100))
"""
"""The sums of which it is known, or not, how much is for what."""


def _purposes(not_: Literal["", "NOT"]) -> RawSQL:
    return RawSQL(SPLIT.format(not_=not_), [])  # noqa: S611 (only our own words)


Kept = tuple[str | None, dict[str, str]]
"""The split of subtotals that shows groups, and the SQL of their columns there.

No split, ``None``, shows groups that are not kept; every one, ``""``, those that are
never added up. Addends have the same columns.
"""

NOT_KEPT: Kept = (None, {})


class TooManyGroups(ValueError):
    """The question has more groups for an answer than anybody would read."""


class Place(NamedTuple):
    """A group as it is shown, its place among others, and why it is none.

    ``order`` compares within one grouping; ``unplaced`` is empty for a proper group.
    """

    value: Any
    order: tuple[Any, ...]
    unplaced: str = ""


class Grouping(ABC):
    """One way to split totals."""

    splits: ClassVar[bool] = False
    """Whether a row may be in several groups, with a ``share`` of it in each."""

    def grouped(self, rows: QuerySet[Any]) -> list[QuerySet[Any]]:
        """``rows``, each in one queryset, with the columns that tell its group."""
        return [rows]

    def kept(self) -> Kept:
        """Where the database keeps sums by these groups."""
        return NOT_KEPT

    @abstractmethod
    def columns(self) -> list[str]:
        """The names of these columns."""

    def key(self, values: Sequence[Any]) -> Key:
        """The group that a row with these values of its columns is in."""
        return values[0]

    @abstractmethod
    def places(self, keys: Iterable[Key]) -> dict[Key, Place]:
        """How the groups with these ``keys`` are shown."""


@dataclass(frozen=True)
class ByColumn(Grouping):
    """By a column that says it itself: a code, or yes and no."""

    name: str
    codes: ChoicesType | None = None

    def columns(self) -> list[str]:
        return [self.name]

    def kept(self) -> Kept:
        split = "instrument" if self.name == "instrument" else ""
        return split, {self.name: self.name}

    def places(self, keys: Iterable[Key]) -> dict[Key, Place]:
        order = list(self.codes.values) if self.codes else [True, False]
        return {
            key: Place(key, (order.index(key),))
            if key in order
            else Place(key, (len(order), key or ""), "" if key else "unknown")
            for key in keys
        }


@dataclass(frozen=True)
class ByRecord(Grouping):
    """By a record that the sum names; one that is not published is not known."""

    name: str
    model: Any

    def columns(self) -> list[str]:
        return [f"{self.name}_id"]

    def places(self, keys: Iterable[Key]) -> dict[Key, Place]:
        wanted = set(keys)
        nobody = Place(None, (1, "", 0), "unknown")
        shown = self.model.objects.published().filter(pk__in=wanted - {None})
        found = {
            pk: Place({"slug": slug, "name": name}, (0, name, slug))
            for pk, slug, name in shown.values_list("pk", "slug", "name")
        }
        return {key: found.get(key, nobody) for key in wanted}


class BySector(Grouping):
    """By what the sum is for, as far as sources say how much of it is for what.

    One purpose takes all of it (as in IATI, where a single sector needs no percentage);
    several take their percentages when these add up to 100. Otherwise the sum stays
    whole and in no sector, rather than in each of them.
    """

    splits = True

    def grouped(self, rows: QuerySet[Any]) -> list[QuerySet[Any]]:
        # Apart, so that each condition is a join: as one expression, PostgreSQL would
        # look through all purposes for every sum.
        percentage = Coalesce(F("purpose_links__percentage"), Value(Decimal(100)))
        split = rows.filter(pk__in=_purposes("")).annotate(
            sector=F("purpose_links__sector"),
            nowhere=Value(""),
            share=percentage * Value(PERCENT),
        )
        several = rows.filter(pk__in=_purposes("NOT"))
        purposes = FundingPurpose.objects.filter(funding=OuterRef("pk"))
        without = rows.filter(~Exists(purposes.order_by()))
        return [
            split,
            *(
                some.annotate(
                    sector=Value(None, output_field=BigIntegerField()),
                    nowhere=Value(why),
                    share=Value(Decimal(1)),
                )
                for why, some in (("not_split", several), ("unknown", without))
            ),
        ]

    def columns(self) -> list[str]:
        return ["sector", "nowhere"]

    def kept(self) -> Kept:
        return "sector", {name: name for name in self.columns()}

    def key(self, values: Sequence[Any]) -> Key:
        sector, nowhere = values
        return sector or nowhere

    def places(self, keys: Iterable[Key]) -> dict[Key, Place]:
        found: dict[Key, Place] = {
            why: Place(None, (order, why), why)
            for order, why in enumerate(("not_split", "unknown"), start=1)
        }
        for sector in Sector.objects.filter(pk__in=set(keys) - set(found)):
            names = ("slug", "name", "scheme", "code")
            value = {name: getattr(sector, name) for name in names}
            found[sector.pk] = Place(value, (0, sector.scheme, sector.code))
        return found


@dataclass(frozen=True)
class ByTime(Grouping):
    """By the interval that the sum's time falls in.

    A time that covers several intervals is a group of its own, named by the first and
    the last: nobody says how much belongs to which.
    """

    interval: Interval
    dates: tuple[str, ...]

    def grouped(self, rows: QuerySet[Any]) -> list[QuerySet[Any]]:
        spans = self.interval.spans(self.dates)
        return [rows.annotate(**dict(zip(self.columns(), spans, strict=True)))]

    def columns(self) -> list[str]:
        return [f"{self.interval.name}_{end}" for end in ("first", "last")]

    def kept(self) -> Kept:
        if self.dates != TIMES["period"]:
            return NOT_KEPT
        ends = [self.interval.of_month(f"month_{end}") for end in ("first", "last")]
        return "time", dict(zip(self.columns(), ends, strict=True))

    def key(self, values: Sequence[Any]) -> Key:
        return tuple(values)

    def places(self, keys: Iterable[Key]) -> dict[Key, Place]:
        return {span: self.place(span) for span in keys}

    def place(self, span: Any) -> Place:
        """How the time between two intervals is shown."""
        if span == UNDATED:
            return Place(None, (1,), "unknown")
        first, last = span
        ends = (first is not None, first or 0, last is None, last or 0)
        several = "" if first == last else "several"
        return Place(self.interval.date(span), (0, *ends), several)


TIMES = {"period": ("period", "dated"), "dated": ("dated",)}
"""Which time of a sum counts: that which it is for, else its date; or its date only."""

RECORDS = {
    "initiative": Initiative,
    "funder": Organization,
    "recipient": Organization,
}
CODES = {"stage": Stage, "instrument": Instrument, "currency": None, "public": None}

GROUPINGS = (
    "stage",
    "initiative",
    "funder",
    "recipient",
    "sector",
    "instrument",
    "currency",
    "year",
    "fiscal_year",
    "public",
)
"""The names of what totals can be split by."""


def grouping(name: str, *, time: str) -> Grouping:
    """The grouping called ``name``; ``time`` is one of ``TIMES``."""
    if name in RECORDS:
        return ByRecord(name, RECORDS[name])
    if name in CODES:
        return ByColumn(name, CODES[name])
    if name == "sector":
        return BySector()
    return ByTime(INTERVALS[name], TIMES[time])
