"""What a reader does: walks to the evidence, goes back in time, finds things."""

import pytest
from playwright.sync_api import expect

INITIATIVE = "/initiatives/softbank-led-domestic-ai-consortium/"
PATIENCE = 40
"""So many presses of Tab lead to the first figure of a page."""


@pytest.mark.parametrize("language", ["", "/ja"])
def test_the_evidence_of_a_figure_is_a_walk_by_keyboard(open_browser, language):
    page = open_browser()
    page.open(language + INITIATIVE)

    for _press in range(PATIENCE):
        page.page.keyboard.press("Tab")
        if page.page.evaluate("document.activeElement.classList.contains('figure')"):
            break
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/claims/*/")

    expect(page.page.locator("main")).to_contain_text("1 trillion yen")


def test_a_reader_goes_back_to_a_day_and_returns(open_browser):
    watched = open_browser()
    page = watched.page
    watched.open(INITIATIVE)
    page.locator("details", has=page.locator("input[type=date]")).first.click()
    field = page.locator("input[type=date]").first
    field.fill(field.get_attribute("max"))

    field.press("Enter")
    page.wait_for_url("**as_of=**")

    links = page.locator("main a[href*='/claims/']")
    assert "as_of=" in links.first.get_attribute("href")
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")

    page.locator(".moment-links a").first.click()
    page.wait_for_url(lambda address: "as_of" not in address)

    expect(page.locator("meta[name=robots]")).to_have_count(0)


def test_a_day_before_everything_is_said_plainly(open_browser):
    watched = open_browser()

    assert watched.open("/?as_of=2001-01-01").status == 404
    expect(watched.page.locator("h1")).not_to_be_empty()
    watched.faults.clear()  # the browser complains of every 404


@pytest.mark.parametrize(
    ("language", "word"), [("", "SoftBank"), ("/ja", "ソフトバンク")]
)
def test_what_is_sought_in_either_script_is_found(open_browser, language, word):
    watched = open_browser()
    page = watched.page
    watched.open(f"{language}/")

    page.locator("[role=search] input[type=search]").first.fill(word)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")

    expect(page.locator("mark").first).to_be_visible()
