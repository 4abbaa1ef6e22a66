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


LISTS = ("funding", "member", "source", "claim", "organization")
"""The lists with the most columns."""

CUT_OFF = """(() => {
  const list = document.querySelector("#changelist .results");
  return list.scrollWidth - list.clientWidth;
})()"""


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("person", ["editor", "reviewer"])
def test_nobody_is_kept_out_of_a_desk(open_browser, person, locale):
    watched = open_browser(person, locale=locale)

    for name, address in DESKS.items():
        assert watched.open(address).status == 200, name
        assert watched.page.get_attribute("html", "lang") == locale
        for width in (WIDE, NARROW):
            watched.keep_nobody_out(width)


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_no_column_of_a_list_is_cut_off(open_browser, locale):
    watched = open_browser("reviewer", locale=locale)

    for name in LISTS:
        watched.open(f"/admin/consortium/{name}/")
        for width in (WIDE, NARROW):
            watched.page.set_viewport_size({"width": width, "height": 900})
            assert watched.page.evaluate(CUT_OFF) <= 0, (name, width)
