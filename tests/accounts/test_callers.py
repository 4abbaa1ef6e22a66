"""Where a request comes from."""

import pytest
from django.test import RequestFactory

from consortium.accounts.callers import UNKNOWN, address_of


@pytest.mark.parametrize(
    ("told", "address"),
    [("203.0.113.9", "203.0.113.9"), ("::1", "::1"), ("", UNKNOWN), ("x", UNKNOWN)],
)
def test_a_caller_has_an_address(told, address):
    request = RequestFactory().get("/", REMOTE_ADDR=told)

    assert address_of(request) == address


def test_what_callers_say_of_themselves_is_no_matter():
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.1"})

    assert address_of(request) == "127.0.0.1"
