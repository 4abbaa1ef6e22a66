"""How many rows of each kind a scale means."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Sizes:
    """Rows to generate; the claims follow from the records, about three for a sum."""

    funding: int
    organizations: int
    initiatives: int
    sources: int

    @classmethod
    def of(cls, scale: float) -> Self:
        """Scale 1 is a million sums and about three million claims.

        Raises ``ValueError`` for a scale that is no number from 0.0001 to 10.
        """
        if not 0.0001 <= scale <= 10:
            raise ValueError(f"A scale lies between 0.0001 and 10, not {scale}.")
        return cls(
            funding=round(1_000_000 * scale),
            organizations=max(20, round(100_000 * scale)),
            initiatives=max(3, round(20_000 * scale)),
            sources=max(20, round(60_000 * scale)),
        )
