"""A chart is drawn from what the API says, and says what its table says."""

import json
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE

INITIATIVE = "/initiatives/softbank-led-domestic-ai-consortium/"
AMOUNT = {"": "up to ¥1 trillion", "/ja": "最大1兆円"}


@pytest.mark.parametrize("language", ["", "/ja"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    ("address", "chart"),
    [("/", "ladder"), (INITIATIVE, "ladder"), (INITIATIVE, "flows")],
)
def test_the_picture_the_table_and_the_api_agree(
    open_browser, address, chart, width, language
):
    watched = open_browser(width=width)
    watched.open(language + address)
    figure = watched.page.locator(f"#chart-{chart}")
    source = figure.get_attribute("data-source")
    answer = watched.page.request.get(watched.site.address + source)

    [total] = json.loads(answer.text())["results"]
    assert (total["amount"], total["qualifier"]) == ("1000000000000", "up_to")
    plots = figure.locator(".chart-plots")
    expect(plots.locator("svg")).to_have_count(1)
    expect(plots).to_contain_text(AMOUNT[language])
    figure.locator("summary").first.click()
    row = figure.locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(AMOUNT[language])


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_picture_is_saved(open_browser, kind):
    watched = open_browser()
    watched.open(INITIATIVE)

    with watched.page.expect_download() as download:
        watched.page.locator(f"#chart-ladder [data-save={kind}]").click()

    assert download.value.suggested_filename == f"chart-ladder-1.{kind}"
    content = download.value.path().read_bytes()
    if kind == "svg":
        ElementTree.fromstring(content)  # noqa: S314 (our own; it is well-formed)
    assert content.startswith(b"<svg" if kind == "svg" else b"\x89PNG")


def test_a_chart_of_the_past_asks_for_the_past(open_browser):
    watched = open_browser()
    watched.open("/")
    day = watched.page.locator("input[type=date]").first.get_attribute("max")

    watched.open(f"/?as_of={day}")

    source = watched.page.locator("#chart-ladder").get_attribute("data-source")
    assert "as_of=" in source
    expect(watched.page.locator("#chart-ladder svg")).to_have_count(1)
