"""Sums of money that do not fit together, and what is not settled about them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consortium.checks.registry import Flag, check, money
from consortium.checks.scope import standing
from consortium.codelists import Instrument, Severity, Stage
from consortium.models import Funding, Initiative
from consortium.money import bounds, plain

LATER_AND_EARLIER = (
    (Stage.DISBURSED, Stage.COMMITTED),
    (Stage.COMMITTED, Stage.BUDGETED),
)
"""Stages of the ladder of which the first cannot exceed the second."""

Stages = dict[str, list[Funding]]


@check("funding.stage-order", Severity.ERROR, Funding)
def parts_exceed_the_whole(funding: Any) -> Iterator[Flag]:
    """The parts of a sum, at one stage, add up to more than its upper bound."""
    parts = standing(Funding).filter(part_of__in=funding, amount__isnull=False)
    wholes: dict[tuple[Funding, str], list[Funding]] = defaultdict(list)
    for part in parts.select_related("part_of").order_by("pk"):
        if part.currency == part.part_of.currency:
            wholes[part.part_of, part.stage].append(part)
    for (whole, _stage), found in wholes.items():
        total, most = sum(map(_least, found), Decimal(0)), _most([whole])
        if most is not None and total > most:
            yield _excess(whole, found[0], total, most)


@check("funding.stage-order", Severity.ERROR, Initiative)
def later_stage_exceeds_the_earlier(initiatives: Any) -> Iterator[Flag]:
    """One giver disburses more than it committed, or commits more than budgeted."""
    rows = standing(Funding).filter(
        initiative__in=initiatives,
        stage__in=[Stage.BUDGETED, Stage.COMMITTED, Stage.DISBURSED],
    )
    # A part at the stage of its whole is in the whole's amount already.
    rows = rows.exclude(part_of__stage=F("stage"), part_of__initiative=F("initiative"))
    givers: dict[tuple[Initiative, int | None], Stages] = defaultdict(dict)
    for row in rows.select_related("initiative").order_by("initiative", "pk"):
        stages = givers[row.initiative, row.funder_id]
        stages.setdefault(row.stage, []).append(row)
    for (initiative, _giver), stages in givers.items():
        for later, earlier in LATER_AND_EARLIER:
            yield from _compare(initiative, stages, later, earlier)


def _compare(
    initiative: Initiative, stages: Stages, later: Stage, earlier: Stage
) -> Iterator[Flag]:
    """A flag if ``later`` exceeds ``earlier``; nothing where currencies differ."""
    before = stages.get(earlier, [])
    currencies, most = {row.currency for row in before}, _most(before)
    if len(currencies) == 1 and most is not None:
        (currency,) = currencies
        same = [row for row in stages.get(later, []) if row.currency == currency]
        total = sum(map(_least, same), Decimal(0))
        if total > most:
            yield _excess(initiative, same[0], total, most, earlier)


def _least(row: Funding) -> Decimal:
    return bounds(row.amount, row.qualifier, row.amount_high).min or Decimal(0)


def _most(rows: Iterable[Funding]) -> Decimal | None:
    """The most that ``rows`` can add up to; ``None`` if one of them is open."""
    highs = [bounds(row.amount, row.qualifier, row.amount_high).max for row in rows]
    return None if None in highs else sum(filter(None, highs), Decimal(0))


def _excess(
    subject: Funding | Initiative,
    part: Funding,
    total: Decimal,
    most: Decimal,
    earlier: str = "",
) -> Flag:
    message = _("Parts (%(stage)s) add up to %(total)s, the whole is %(most)s.")
    if earlier:
        message = _("%(stage)s: %(total)s in all, but %(earlier)s: %(most)s.")
    return Flag(
        subject,
        message,
        {
            "stage": part.stage,
            "total": plain(total),
            "most": plain(most),
            "currency": part.currency,
        },
        key=f"{part.stage}:{part.funder_id or ''}" if earlier else part.stage,
        words={
            "stage": Stage(part.stage).label,
            "earlier": Stage(earlier).label if earlier else "",
            "total": money(total, part.currency),
            "most": money(most, part.currency),
        },
    )


@check("funding.instrument-unknown", Severity.INFO, Funding)
def instrument_is_unknown(funding: Any) -> Iterator[Flag]:
    """The legal form of published money is not known."""
    for row in funding.published().filter(instrument=Instrument.UNKNOWN):
        yield Flag(
            row,
            _(
                "No source settles the form of the money: grant, subsidy (補助), "
                "commissioned research (委託), loan or equity."
            ),
        )


@check("funding.recipient-ambiguous", Severity.INFO, Funding)
def recipient_is_not_settled(funding: Any) -> Iterator[Flag]:
    """No organization stands as the recipient of published money."""
    for row in funding.published().filter(recipient=None):
        yield Flag(
            row,
            _("No organization stands as the recipient."),
            {"recipient_text": row.recipient_text},
        )
