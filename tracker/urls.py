"""Where each address leads."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.i18n import set_language

from consortium.accounts.adapter import too_many_requests
from consortium.api import errors
from consortium.pages import sitemaps
from consortium.pages import urls as pages
from tracker import wellknown

PART = "sitemap-section"
INDEX = {"sitemaps": sitemaps.SITEMAPS, "sitemap_url_name": PART}

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("consortium.accounts.urls")),
    path("api/v1/", include(("consortium.api.v1.urls", "v1"))),
    path("api/<path:rest>", errors.no_such_route),
    path("downloads/", include(pages.files)),
    path(".well-known/security.txt", wellknown.security_txt, name="security"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemap_index, INDEX, name="sitemap"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": sitemaps.SITEMAPS}, name=PART),
    path("language/", set_language, name="set_language"),
    *i18n_patterns(path("", include(pages.urlpatterns)), prefix_default_language=False),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler429 = too_many_requests  # allauth asks for it
handler500 = errors.server_error
