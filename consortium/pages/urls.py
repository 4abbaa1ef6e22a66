"""The addresses of the public pages."""

from django.urls import path

from consortium.pages import views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("initiatives/<slug:slug>/", views.initiative_detail, name="initiative-detail"),
]
