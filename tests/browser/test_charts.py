"""A chart is drawn from what the API says, and says what its table says."""

import json
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.dated import SLUG
from tests.pages.test_over_time import key_of
from tests.pages.test_timeline import dated

INITIATIVE = "/initiatives/softbank-led-domestic-ai-consortium/"
DATED = f"/initiatives/{SLUG}/"
PICTURED = {"ladder": 1, "years": 4, "joined": 1, "timeline": 1}
"""How many pictures each chart of the dated programme has."""

PAPER = 718
"""Pixels between the margins of a page of A4."""

CUT_OFF = """figure => [...figure.querySelectorAll("svg, svg text")]
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0)
  .filter(([, box]) => box.right > figure.getBoundingClientRect().right + 1)
  .map(([one]) => one.textContent)"""
GROUNDS = """[document.documentElement, document.body,
  ...document.querySelectorAll(".masthead, .headline, .chart, .chart-plots")]
  .map(one => getComputedStyle(one).backgroundColor)"""

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

    rows = json.loads(answer.text())["results"]
    [yen] = [row for row in rows if row["currency"] == "JPY"]
    assert (yen["amount"], yen["qualifier"]) == ("1000000000000", "up_to")
    plots = figure.locator(".chart-plots").first
    expect(plots.locator("svg")).to_have_count(len({row["currency"] for row in rows}))
    expect(plots).to_contain_text(AMOUNT[language])
    figure.locator(".chart-table summary").first.click()
    said = figure.locator("tbody tr")
    expect(said).to_have_count(len(rows))
    expect(said.filter(has_text=AMOUNT[language])).to_have_count(1)


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
    expect(watched.page.locator("#chart-ladder svg").first).to_be_visible()


def keys(figure):
    """The keys of the rows of a chart's table."""
    rows = figure.locator("tbody tr")
    return rows.evaluate_all("rows => rows.map(row => row.dataset.key)")


@pytest.mark.parametrize(("language", "width"), [("", WIDE), ("/ja", NARROW)])
def test_what_is_dated_is_drawn_and_told_as_the_api_has_it(
    open_browser, language, width
):
    watched = open_browser(width=width)
    watched.open(language + DATED)

    def ask(figure, name="data-source"):
        address = watched.site.address + figure.get_attribute(name)
        return json.loads(watched.page.request.get(address).text())

    for name, pictures in PICTURED.items():
        figure = watched.page.locator(f"#chart-{name}")
        expect(figure.locator("svg")).to_have_count(pictures)
    for name in ("years", "joined"):
        figure = watched.page.locator(f"#chart-{name}")
        answer = ask(figure)
        points = answer["results"] + answer["apart"]
        assert sorted(keys(figure)) == sorted(map(key_of, points))
    figure = watched.page.locator("#chart-timeline")
    assert set(keys(figure)) == dated(ask(figure), ask(figure, "data-reports"))


def test_all_that_a_chart_offers_is_reached_by_keyboard(open_browser):
    page = open_browser()
    page.open(DATED)
    figure = page.page.locator("#chart-years")
    expect(figure.locator("svg").first).to_be_visible()
    page.page.locator("#chart-flows [data-save=png]").focus()

    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Enter")
    reached = []
    for _press in range(4):
        page.page.keyboard.press("Tab")
        reached.append(page.page.evaluate("document.activeElement.textContent.trim()"))

    expect(figure.locator("table")).to_be_visible()
    assert reached == ["JSON", "CSV", "SVG", "PNG"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whose_money_and_how_sure_is_told_by_colours_and_by_patterns(
    open_browser, scheme
):
    watched = open_browser()
    watched.page.emulate_media(color_scheme=scheme)
    watched.open(DATED)
    style = "getComputedStyle(document.documentElement).getPropertyValue('--chart-{}')"

    for name in ("ladder", "years"):
        plots = watched.page.locator(f"#chart-{name} .chart-plots").first
        expect(plots.locator("pattern").first).to_be_attached()
        drawn = plots.evaluate("plots => plots.innerHTML")
        for purse in ("public", "private", "unknown"):
            assert f'fill="{watched.page.evaluate(style.format(purse))}"' in drawn


def test_on_paper_charts_are_whole_light_and_say_where_they_are_from(open_browser):
    watched = open_browser(width=PAPER)
    watched.page.emulate_media(color_scheme="dark")
    watched.open(DATED)
    expect(watched.page.locator("#chart-timeline svg")).to_be_visible()

    watched.page.emulate_media(media="print", color_scheme="dark")

    for name, pictures in PICTURED.items():
        figure = watched.page.locator(f"#chart-{name}")
        expect(figure.locator("svg")).to_have_count(pictures)
        assert figure.evaluate(CUT_OFF) == []
        line = figure.locator(".chart-printed")
        expect(line).to_be_visible()
        expect(line).to_contain_text(f"/embed/initiatives/{SLUG}/{name}/")
        expect(figure.locator("table")).to_be_visible()
    grounds = watched.page.evaluate(GROUNDS)
    assert set(grounds) <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
