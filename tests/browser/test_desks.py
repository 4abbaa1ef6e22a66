"""The desks of staff as a browser shows them: wide and narrow, in both languages."""

import pytest

from tests.browser.conftest import NARROW, WIDE

DESKS = {
    "home": "/admin/",
    "queue": "/admin/consortium/claim/review/",
    "findings": "/admin/consortium/finding/",
    "source": "/admin/consortium/source/1/claims/",
    "filters": "/admin/consortium/savedfilter/",
}


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("person", ["editor", "reviewer"])
def test_nobody_is_kept_out_of_a_desk(open_browser, person, locale):
    watched = open_browser(person, locale=locale)

    for name, address in DESKS.items():
        assert watched.open(address).status == 200, name
        assert watched.page.get_attribute("html", "lang") == locale
        for width in (WIDE, NARROW):
            watched.keep_nobody_out(width)
