"""What the tests of the API share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_superuser

Ask = Callable[..., Any]


@pytest.fixture
def get(client: Client) -> Ask:
    """Ask as anybody; the answer's body, which has to be a success."""

    def get(address: str, /, **query: Any) -> Any:
        return body(client.get(_full(address), query))

    return get


@pytest.fixture
def refused(client: Client) -> Ask:
    """Ask what is refused with 400; the faults, by parameter."""

    def refused(address: str, /, **query: Any) -> dict[str, Any]:
        answer = client.get(_full(address), query)
        assert answer.status_code == 400, answer.content
        assert answer["Content-Type"] == "application/problem+json"
        return {fault["parameter"]: fault for fault in answer.json()["errors"]}

    return refused


@pytest.fixture
def staff(db: None) -> Client:
    """The client of somebody who may see everything."""
    client = Client()
    client.force_login(make_superuser(username="sato"))
    return client


def body(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json"
    return answer.json()


def _full(address: str) -> str:
    whole = address.startswith(("/", "http"))
    return address if whole else f"/api/v1/{address}"
