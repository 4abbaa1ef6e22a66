"""Every public page as a browser shows it: wide and narrow, in both languages."""

import re
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.urls import Resolver404, resolve

from consortium.pages.urls import urlpatterns
from tests.browser.conftest import NARROW, WIDE

NO_PAGES = {"changes-feed", "initiative-picture"}
"""What is among the pages and is not for reading in a browser."""

UNLINKED = {
    "search": "/search/?q=SoftBank",
    "overview-embed": "/embed/ladder/",
    "initiative-embed": "/embed/initiatives/softbank-led-domestic-ai-consortium/flows/",
}
"""What forms lead to, and pages of others."""

PAGES = sorted({one.name for one in urlpatterns} - NO_PAGES)

LIGHT, HEAVY = 60_000, 400_000
"""Bytes of a page with all that it loads, without and with charts."""


@pytest.fixture(scope="module")
def found(site):
    """A page of each kind, found by following links from the front page."""
    waiting, seen, found = ["/"], {"/"}, dict(UNLINKED)
    while waiting and set(PAGES) - found.keys():
        address = waiting.pop(0)
        try:
            name = resolve(urlsplit(address).path).view_name
        except Resolver404:
            continue
        if name not in PAGES:
            continue
        found.setdefault(name, address)
        if found[name] != address:
            continue
        with urlopen(site.address + address) as answer:  # noqa: S310 (our own site)
            for link in re.findall(r'<a[^>]* href="(/[^"#]*)', answer.read().decode()):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link.replace("&amp;", "&"))
    return found


@pytest.mark.parametrize("language", ["", "/ja"])
@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_kept_out_of_a_page(open_browser, found, name, language):
    watched = open_browser()

    assert watched.open(language + found[name]).status == 200
    for width in (WIDE, NARROW):
        watched.keep_nobody_out(width)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light(open_browser, found, name):
    watched = open_browser()
    watched.open(found[name])

    charts = watched.page.locator("[data-chart]").count()
    assert watched.weight() < (HEAVY if charts else LIGHT)
