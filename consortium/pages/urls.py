"""The addresses of the public pages, and of the files beside them."""

from django.urls import path

from consortium.pages import catalogue, downloads, feeds, views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("initiatives/<slug:slug>/", views.initiative_detail, name="initiative-detail"),
    path(
        "organizations/<slug:slug>/",
        views.organization_detail,
        name="organization-detail",
    ),
    path("sources/<slug:slug>/", views.source_detail, name="source-detail"),
    path("claims/<int:pk>/", views.claim_detail, name="claim-detail"),
    path("feeds/changes.atom", feeds.changes_feed, name="changes-feed"),
    path("downloads/", catalogue.downloads, name="downloads"),
]

files = [
    path("datapackage.json", downloads.data_package, name="data-package"),
    path("<str:dataset>.<str:extension>", downloads.download, name="download"),
    path("<path:rest>", downloads.no_such_file),
]
