"""Whether two claims on one field can both be true."""

import unicodedata
from decimal import Decimal
from typing import Any, NamedTuple

from consortium import periods
from consortium.checks.origins import Days, origins, when
from consortium.codelists import Qualifier
from consortium.models import SUBJECTS, Claim
from consortium.models.fields import FuzzyDateField
from consortium.money import LOWER_ONLY, UPPER_ONLY, bounds

LOOSENESS = Decimal("0.05")
"""How far an approximate figure may lie from another and still agree."""


class Figure(NamedTuple):
    """A claimed figure; ``currency`` is empty for what is no money."""

    number: Decimal
    high: Decimal | None
    qualifier: str
    currency: str


def are_independent(one: Claim, other: Claim) -> bool:
    """Whether the origins of two claims do not meet."""
    return not origins(one) & origins(other)


def are_compatible(one: Claim, other: Claim) -> bool:
    """Whether two claims on one field can both be so, at the times they speak of."""
    return not when(one).meet(when(other)) or _agree(one, other)


def figure_of(claim: Claim) -> Figure | None:
    """The figure in a claim's value; ``None`` if it has none."""
    columns = SUBJECTS[claim.subject_type].claimable.get(claim.field, ())
    word = next((name for name in columns if name.endswith("qualifier")), "")
    high = next((name for name in columns if name.endswith("_high")), "")
    number = number_in(claim.value, columns[0]) if word else None
    if number is None:
        return None
    value: Any = claim.value
    return Figure(
        number,
        number_in(value, high),
        value.get(word, Qualifier.UNSPECIFIED),
        value.get("currency", ""),
    )


def number_in(value: Any, column: str) -> Decimal | None:
    """The number that a claim's value has under ``column``, if it has one."""
    try:
        number = Decimal(str(value[column])).normalize()
    except (TypeError, KeyError, ArithmeticError):
        return None
    return number if number.is_finite() else None


def _agree(one: Claim, other: Claim) -> bool:
    mine, theirs = figure_of(one), figure_of(other)
    if mine and theirs:
        return _figures_agree(mine, theirs)
    model = SUBJECTS[one.subject_type]
    column = model._meta.get_field(model.claimable[one.field][0])
    if isinstance(column, FuzzyDateField):
        return _dates_agree(one.value, other.value)
    if isinstance(one.value, list) and isinstance(other.value, list):
        mine_set, theirs_set = set(one.value), set(other.value)
        return mine_set <= theirs_set or theirs_set <= mine_set
    return bool(_folded(one.value) == _folded(other.value))


def _figures_agree(one: Figure, other: Figure) -> bool:
    """Amounts of different currencies are not compared: see ``checks.fx``."""
    if one.currency != other.currency:
        return True
    for side in (UPPER_ONLY, LOWER_ONLY):
        if one.qualifier in side and other.qualifier in side:
            return one.number == other.number
    (low, high), (least, most) = _spread(one), _spread(other)
    return not (
        (high is not None and least is not None and high < least)
        or (most is not None and low is not None and most < low)
    )


def _spread(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    low, high = bounds(figure.number, figure.qualifier, figure.high)
    slack = Decimal(0)
    if figure.qualifier in (Qualifier.APPROXIMATELY, Qualifier.UNSPECIFIED):
        slack = abs(figure.number) * LOOSENESS
    return (
        None if low is None else low - slack,
        None if high is None else high + slack,
    )


def _dates_agree(one: Any, other: Any) -> bool:
    first, second = periods.parse(one), periods.parse(other)
    days = Days(first.earliest, first.latest)
    return days.meet(Days(second.earliest, second.latest))


def _folded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())
