"""Whether the addresses of sources still lead anywhere."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from consortium import editorial, links, outbound
from consortium.models import Finding, LinkCheck, Source
from tests.factories import make_source, make_superuser

pytestmark = pytest.mark.django_db
URL = "https://news.example/1"


@pytest.fixture
def elsewhere(monkeypatch):
    """What the address answers: a status, or what is raised."""
    said = {"now": 200}

    def fetch(url, **_options):
        if isinstance(said["now"], Exception):
            raise said["now"]
        return outbound.Answer(said["now"], {}, b"")

    monkeypatch.setattr(outbound, "fetch", fetch)
    return said


def dead():
    return list(Finding.objects.filter(code="source.dead", state="open"))


def ask_after(days):
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        return links.check_links(links.due())


def test_what_answers_is_alive(elsewhere):
    source = make_source(url=URL)

    assert ask_after(0) == {"alive": 1}
    check = LinkCheck.objects.get(source=source)
    assert (check.alive, check.fault) == (check.checked, "")


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (404, "404"),
        (500, "500"),
        (outbound.Unreachable("unresolved"), "unresolved"),
        (outbound.NotAllowed("10.0.0.1"), "not_public"),
    ],
)
def test_a_week_of_failures_makes_an_address_a_dead_one(elsewhere, said, fault):
    source = make_source(url=URL)
    ask_after(0)
    elsewhere["now"] = said

    for day in (1, 5, 7):
        ask_after(day)
        assert dead() == []
    ask_after(8)

    (finding,) = dead()
    assert (finding.source, finding.severity) == (source, "info")
    assert finding.details["fault"] == fault
    assert fault in finding.message
    assert finding.details["alive"] is not None


def test_one_answer_brings_it_back_to_life(elsewhere):
    make_source(url=URL)
    elsewhere["now"] = 404
    ask_after(0)
    ask_after(7)
    assert dead()

    elsewhere["now"] = 200
    ask_after(8)

    assert dead() == []


def test_a_new_address_begins_anew(elsewhere):
    source = make_source(url=URL)
    elsewhere["now"] = 404
    ask_after(0)
    ask_after(7)
    Source.objects.filter(pk=source.pk).update(url="https://news.example/2")

    ask_after(8)

    check = LinkCheck.objects.get()
    assert (check.url, check.alive) == ("https://news.example/2", None)
    assert check.failing_since == check.checked
    assert dead() == []


@pytest.mark.parametrize("status", [403, 429])
def test_who_refuses_programs_is_not_dead(elsewhere, status):
    make_source(url=URL)
    elsewhere["now"] = status

    assert ask_after(0) == {"refuses programs": 1}
    assert ask_after(9) == {"refuses programs": 1}
    assert (LinkCheck.objects.get().alive, dead()) == (None, [])


def test_asking_does_not_change_the_source(elsewhere):
    source = make_source(url=URL)
    before = Source.objects.values().get(pk=source.pk)

    ask_after(0)

    assert Source.objects.values().get(pk=source.pk) == before


def test_each_is_asked_once_a_day_and_some_never(elsewhere, capsys):
    make_source(url=URL)
    make_source(url="")
    editorial.retract(make_source(url=URL), by=make_superuser(), reason="Wrong.")

    call_command("check_links")
    call_command("check_links")
    first = capsys.readouterr().out

    assert first.split() == ["1", "alive"]


def test_one_source_can_be_asked_for(elsewhere, capsys):
    make_source(url=URL, slug="one")
    make_source(url=URL, slug="other")

    call_command("check_links", source="one")

    assert LinkCheck.objects.get().source.slug == "one"
