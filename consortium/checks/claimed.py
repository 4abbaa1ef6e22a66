"""The figure that a claim gives, where it gives one."""

from decimal import Decimal
from typing import Any

from consortium.codelists import Qualifier
from consortium.evidence import Figure
from consortium.models import SUBJECTS, Claim


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
