"""Figures that are cited in another wording, or out of scale."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from statistics import median
from typing import Any

from django.utils.translation import gettext_lazy as _

from consortium.checks.claimed import figure_of
from consortium.checks.claims import NOT_REFUSED
from consortium.checks.evidence import ACCEPTED
from consortium.checks.registry import Flag, check, listed, money
from consortium.checks.scope import ARCS, countable_claims
from consortium.codelists import ClaimStatus, Qualifier, Severity
from consortium.models import (
    Claim,
    Funding,
    Initiative,
    Member,
    Observation,
    Record,
)
from consortium.money import plain

FIGURES: dict[type[Record], str] = {
    Funding: "amount",
    Observation: "value",
    Member: "stake",
    Initiative: "reported_member_count",
}
"""The claimable field of each model that is a figure with a qualifier."""

SLIP = 20
"""How many times the others a figure must be to look like a slip of its unit."""

Cited = dict[str, list[int]]


@check("evidence.qualifier-drift", Severity.WARNING, *FIGURES)
def figure_is_cited_with_two_qualifiers(records: Any) -> Iterator[Flag]:
    """The same figure is accepted with different qualifiers: one drops an “up to”."""
    field, arc = FIGURES[records.model], ARCS[records.model]
    claims = countable_claims().filter(ACCEPTED, field=field, **{f"{arc}__in": records})
    cited: dict[tuple[int, Decimal, str], Cited] = defaultdict(
        lambda: defaultdict(list)
    )
    for claim in claims.order_by("pk"):
        figure = figure_of(claim)
        if figure and figure.qualifier != Qualifier.BETWEEN:
            key = getattr(claim, f"{arc}_id"), figure.number, figure.currency
            cited[key][figure.qualifier].append(claim.pk)
    drifted = {key: words for key, words in cited.items() if len(words) > 1}
    subjects = records.in_bulk({key[0] for key in drifted})
    for (record, number, currency), words in drifted.items():
        yield Flag(
            subjects[record],
            _("%(figure)s is cited with different qualifiers: %(qualifiers)s."),
            {"field": field, "figure": plain(number), "claims": dict(words)},
            key=f"{field}:{plain(number)}{currency}",
            words={
                "figure": money(number, currency) if currency else plain(number),
                "qualifiers": listed([Qualifier(word).label for word in words]),
            },
        )


@check("funding.unit-scale", Severity.WARNING, Claim)
def amount_is_out_of_scale(claims: Any) -> Iterator[Flag]:
    """An amount is twenty times, or a twentieth of, what others say of the same sum."""
    here = claims.filter(NOT_REFUSED, field="amount", funding__isnull=False)
    sums: dict[tuple[int | None, str], dict[Claim, Decimal]] = defaultdict(dict)
    amounts = countable_claims().filter(NOT_REFUSED, field="amount")
    for claim in amounts.filter(funding__in=here.values("funding")).order_by("pk"):
        if figure := figure_of(claim):
            sums[claim.funding_id, figure.currency][claim] = figure.number
    asked = set(here.values_list("pk", flat=True))
    for (_funding, currency), found in sums.items():
        for claim, amount in found.items():
            others = [
                other
                for key, other in found.items()
                if key != claim and key.status != ClaimStatus.PENDING
            ]
            if claim.pk in asked and others and _is_slip(amount, median(others)):
                yield _slip(claim, amount, median(others), currency)


def _is_slip(amount: Decimal, usual: Decimal) -> bool:
    return amount >= SLIP * usual or amount * SLIP <= usual


def _slip(claim: Claim, amount: Decimal, usual: Decimal, currency: str) -> Flag:
    return Flag(
        claim,
        _(
            "%(amount)s is far from what others say of the same sum (median "
            "%(median)s): are million, billion and 兆 mixed up?"
        ),
        {"amount": plain(amount), "median": plain(usual), "currency": currency},
        words={"amount": money(amount, currency), "median": money(usual, currency)},
    )
