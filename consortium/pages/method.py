"""The page about the method: how a claim becomes a figure, shown on a real one."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consortium.codelists import Reliability
from consortium.excerpts import QUOTE_WORDS
from consortium.exports.datapackage import license_of_data
from consortium.models import Claim, Initiative
from consortium.pages.claims import ClaimSheet, claim_sheet
from consortium.pages.conversions import Computed, conversions
from consortium.pages.past import in_its_time

AMOUNTS_FIRST = Case(
    When(field="amount", then=Value(0)), default=Value(1), output_field=IntegerField()
)


@dataclass(frozen=True)
class Example:
    """A claim that a published figure stands on, and what we make of the figure."""

    sheet: ClaimSheet
    computed: Computed | None


@require_safe
@in_its_time
def method(request: HttpRequest) -> HttpResponse:
    """How a claim becomes a figure."""
    content = {
        "example": example(),
        "grades": Reliability,
        "quote_words": QUOTE_WORDS,
        "license": license_of_data(),
    }
    return render(request, "pages/method.html", content)


def example() -> Example | None:
    """A quoted claim of the initiative that was published first, if there is one."""
    initiative = Initiative.objects.published().order_by("published_at", "pk").first()
    if initiative is None:
        return None
    standing = Claim.objects.published().filter(preferred=True).exclude(quote="")
    claim = standing.about(initiative).order_by(AMOUNTS_FIRST, "pk").first()
    if claim is None:
        return None
    sheet = claim_sheet(claim)
    funding = claim.funding if claim.field == "amount" else None
    return Example(sheet, conversions([funding]).get(funding.pk) if funding else None)
