"""Figures that restate in another currency what is already claimed of a sum."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium import wording
from consortium.admin.labels import label
from consortium.admin.readings import said
from consortium.checks.restated import digits_of, restated_by
from consortium.codelists import ClaimStatus
from consortium.fx import Converter
from consortium.models import Claim, Record
from consortium.models.claims import FIELD_KINDS
from consortium.periods import parse

OWN = "own"
"""The answer of somebody whose figure restates nothing."""


class RestatesField(forms.ChoiceField):
    """What a figure restates: asked only where there is something to restate."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        super().__init__(
            label=gettext_lazy("This restates"),
            required=False,
            choices=[
                ("", gettext_lazy("not said")),
                *((str(claim.pk), in_words(claim)) for claim in claims),
                (OWN, gettext_lazy("nothing: it is another figure")),
            ],
            help_text=gettext_lazy(
                "For a figure in another currency than the one it was made from. The "
                "record keeps its figure; this one becomes a claim beside it."
            ),
        )


def in_words(claim: Claim) -> str:
    """A claim among others to choose from: what it says, and who says it."""
    words = {"figure": said(claim), "source": label(claim.source)}
    if claim.status in (ClaimStatus.ACCEPTED, ClaimStatus.PENDING):
        return _("%(figure)s – %(source)s") % words
    words["status"] = claim.get_status_display()
    return _("%(figure)s – %(source)s (%(status)s)") % words


def restatable(record: Record) -> list[Claim]:
    """The figures of money that sources give for ``record``, what stands first."""
    fields = [
        name for name, columns in record.claimable.items() if "currency" in columns
    ]
    if not fields or record.pk is None:
        return []
    claims = Claim.objects.filter(
        **{Claim.arc_of(record): record},
        field__in=fields,
        kind__in=FIELD_KINDS,
        conversion_of=None,
    ).exclude(status=ClaimStatus.REJECTED)
    return list(
        claims.select_related("source", Claim.arc_of(record)).order_by(
            F("preferred").desc(), "pk"
        )
    )


def probably_restated(
    claims: Iterable[Claim], before: Record, changed: Mapping[str, Any]
) -> Claim | None:
    """The claim that a figure of ``changed`` restates, going by its currency.

    ``before`` is the record as it stands. ``None`` where the currency stays.
    """
    for field, value in changed.items():
        own = [claim for claim in claims if claim.field == field]
        held = before.claim_value(field)
        shown = next((one for one in own if one.preferred or one.value == held), None)
        if shown is not None and currency_of(shown.value) != currency_of(value):
            return shown
    return None


def wrong_with(claim: Claim, value: Any) -> str:
    """Why ``value`` does not restate what ``claim`` says; empty if it can."""
    if value is None:
        return _("Type the figure as this source gives it, with its currency.")
    if currency_of(value) == currency_of(claim.value):
        return _("Only a figure in another currency restates this one.")
    return ""


def currency_of(value: Any) -> str:
    """The currency of a claimed figure; empty for anything else."""
    return str(value.get("currency", "")) if isinstance(value, dict) else ""


class Rates(NamedTuple):
    """The rate that a conversion implies, beside the published one of the day.

    ``expected`` is empty where no rate is known.
    """

    implied: str
    unit: str
    expected: str
    date: str
    origin: str


def rates_of(claim: Claim) -> Rates | None:
    """By which rate ``claim`` restates its sum; ``None`` for what is no conversion."""
    pair = restated_by(claim)
    if pair is None:
        return None
    rate = pair.nearest(Converter({pair.currency, pair.into}))
    shown = pair.beside(rate)
    if rate is None:
        return Rates(digits_of(shown.implied), shown.unit, "", "", "")
    day = wording.fuzzy_date(parse(rate.date.isoformat()))
    figures = digits_of(shown.implied), shown.unit, digits_of(shown.expected)
    return Rates(*figures, day, rate.origin)
