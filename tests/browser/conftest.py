"""The Chromium of the system, and pages of it that watch what they are told."""

import gzip
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, sync_playwright

from tests.browser.site import Site, seeded_site

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error("refused by the policy:", event.violatedDirective, event.blockedURI));
"""

OVERFLOW = "document.documentElement.scrollWidth - innerWidth"

WIDE, NARROW = 1280, 390


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Come last: while a browser runs, so does an event loop, and the ORM refuses."""
    items.sort(key=lambda item: item.path.parent.name == "browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(chromium, worker_id) -> Iterator[Site]:
    """The seed as the public and staff see it."""
    with seeded_site(f"browser_{worker_id}") as found:
        yield found


class Watched:
    """A page of the browser, and what went wrong or was asked for on it."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.faults: list[str] = []
        self.answers: list[Response] = []
        page.add_init_script(REPORT_VIOLATIONS)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._listen)
        page.on("request", self._follow)
        page.on("response", lambda answer: self.answers.append(answer))

    def open(self, address: str) -> Response:
        """Go to ``address`` of the site, and wait until nothing more is loaded."""
        self.answers.clear()
        answer = self.page.goto(self.site.address + address)
        if self.page.query_selector("[data-chart]"):  # it asks for what it draws
            self.page.wait_for_load_state("networkidle")
        assert answer is not None
        return answer

    def keep_nobody_out(self, width: int) -> None:
        """Prove that axe finds nothing, and that nothing is cut off at ``width``."""
        self.page.set_viewport_size({"width": width, "height": 900})
        # It would preload by inline styles of its own, which the policy refuses; what
        # needs that, locked orientation and playing media, it does not look for here.
        asked = {"preload": False, "resultTypes": ["violations"]}
        report = Axe().run(self.page, options=asked)

        assert report.violations_count == 0, report.generate_report()
        assert self.page.evaluate(OVERFLOW) <= 0

    def weight(self) -> int:
        """Bytes of all that the page loaded, compressed as a server sends it."""
        bodies = [one.body() for one in self.answers if one.status == 200]
        return sum(len(gzip.compress(body)) for body in bodies)

    def _listen(self, message):
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def _follow(self, request):
        address = urlsplit(request.url)
        own = urlsplit(self.site.address).netloc
        if address.scheme in ("http", "https") and address.netloc != own:
            self.faults.append(f"asked another host: {request.url}")


@pytest.fixture
def open_browser(chromium, site):
    """Make a page of the browser, signed in as one of the staff if a name is given."""
    opened = []

    def open_browser(person: str = "", width: int = WIDE, locale="en") -> Watched:
        size = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, locale=locale)
        watched = Watched(context.new_page(), site)
        opened.append((context, watched))
        if person:
            watched.open("/admin/login/?next=/admin/")
            watched.page.fill("[name=login]", person)
            watched.page.fill("[name=password]", site.password)
            watched.page.press("[name=password]", "Enter")
            watched.page.wait_for_url("**/admin/")
        return watched

    yield open_browser
    for context, _watched in opened:
        context.close()
    assert [fault for _context, watched in opened for fault in watched.faults] == []
