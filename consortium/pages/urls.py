"""The addresses of the public pages, and of the files beside them."""

from django.urls import path

from consortium.pages import downloads, views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("initiatives/<slug:slug>/", views.initiative_detail, name="initiative-detail"),
]

files = [
    path("datapackage.json", downloads.data_package, name="data-package"),
    path("<str:dataset>.<str:extension>", downloads.download, name="download"),
    path("", downloads.no_such_file),
    path("<path:rest>", downloads.no_such_file),
]
