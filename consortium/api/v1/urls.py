"""The addresses of version 1 of the API."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from consortium.api.v1.views import (
    changes,
    claims,
    codelists,
    me,
    resources,
    root,
    search,
    tokens,
    totals,
)

router = SimpleRouter()
router.register("initiatives", resources.InitiativeViewSet, "initiative")
router.register("organizations", resources.OrganizationViewSet, "organization")
router.register("members", resources.MemberViewSet, "member")
router.register("funding", resources.FundingViewSet, "funding")
router.register("sectors", resources.SectorViewSet, "sector")
router.register("sources", resources.SourceViewSet, "source")
router.register("claims", claims.ClaimViewSet, "claim")
router.register("milestones", resources.MilestoneViewSet, "milestone")
router.register("indicators", resources.IndicatorViewSet, "indicator")
router.register("observations", resources.ObservationViewSet, "observation")
router.register("frameworks", resources.FrameworkViewSet, "framework")
router.register("alignments", resources.AlignmentViewSet, "alignment")
router.register("findings", claims.FindingViewSet, "finding")
router.register("organization-merges", claims.MergeViewSet, "organization-merge")
router.register("exchange-rates", resources.ExchangeRateViewSet, "exchange-rate")

places = [prefix for prefix, _viewset, _name in router.registry]
places += ["search", "totals", "series", "changes", "diff"]
places += ["codelists", "me", "tokens", "schema", "docs"]

urlpatterns = [
    path("", root.RootView.as_view(places=places), name="root"),
    *router.urls,
    path("search/", search.SearchView.as_view(), name="search"),
    path("totals/", totals.TotalsView.as_view(), name="totals"),
    path("series/", totals.SeriesView.as_view(), name="series"),
    path("changes/", changes.ChangesView.as_view(), name="changes"),
    path("diff/", changes.DiffView.as_view(), name="diff"),
    path("codelists/", codelists.CodelistIndexView.as_view(), name="codelist-list"),
    path(
        "codelists/<slug:name>/",
        codelists.CodelistView.as_view(),
        name="codelist-detail",
    ),
    path("me/", me.MeView.as_view(), name="me"),
    path("tokens/", tokens.TokensView.as_view(), name="token-list"),
    path("tokens/<uuid:id>/", tokens.TokenView.as_view(), name="token-detail"),
    path("schema/", root.SchemaView.as_view(), name="schema"),
    path("docs/", root.DocsView.as_view(), name="docs"),
]
