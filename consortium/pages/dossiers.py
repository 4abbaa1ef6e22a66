"""All that the public may see about an initiative.

A dossier holds what is published: the initiative's own records, what its country and
its sources say around it, the decided claims on all of these, and open findings.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeVar

from consortium.codelists import ClaimStatus
from consortium.models import (
    Alignment,
    Claim,
    Funding,
    Initiative,
    InitiativeSector,
    Member,
    Milestone,
    Observation,
    Record,
)
from consortium.models.base import Versioned

Own = Funding | Member | InitiativeSector | Milestone | Observation | Alignment

OWN: dict[type[Own], tuple[str, ...]] = {
    Funding: ("funder", "channel", "recipient"),
    Member: ("organization",),
    InitiativeSector: ("sector",),
    Milestone: (),
    Observation: ("indicator",),
    Alignment: ("framework__owner",),
}
"""The records of an initiative, each with what is read along with it."""

Row = TypeVar("Row", bound=Versioned)
Public = TypeVar("Public", bound=Record)


@dataclass
class Dossier:
    """What is published about one initiative."""

    initiative: Initiative
    rows: dict[type[Versioned], dict[int, Versioned]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def add(self, row: Versioned | None) -> None:
        """File ``row``, unless it is a record that the public does not see."""
        if row is None or (isinstance(row, Record) and not row.is_published):
            return
        self.rows[type(row)].setdefault(row.pk, row)

    def all(self, model: type[Row]) -> list[Row]:
        return [row for row in self.rows[model].values() if isinstance(row, model)]

    def has(self, model: type[Versioned], key: int) -> bool:
        return key in self.rows[model]

    def told_by(self) -> set[int]:
        """The keys of the sources that speak of the initiative, not of its country."""
        country_wide = {row.pk for row in self.all(Alignment) if row.country}
        return {
            claim.source_id
            for claim in self.all(Claim)
            if claim.alignment_id not in country_wide
        }

    def count(self, status: ClaimStatus) -> int:
        return sum(claim.status == status for claim in self.all(Claim))

    @property
    def changed_at(self) -> datetime.datetime:
        """When anything of this last changed."""
        kinds: tuple[type[Versioned], ...] = (Initiative, *OWN, Claim)
        return max(row.updated_at for kind in kinds for row in self.rows[kind].values())


def if_public(record: Public | None) -> Public | None:
    """``record`` if the public may see it: one that was retracted is not named."""
    return record if record is not None and record.is_published else None
