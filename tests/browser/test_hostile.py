"""Markup in every text that people write: pages show it, and nothing comes to life.

Forty payloads go round all columns of text, so that each page shows many of them. In
the browser nothing runs, nothing is asked for elsewhere, and the policy has nothing to
refuse; in all files and feeds no payload stands as it was written.
"""

import json
import re
from html import unescape
from itertools import count
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.api.records import FULL
from tests.api.v1.writing import signed_in
from tests.browser.conftest import Watched
from tests.browser.site import Site
from tests.factories import make_superuser
from tests.faults.conftest import server

__all__ = ["server"]

RUNS = "window.hit=1"
OPENINGS = ["", "'>", '">', "</script>", "</title>", "</textarea>", "-->", "]]>"]
LIVE = [
    f"<script data-hostile>{RUNS}</script>",
    f"<img data-hostile src=x onerror={RUNS}>",
    f"<svg data-hostile onload={RUNS}>",
    f"<a data-hostile href=javascript:{RUNS}>a</a>",
    f"<details data-hostile open ontoggle={RUNS}>",
]
PAYLOADS = [opening + live for opening in OPENINGS for live in LIVE]
DECOYS = ["{{7*7}}", "{b}", "%s", "${7*7}"]
"""What templates of others would fill in."""

ALIVE = "document.querySelectorAll('[data-hostile]').length + (window.hit ?? 0)"
LIMIT = 1
"""Pages of one kind that are opened."""


def columns():
    """The columns of text that people fill in their own words."""
    for model in apps.get_app_config("consortium").get_models():
        for column in model._meta.concrete_fields:
            words = type(column) in (models.CharField, models.TextField)
            if words and not column.choices and not model.__name__.endswith("Event"):
                yield model, column


def poisoned(turn, longest):
    """As many payloads as fit, from the ``turn``-th on."""
    text = f"{turn} {DECOYS[turn % len(DECOYS)]} "
    for at in range(len(PAYLOADS)):
        more = PAYLOADS[(turn + at) % len(PAYLOADS)]
        if len(text) + len(more) <= (longest or 600):
            text += more
    return text


def poison():
    """Put payloads wherever the database takes them; the columns that have them."""
    turn, held = count(), set()
    for model, column in columns():
        for row in model._base_manager.all():
            text = poisoned(next(turn), column.max_length)
            try:
                with transaction.atomic():
                    model._base_manager.filter(pk=row.pk).update(**{column.name: text})
            except DatabaseError:  # a code, or a law about it
                continue
            held.add(f"{model.__name__}.{column.name}")
    return held


def crawl(client, *starts, most=1000):
    """Pages and files that lead to one another, at most ``LIMIT`` of a kind."""
    waiting, seen, kinds, found = list(starts), set(starts), {}, {}
    while waiting and len(found) < most:
        address = waiting.pop(0)
        answer = client.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        found[address] = (answer, content.decode(errors="replace"))
        for link in re.findall(r'href="(/[^"#]*)', found[address][1]):
            link = unescape(link)
            kind = kind_of(link)
            if kind and link not in seen and kinds.get(kind, 0) < LIMIT:
                kinds[kind] = kinds.get(kind, 0) + 1
                seen.add(link)
                waiting.append(link)
    return found


def kind_of(link):
    """The name of the page at ``link``; nothing for those that sign out or delete."""
    try:
        match = resolve(urlsplit(link).path)
    except Resolver404:
        return None
    unwanted = ("logout", "delete", "language", "static", "autocomplete", "password")
    name = f"{match.view_name}{'?' in link}"
    return None if any(word in name + link for word in unwanted) else name


def is_markup(answer):
    return answer["Content-Type"].partition(";")[0] in {
        "text/html",
        "application/atom+xml",
        "application/xml",
    }


@pytest.fixture
def beside_a_browser(monkeypatch):
    """The browser's loop runs in this thread; nothing here waits for it."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def hostile(beside_a_browser, transactional_db):
    """One record of every kind, all of whose texts hold payloads."""
    for make in FULL.values():
        make()
    return poison()


def test_no_page_shows_markup_as_it_was_written(hostile):
    public = crawl(Client(), "/", "/ja/", f"/search/?q={quote(PAYLOADS[1])}")
    boss = Client()
    boss.force_login(make_superuser())
    desks = crawl(boss, "/admin/")

    assert len(hostile) > 40
    assert len(public) > 40
    assert len(desks) > 60
    for address, (answer, content) in {**public, **desks}.items():
        if is_markup(answer):
            alive = [each for each in LIVE if each in content]
            assert not alive, (address, alive)
        for script in re.findall(r'ld\+json">(.*?)</script>', content, re.DOTALL):
            json.loads(script)
        if answer["Content-Type"].startswith("application/atom"):
            ElementTree.fromstring(content)  # noqa: S314 (our own)


@pytest.fixture
def open_hostile(hostile, chromium, server):
    opened = []

    def open_hostile(role=""):
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        watched = Watched(
            context.new_page(), Site(f"http://127.0.0.1:{server.port}", "")
        )
        watched.page.on("dialog", lambda one: watched.faults.append(one.message))
        opened.append((context, watched))
        if role:
            session = signed_in(role).cookies["sessionid"].value
            context.add_cookies(
                [{"name": "sessionid", "value": session, "url": watched.site.address}]
            )
        return watched

    yield open_hostile
    for context, _watched in opened:
        context.close()


def looked_at(watched, addresses):
    """Open each, and prove that nothing in it has come to life."""
    for address in addresses:
        watched.page.goto(watched.site.address + address, wait_until="load")
        assert watched.page.evaluate(ALIVE) == 0, address
    refused = [fault for fault in watched.faults if "status of 4" not in fault]
    assert refused == []


def test_markup_that_comes_to_life_is_noticed(chromium):
    context = chromium.new_context()
    page = context.new_page()

    page.set_content(f"<p>{PAYLOADS[0]}{PAYLOADS[1]}</p>")

    assert page.evaluate(ALIVE) > 2
    context.close()


def test_nothing_runs_in_public_pages(open_hostile):
    pages = crawl(Client(), "/", "/ja/", most=24)
    shown = [
        address
        for address, (answer, _content) in pages.items()
        if answer["Content-Type"].startswith("text/html")
    ]
    said = [f"/search/?q={quote(PAYLOADS[1])}", f"/?as_of={quote(PAYLOADS[0])}"]

    looked_at(open_hostile(), [*shown[:16], *said])


def test_nothing_runs_at_the_desk(open_hostile):
    reviewer = signed_in("reviewer")
    pages = crawl(reviewer, "/admin/", most=16)
    shown = [
        address
        for address, (answer, _content) in pages.items()
        if answer["Content-Type"].startswith("text/html") and "change" in address
    ]

    looked_at(open_hostile("reviewer"), ["/admin/", *shown[:10]])
