"""Several clients on one row: nothing that was acknowledged is lost."""

import json
import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import connection

from consortium.models import Source
from tests.api.v1.hidden import DRAFT
from tests.api.v1.writing import delete, patch, signed_in, somebody, tag
from tests.factories import make_source

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/api/v1/sources/paper/"
WHY = {"reason": "I read it."}


def at_once(works: Iterable[Callable[[], Any]]) -> list[Any]:
    """What each work answered; all begin together, each on a connection of its own."""
    todo = list(works)
    gate, answers = threading.Barrier(len(todo)), [None] * len(todo)

    def run(place):
        gate.wait()
        try:
            answers[place] = todo[place]()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[n]) for n in range(len(todo))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def clients(number):
    editor = somebody("editor")
    return [signed_in(user=editor) for _ in range(number)]


def counted(client):
    """Read a number, add one to it, write it back; until a write is acknowledged."""
    while True:
        read = client.get(ADDRESS)
        number = int(json.loads(read.content)["title"])
        said = {"values": {"title": str(number + 1)}, **WHY}
        given = {"If-Match": read["ETag"]}
        answer = client.patch(ADDRESS, said, "application/json", headers=given)
        if answer.status_code == 200:
            return 1
        assert answer.status_code == 412


def test_no_update_is_lost():
    make_source(slug="paper", title="0", **DRAFT)

    rounds = 5
    works = [lambda c=c: sum(counted(c) for _ in range(rounds)) for c in clients(8)]

    assert sum(at_once(works)) == 40
    assert Source.objects.get().title == "40"


def test_of_two_who_read_the_same_one_writes():
    make_source(slug="paper", title="0", **DRAFT)
    people = clients(8)
    given = tag(people[0], ADDRESS)

    def write(client, title):
        said = {"values": {"title": title}, **WHY}
        headers = {"If-Match": given}
        answer = client.patch(ADDRESS, said, "application/json", headers=headers)
        return answer.status_code, title

    answers = at_once(
        lambda c=c, n=n: write(c, str(n)) for n, c in enumerate(people, 1)
    )

    done = [title for status, title in answers if status == 200]
    assert sorted(status for status, _title in answers) == [200] + [412] * 7
    assert Source.objects.get().title == done[0]


def test_changes_of_different_fields_are_both_kept():
    make_source(slug="paper", title="A", **DRAFT)
    first, second = clients(2)

    def until_done(client, **values):
        while (
            answer := patch(client, ADDRESS, values=values, **WHY)
        ).status_code == 412:
            pass
        return answer.status_code

    for number in range(10):
        said = {"title": f"T{number}"}, {"language": f"en-x{number}"}
        answers = at_once(
            [
                lambda said=said: until_done(first, **said[0]),
                lambda said=said: until_done(second, **said[1]),
            ]
        )

        source = Source.objects.get()
        assert answers == [200, 200]
        assert (source.title, source.language) == (f"T{number}", f"en-x{number}")


def test_what_was_deleted_stays_away():
    people = clients(4)
    for _ in range(10):
        make_source(slug="paper", title="A", **DRAFT)

        answers = at_once(
            [
                lambda: delete(people[0], ADDRESS),
                *(
                    lambda c=c: patch(c, ADDRESS, values={"title": "B"}, **WHY)
                    for c in people[1:]
                ),
            ]
        )

        gone, *changed = (answer.status_code for answer in answers)
        assert gone in (204, 412)
        assert set(changed) <= {200, 404, 412}
        assert Source.objects.count() == (gone != 204)
        Source.objects.all().delete()
