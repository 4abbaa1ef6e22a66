"""An officer's day: a later report is entered, reviewed, read and absent before."""

from datetime import UTC, datetime
from urllib.parse import quote

from playwright.sync_api import expect

INITIATIVE = "/initiatives/softbank-led-domestic-ai-consortium/"
MEMBER = "/organizations/honda-motor/"
QUOTE = "Honda joined in September"
TITLE = "Ministry notice on the consortium’s members"


def enter(page):
    """Let an editor say when Honda joined, on the word of a source that is new."""
    page.goto(page.url + "consortium/member/?q=Honda")
    page.locator("#result_list tbody th a").first.click()
    page.fill("[name=joined]", "2026-09")
    page.locator("summary", has_text="A source that is not here yet").click()
    page.fill("[name=new_source-title]", TITLE)
    page.select_option("[name=new_source-kind]", index=1)
    page.fill("[name=new_source-published]", "2026-10-01")
    page.fill("[name=new_source-language]", "en")
    page.check("[name=new_source-held]")
    page.fill("[name=evidence-quote]", QUOTE)
    page.fill("[name=evidence-locator]", "p. 2")
    page.click("[name=_save]")
    expect(page.locator(".messagelist .error, .errornote")).to_have_count(0)


def accept(page):
    """Let a reviewer take the one claim that waits."""
    page.goto(page.url + "consortium/claim/review/")
    page.locator(".queue li", has_text=QUOTE).locator(".what a").click()
    page.check("[name=verb][value=accept]")
    page.fill("[name=reason]", "The notice says so.")
    page.locator("#decision_form button[type=submit]").click()
    expect(page.locator(".messagelist")).to_be_visible()


def joined(page):
    """What the page of the initiative, or of Honda, says of when Honda joined."""
    rows = page.locator("tr", has=page.locator("td[data-label=Joined]"))
    row = rows.filter(has_text="Honda") if INITIATIVE in page.url else rows
    return row.locator("td[data-label=Joined]")


def test_a_later_report_is_entered_reviewed_read_and_gone_the_day_before(open_browser):
    before = datetime.now(UTC).isoformat()
    public = open_browser()

    enter(open_browser("editor").page)
    public.open(MEMBER)
    expect(joined(public.page)).to_have_text("not reported")

    accept(open_browser("reviewer").page)
    public.open(INITIATIVE)
    expect(joined(public.page)).to_contain_text("Sep 2026")

    joined(public.page).locator("a.figure").click()
    public.page.wait_for_url("**/claims/*/")
    for words in (QUOTE, TITLE, "p. 2", "Accepted", "The notice says so."):
        expect(public.page.locator("main")).to_contain_text(words)

    public.open(f"{MEMBER}?as_of={quote(before)}")
    expect(joined(public.page)).to_have_text("not reported")
