"""Pages against their limit, and the longest against the API's answer on the same.

In process, without HTTP: this is the time of the server alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.test import Client
from django.urls import reverse

from bench.driver import milliseconds
from bench.figures import Comparison, Goal
from bench.parties import slug
from consortium.codelists import ClaimStatus
from consortium.models import Claim, Funding, Initiative, Organization, Sector, Source

LIMIT = 100
"""Milliseconds that a page may take."""

WITHIN = Goal(1, at_least=False)
FROM_SEED = "softbank-led-domestic-ai-consortium"


def comparisons(detail: str, repetitions: int) -> Iterator[Comparison]:
    """One row for each page; ``detail`` is an initiative with many sums."""
    client = Client(SERVER_NAME="127.0.0.1")
    for name, path in addresses(detail).items():
        milliseconds(client, path)  # templates are read, connections and plans ready
        taken = [milliseconds(client, path) for _ in range(repetitions)]
        yield Comparison(f"page: {name} / limit", taken, [LIMIT], "ms", WITHIN)
    page = reverse("initiative-detail", args=[detail])
    answer = reverse("v1:initiative-detail", args=[detail])
    pairs = [
        (milliseconds(client, page), milliseconds(client, answer))
        for _ in range(repetitions)
    ]
    pages, answers = zip(*pairs, strict=True)
    yield Comparison("page with 50 sums / API on the same", pages, answers, "ms")


def addresses(detail: str) -> Mapping[str, str]:
    """A page of each kind: the seed's, then of what was generated."""
    seeded = Initiative.objects.get(slug=FROM_SEED)
    claim = Claim.objects.published().filter(status=ClaimStatus.ACCEPTED).about(seeded)
    some = {
        "claim": ("claim-detail", claim.order_by("pk")[0].pk),
        "sum": ("funding-detail", _first(Funding).filter(initiative=seeded)[0].pk),
        "organization": ("organization-detail", _of(Organization)),
        "source": ("source-detail", _of(Source)),
        "sector": ("sector-detail", Sector.objects.order_by("pk")[0].slug),
        "changes of the seed's initiative": ("initiative-changes", FROM_SEED),
    }
    lists = {
        "overview": "overview",
        "all changes": "changes",
        "downloads": "downloads",
        "organizations": "organization-list",
        "sources": "source-list",
        "sectors": "sector-list",
        "method": "method",
    }
    return {
        "the seed's initiative": reverse("initiative-detail", args=[FROM_SEED]),
        "initiative with 50 sums": reverse("initiative-detail", args=[detail]),
        **{name: reverse(view, args=[key]) for name, (view, key) in some.items()},
        **{name: reverse(view) for name, view in lists.items()},
        "search": f"{reverse('search')}?q=SoftBank",
    }


def _first(model: Any) -> Any:
    """What is public of ``model``, in the order in which it was made."""
    return model._default_manager.published().order_by("pk")


def _of(model: Any) -> str:
    """The slug of the first that was generated."""
    generated = _first(model).filter(slug__startswith=slug(model.__name__.lower(), ""))
    return str(generated[0].slug)
