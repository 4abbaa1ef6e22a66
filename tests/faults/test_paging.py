"""Pages of the server of production while others write: nothing is lost or twice."""

import json
import threading
from urllib.request import urlopen

import pytest
from django.db import connection
from django.utils import timezone

from consortium.models import Source
from tests.factories import by_verb, make_source, make_user

pytestmark = pytest.mark.django_db(transaction=True)
ALIVE, OTHERS = 40, 40


def retract(source, by):
    """What was published is not deleted; it is taken back."""
    with by_verb():
        Source.objects.filter(pk=source.pk).update(
            state="retracted",
            retracted_at=timezone.now(),
            retracted_by=by,
            retraction_reason="It was another paper.",
        )


def write_until(done, published):
    """Publish papers and take others back, all over the list, until told to stop."""
    by = make_user()
    try:
        for number in range(10_000):
            if done.is_set():
                return
            make_source(slug=f"late-{number}", title=f"{number * 7 % ALIVE:03} late")
            if published:
                retract(published.pop(number * 5 % len(published)), by)
    finally:
        connection.close()


def titles_of(address):
    """The titles of all pages from ``address`` on, by their links."""
    while address:
        with urlopen(address, timeout=20) as answer:  # noqa: S310 (our own server)
            page = json.load(answer)
        yield from (row["title"] for row in page["results"])
        address = page["next"]


def test_rows_that_stay_are_seen_once_while_others_write(server):
    alive = [make_source(title=f"{n:03} stays").title for n in range(ALIVE)]
    others = [make_source(title=f"{n:03} goes") for n in range(OTHERS)]
    done = threading.Event()
    writer = threading.Thread(target=write_until, args=[done, others])
    writer.start()

    address = f"http://127.0.0.1:{server.port}/api/v1/sources/"
    query = "?ordering=title&page_size=5"
    walks = [list(titles_of(address + query)) for _ in range(3)]
    done.set()
    writer.join()

    assert Source.objects.filter(slug__startswith="late-").exists()
    for walk in walks:
        assert [title for title in walk if title.endswith("stays")] == alive
