"""Callers are counted once for all processes, and told when to come again."""

import threading
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from rest_framework.settings import api_settings

from consortium.api.throttles import CallerThrottle, count
from consortium.models import RequestCount
from tests.api.v1.writing import signed_in
from tests.factories import make_api_token, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def rates(monkeypatch):
    """Three a minute for anybody, five for those we know."""
    said = {"anonymous": "3/min", "known": "5/min"}
    monkeypatch.setattr(api_settings, "DEFAULT_THROTTLE_RATES", said, raising=False)
    with time_machine.travel("2026-11-29T09:00:10Z", tick=False) as clock:
        yield clock


def asked(client, times, **options):
    answers = [client.get("/api/v1/codelists/", **options) for _ in range(times)]
    return [answer.status_code for answer in answers], answers[-1]


def test_who_asks_too_often_is_told_when_to_come_again(client, rates):
    statuses, last = asked(client, 4)

    assert statuses == [200, 200, 200, 429]
    assert last["Retry-After"] == "50"
    assert last["Content-Type"] == "application/problem+json"
    assert last.json()["code"] == "too_many_requests"
    rates.shift(50)
    assert asked(client, 1)[0] == [200]


def test_a_made_up_address_passes_nobody(client, rates):
    statuses = [
        asked(client, 1, headers={"X-Forwarded-For": f"203.0.113.{number}"})[0][0]
        for number in range(10)
    ]

    assert statuses.count(200) == 3


def test_addresses_are_counted_apart(client, rates):
    asked(client, 4)

    assert asked(client, 1, REMOTE_ADDR="198.51.100.7")[0] == [200]


def test_who_is_known_may_ask_more_often_and_each_token_for_itself(rates):
    client = signed_in("viewer")
    user = make_user()
    first, second = (make_api_token(user=user, name=str(n)) for n in range(2))
    bearers = [{"Authorization": f"Bearer {each.secret}"} for each in (first, second)]

    assert asked(client, 6)[0] == [200] * 5 + [429]
    for bearer in bearers:
        assert asked(Client(), 6, headers=bearer)[0] == [200] * 5 + [429]


def test_without_a_rate_nobody_is_counted(client):
    asked(client, 2)

    assert not RequestCount.objects.exists()


def test_what_was_counted_long_ago_is_swept_away(client, rates):
    asked(client, 1)
    rates.shift(2 * 60 * 60)

    asked(client, 1)

    assert RequestCount.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_passes_between_two_processes():
    began, numbers = datetime(2026, 11, 29, 9, tzinfo=UTC), []

    def ask() -> None:
        numbers.append(count("address:203.0.113.1", began))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == list(range(1, 17))


def test_the_settings_count_callers():
    assert CallerThrottle in api_settings.DEFAULT_THROTTLE_CLASSES
