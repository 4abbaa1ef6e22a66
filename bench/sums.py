"""Generated sums of money with their purposes and the claims on them."""

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from bench.evidence import Evidence
from bench.parties import slug
from bench.rows import STEPS, Batch, Row, chance, fuzzy_date, steps
from consortium.codelists import Instrument, Stage
from consortium.models import Funding, FundingPurpose

CHUNK = 20_000
IN_DETAIL = 60
"""The sums of the first initiative, whose page the benchmark asks for."""

COLUMNS = (
    "id",
    "initiative_id",
    "funder_id",
    "recipient_id",
    "recipient_text",
    "stage",
    "instrument",
    "amount",
    "amount_high",
    "qualifier",
    "currency",
    "dated",
    "period",
    "part_of_id",
    "financed_by",
    *STEPS,
)
PURPOSE_COLUMNS = ("id", "funding_id", "sector_id", "percentage", "as_written")
STAGES = [code.value for code in Stage]
STAGE_WEIGHTS = [30, 8, 14, 10, 16, 12, 6, 2, 2]
INSTRUMENTS = [code.value for code in Instrument]
CURRENCIES = ["JPY", "USD", "EUR", "GBP", "KRW"]
CURRENCY_WEIGHTS = [55, 25, 12, 4, 4]
QUALIFIERS = ["unspecified", "up_to", "approximately", "exact", "at_least", "between"]
QUALIFIER_WEIGHTS = [50, 15, 15, 10, 5, 5]
IN_PACKAGES = 5
"""One initiative of so many tells of what becomes of its money, in packages."""


class Step(NamedTuple):
    """A sum of a package: its stage, and which one of the package it is a part of."""

    stage: str
    whole: int | None


PACKAGE = (
    Step("announced", None),
    Step("announced", 0),
    Step("budgeted", 0),
    Step("budgeted", 2),
    Step("selected", 2),
    Step("committed", 4),
    Step("disbursed", 5),
)
"""What was announced, broken down, and as far as it was followed: four levels."""


class Figure(NamedTuple):
    """An amount as reported; all empty for support without a sum."""

    amount: int | None
    amount_high: int | None
    qualifier: str
    currency: str

    def said(self) -> dict[str, str]:
        """What the claim says that stands behind it."""
        figures = {"amount": self.amount, "amount_high": self.amount_high}
        said = {name: str(figure) for name, figure in figures.items() if figure}
        words = {"qualifier": self.qualifier, "currency": self.currency}
        return {**said, **words} if self.amount else {}


def figure(dice: Random) -> Figure:
    """A figure of two leading digits; one of thirty-three is missing."""
    if dice.random() < 0.03:
        return Figure(None, None, "", "")
    amount = dice.randint(10, 99) * 10 ** dice.randint(3, 10)
    (qualifier,) = dice.choices(QUALIFIERS, QUALIFIER_WEIGHTS)
    high = 2 * amount if qualifier == "between" else None
    (currency,) = dice.choices(CURRENCIES, CURRENCY_WEIGHTS)
    return Figure(amount, high, qualifier, currency)


class Sums:
    """Generates ``number`` sums; keys start at ``first``."""

    def __init__(
        self,
        number: int,
        *,
        first: int,
        first_purpose: int,
        initiatives: range,
        organizations: range,
        sectors: list[int],
        evidence: Evidence,
    ) -> None:
        self.number, self.first, self.initiatives = number, first, initiatives
        self.organizations, self.sectors = organizations, sectors
        self.evidence, self.next_purpose = evidence, first_purpose
        self.dice = chance("funding")

    def batches(self) -> Iterator[list[Batch]]:
        """What belongs together: sums, their purposes, the claims on them."""
        for start in range(0, self.number, CHUNK):
            sums: list[Row] = []
            purposes: list[Row] = []
            for index in range(start, min(start + CHUNK, self.number)):
                sums.append(self._sum(index))
                if self.dice.random() < 0.2:
                    purposes.extend(self._purposes(self.first + index))
            yield [
                Batch(Funding, COLUMNS, sums),
                Batch(FundingPurpose, PURPOSE_COLUMNS, purposes),
                self.evidence.take(),
            ]

    def _sum(self, index: int) -> Row:
        dice, key = self.dice, self.first + index
        funder = dice.choice(self.organizations)
        recipient = dice.choice(self.organizations) if dice.random() < 0.5 else None
        (stage,) = dice.choices(STAGES, STAGE_WEIGHTS)
        stage, whole = self._step(index) or (stage, None)
        instrument = dice.choice(INSTRUMENTS)
        money, dated = figure(dice), fuzzy_date(dice)
        year = dice.randint(2018, 2027)
        said: dict[str, Any] = {"amount": money.said(), "stage": stage}
        if index % 3 == 0:
            said |= {"dated": dated, "funder": slug("organization", funder)}
        self.evidence.of_sum(key, said)
        return (
            key,
            self._initiative(index),
            funder,
            recipient,
            "" if recipient else "companies yet to be chosen",
            stage,
            instrument,
            *money,
            dated,
            f"FY{year}" if index % 2 else f"{year}/{year + 3}",
            whole,
            "GX economy transition bonds" if index % 10 == 0 else "",
            *steps(dice, self.evidence.staff),
        )

    def _initiative(self, index: int) -> int:
        others = len(self.initiatives) - 1
        return self.initiatives[0 if index < IN_DETAIL else 1 + index % others]

    def _step(self, index: int) -> tuple[str, int | None] | None:
        """The stage of a sum in a package, and the key of the one it is a part of."""
        others = len(self.initiatives) - 1
        place, initiative = divmod(index, others)
        first = index - place % len(PACKAGE) * others
        if first < IN_DETAIL or initiative % IN_PACKAGES:
            return None
        stage, whole = PACKAGE[place % len(PACKAGE)]
        return stage, None if whole is None else self.first + first + whole * others

    def _purposes(self, key: int) -> Iterator[Row]:
        sectors = self.dice.sample(self.sectors, 2)
        shares = self.dice.choice([(None, None), (60, 40), (None, None)])
        for sector, share in zip(sectors, shares, strict=True):
            yield self.next_purpose, key, sector, share, "as written"
            self.next_purpose += 1
