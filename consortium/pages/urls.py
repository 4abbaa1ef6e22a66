"""The addresses of the public pages, and of the files beside them."""

from django.urls import path

from consortium.pages import (
    catalogue,
    changes,
    downloads,
    embeds,
    feeds,
    guide,
    lists,
    method,
    pictures,
    search,
    sectors,
    sums,
    views,
)

urlpatterns = [
    path("", views.overview, name="overview"),
    path("initiatives/<slug:slug>/", views.initiative_detail, name="initiative-detail"),
    path(
        "initiatives/<slug:slug>/picture.png",
        pictures.initiative_picture,
        name="initiative-picture",
    ),
    path(
        "initiatives/<slug:slug>/changes/",
        changes.initiative_changes,
        name="initiative-changes",
    ),
    path(
        "organizations/<slug:slug>/",
        views.organization_detail,
        name="organization-detail",
    ),
    path("sources/<slug:slug>/", views.source_detail, name="source-detail"),
    path("claims/<int:pk>/", views.claim_detail, name="claim-detail"),
    path("changes/", changes.all_changes, name="changes"),
    path("funding/<int:pk>/", sums.funding_detail, name="funding-detail"),
    path("organizations/", lists.organizations, name="organization-list"),
    path("sources/", lists.sources, name="source-list"),
    path("sectors/", sectors.sectors, name="sector-list"),
    path("sectors/<slug:slug>/", sectors.sector_detail, name="sector-detail"),
    path("search/", search.search_page, name="search"),
    path("api-guide/", guide.api_guide, name="api-guide"),
    path("method/", method.method, name="method"),
    path("feeds/changes.atom", feeds.changes_feed, name="changes-feed"),
    path("embed/<slug:name>/", embeds.overview_embed, name="overview-embed"),
    path(
        "embed/initiatives/<slug:slug>/<slug:name>/",
        embeds.initiative_embed,
        name="initiative-embed",
    ),
    path("downloads/", catalogue.downloads, name="downloads"),
]

files = [
    path("datapackage.json", downloads.data_package, name="data-package"),
    path("<str:dataset>.<str:extension>", downloads.download, name="download"),
    path("<path:rest>", downloads.no_such_file),
]
