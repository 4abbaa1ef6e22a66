"""Figures added up without losing how they are hedged."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache

from consortium.codelists import Qualifier
from consortium.money import LOWER_ONLY, UPPER_ONLY, Bounds, bounds

EXACTLY = Context(prec=100)
"""Room for every digit of the largest sums: nothing is rounded while adding."""

WORDS = Qualifier.values
"""The qualifiers in the order of their bits, the second bit for the first."""

WEAKEST_FIRST = (
    Qualifier.BETWEEN,
    Qualifier.APPROXIMATELY,
    Qualifier.UNSPECIFIED,
    Qualifier.EXACT,
)


@dataclass(slots=True)
class Tally:
    """Figures that are hedged alike: how many, and their sum.

    ``high`` is the sum of their upper amounts: of ranges, else that of the amounts.
    """

    qualifier: str
    count: int
    amount: Decimal
    high: Decimal


@dataclass(slots=True)
class Figure:
    """A sum of figures, hedged as strongly as they are together.

    Read ``amount`` as any figure: with ``up_to`` it is the most, with ``at_least`` the
    least; with ``between`` the least, and ``amount_high`` the most.
    """

    amount: Decimal
    qualifier: str
    amount_high: Decimal | None
    count: int

    @property
    def bounds(self) -> Bounds:
        return bounds(self.amount, self.qualifier, self.amount_high)

    @property
    def tally(self) -> Tally:
        """The figure as one among others to add up."""
        high = self.amount if self.amount_high is None else self.amount_high
        return Tally(self.qualifier, self.count, self.amount, high)


def add_up(tallies: Iterable[Tally]) -> list[Figure]:
    """The sum of ``tallies``: one figure, or two that must not be added.

    Ceilings and floors make no sum: what has an upper bound is one figure, the floors
    are another. Nothing of nothing is no figure.
    """
    known = list(tallies)
    floors = [tally for tally in known if tally.qualifier in LOWER_ONLY]
    others = [tally for tally in known if tally.qualifier not in LOWER_ONLY]
    apart = floors and any(tally.qualifier in UPPER_ONLY for tally in others)
    return [_sum(some) for some in ([others, floors] if apart else [known]) if some]


def _sum(tallies: list[Tally]) -> Figure:
    first = tallies[0]
    qualifier, count, least, most = (
        first.qualifier,
        first.count,
        first.amount,
        first.high,
    )
    if len(tallies) > 1:
        qualifier = hedge({tally.qualifier for tally in tallies})
        for tally in tallies[1:]:
            count += tally.count
            least = EXACTLY.add(least, tally.amount)
            most = EXACTLY.add(most, tally.high)
    return Figure(
        amount=most if qualifier in UPPER_ONLY else least,
        qualifier=qualifier,
        amount_high=most if qualifier == Qualifier.BETWEEN else None,
        count=count,
    )


def hedge(qualifiers: Set[str]) -> str:
    """What can be said of the sum of figures that are hedged like these.

    That of some and then of others with it is that of all.
    """
    if len(qualifiers) == 1:
        return str(*qualifiers)
    if qualifiers & UPPER_ONLY:
        return str(Qualifier.UP_TO.value)
    if qualifiers & LOWER_ONLY:
        return str(Qualifier.AT_LEAST.value)
    return next(word.value for word in WEAKEST_FIRST if word in qualifiers)


@cache
def hedge_of(bits: int) -> str:
    """The same of qualifiers that are given as bits, one for each of ``WORDS``."""
    return hedge({word for place, word in enumerate(WORDS, 1) if bits >> place & 1})
