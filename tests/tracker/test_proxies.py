"""Who is believed on where a request comes from."""

import pytest

from tracker.proxies import Proxies


def settled(proxies, address, **told):
    environ = {"REMOTE_ADDR": address, "wsgi.url_scheme": "http"}
    environ |= {f"HTTP_X_FORWARDED_{name}": value for name, value in told.items()}
    Proxies(proxies).settle(environ)
    return environ


def test_a_stranger_is_who_asks_whatever_he_says():
    environ = settled(["127.0.0.1"], "203.0.113.9", FOR="10.0.0.1", PROTO="https")

    assert environ == {"REMOTE_ADDR": "203.0.113.9", "wsgi.url_scheme": "http"}


def test_without_proxies_nobody_is_believed():
    environ = settled([], "127.0.0.1", FOR="10.0.0.1", PROTO="https", HOST="evil")

    assert environ == {"REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http"}


def test_a_proxy_is_believed():
    environ = settled(["127.0.0.1"], "127.0.0.1", FOR="203.0.113.9", PROTO="https")

    assert environ["REMOTE_ADDR"] == "203.0.113.9"
    assert environ["wsgi.url_scheme"] == environ["HTTP_X_FORWARDED_PROTO"] == "https"


@pytest.mark.parametrize(
    ("told", "caller"),
    [
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, 10.0.0.7", "203.0.113.9"),
        ("198.51.100.1, nonsense, 10.0.0.7", "10.0.0.7"),
        ("nonsense", "10.0.0.1"),
        ("", "10.0.0.1"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_last_that_is_no_proxy_of_ours_is_the_caller(told, caller):
    assert settled(["10.0.0.0/24"], "10.0.0.1", FOR=told)["REMOTE_ADDR"] == caller


def test_a_scheme_that_is_none_is_not_taken():
    environ = settled(["10.0.0.1"], "10.0.0.1", PROTO="gopher")

    assert environ["wsgi.url_scheme"] == "http"


@pytest.mark.parametrize("address", ["::ffff:10.0.0.1", "10.0.0.1"])
def test_an_address_may_be_written_as_the_newer_kind(address):
    environ = settled(["10.0.0.1"], address, FOR="203.0.113.9")

    assert environ["REMOTE_ADDR"] == "203.0.113.9"


def test_who_has_no_address_is_no_proxy():
    assert settled(["10.0.0.1"], "", PROTO="https")["wsgi.url_scheme"] == "http"
