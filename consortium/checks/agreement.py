"""Whether two claims on one field can both be true."""

from decimal import Decimal
from typing import Any

from consortium import evidence
from consortium.codelists import Qualifier
from consortium.evidence import Figure
from consortium.models import SUBJECTS, Claim


def are_independent(one: Claim, other: Claim) -> bool:
    """Whether the origins of two claims do not meet."""
    return not evidence.origins(one) & evidence.origins(other)


def are_compatible(one: Claim, other: Claim) -> bool:
    """Whether two claims on one field can both be so, at the times they speak of.

    A value that cannot be read contradicts nothing, and neither does an amount of
    another currency: restated ones are for ``checks.fx``.
    """
    mine, theirs = figure_of(one), figure_of(other)
    if mine and theirs and mine.currency != theirs.currency:
        return True
    try:
        return evidence.are_compatible(one, other)
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return True


def figure_of(claim: Claim) -> Figure | None:
    """The figure in a claim's value; ``None`` if it has none that can be read."""
    columns = SUBJECTS[claim.subject_type].claimable.get(claim.field, ())
    word = next((name for name in columns if name.endswith("qualifier")), "")
    high = next((name for name in columns if name.endswith("_high")), "")
    number = _number(claim.value, columns[0]) if word else None
    if number is None:
        return None
    value: Any = claim.value
    return Figure(
        number,
        value.get(word, Qualifier.UNSPECIFIED),
        _number(value, high),
        value.get("currency", ""),
    )


def _number(value: Any, column: str) -> Decimal | None:
    try:
        number = Decimal(str(value[column])).normalize()
    except (ArithmeticError, KeyError, TypeError):
        return None
    return number if number.is_finite() else None
