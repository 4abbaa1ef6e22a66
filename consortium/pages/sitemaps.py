"""Which pages there are, for search engines: ``/sitemap.xml`` and ``/robots.txt``.

Sums and claims are left out: each is linked from the page of its initiative.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from consortium.models import Initiative, Organization, Sector, Source
from consortium.models.base import visible

STANDING = (
    "overview",
    "organization-list",
    "source-list",
    "sector-list",
    "method",
    "downloads",
    "api-guide",
    "changes",
)
"""Pages that are there whatever is published."""


class Pages(Sitemap):
    """Pages in every language, each naming the others."""

    i18n = alternates = x_default = True
    limit = 5000

    def items(self) -> Any:
        return STANDING

    def location(self, item: str) -> str:
        return reverse(item)


class Records(Pages):
    """The pages of all public records of a kind."""

    def __init__(self, model: type[Model], view: str) -> None:
        self.model, self.view = model, view

    def items(self) -> Any:
        rows = visible(self.model, AnonymousUser())
        return rows.order_by("pk").values_list("slug", flat=True)

    def location(self, item: str) -> str:
        return reverse(self.view, args=[item])


SITEMAPS = {
    "pages": Pages(),
    "initiatives": Records(Initiative, "initiative-detail"),
    "organizations": Records(Organization, "organization-detail"),
    "sources": Records(Source, "source-detail"),
    "sectors": Records(Sector, "sector-detail"),
}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines should not ask for, and where the others are listed."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    text = render_to_string("pages/robots.txt", {"sitemap": sitemap})
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
