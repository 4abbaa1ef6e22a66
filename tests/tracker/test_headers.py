"""What browsers are told beside the answer: what it is, who keeps it, which cookies."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.accounts.signing import LOGIN, PASSWORD, make_person, sign_in

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "consortium" / "static" / "consortium"
SHOWN = [
    "/",
    "/ja/nowhere/",
    "/robots.txt",
    "/feeds/changes.atom",
    "/downloads/funding.csv",
    "/api/v1/",
    "/api/v1/nothing/",
    LOGIN,
    "/admin/",
    "/static/consortium/pages.css",
]
MINE = [
    "/admin/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/password/change/",
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(settings):
    """A client of a server that speaks HTTPS and serves its static files."""
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    return Client()


@pytest.mark.parametrize("address", SHOWN)
def test_every_answer_tells_browsers_what_it_is(public, address):
    answer = public.get(address, secure=True)
    answer.close()

    year = "max-age=31536000; includeSubDomains"
    assert answer["Strict-Transport-Security"] == year
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Content-Type"]
    policy = answer["Content-Security-Policy"]
    for said in ("default-src", "base-uri", "frame-ancestors"):
        assert f"{said} 'none'" in policy


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_so_does_what_is_answered_before_all_else(public, settings, address):
    settings.METRICS_ADDRESSES = ["127.0.0.1"]

    answer = public.get(address, secure=True)

    assert answer.status_code == 200
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert answer["X-Content-Type-Options"] == "nosniff"
    policy = "default-src 'none'; frame-ancestors 'none'"
    assert answer["Content-Security-Policy"] == policy
    assert "Strict-Transport-Security" not in public.get(address)


def test_so_does_a_refusal_before_anything_is_read(public):
    answer = public.post(LOGIN, secure=True, headers={"Content-Length": "9" * 9})

    assert answer.status_code == 413
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["Strict-Transport-Security"]


def test_people_are_led_to_https_and_programs_are_told(settings):
    settings.SECURE_SSL_REDIRECT = True
    client = Client()

    page, program = client.get("/"), client.get("/api/v1/me/")

    assert page["Location"] == "https://testserver/"
    assert program.status_code == 403
    assert program.json()["code"] == "https_only"


NAMES = ("SESSION", "CSRF", "LANGUAGE")
PRINTED = "NAME", "SECURE", "HTTPONLY", "SAMESITE"
PROGRAM = f"""
import json
import django
from django.conf import settings

django.setup()
print(json.dumps([[getattr(settings, f"{{name}}_COOKIE_{{what}}")
    for what in {PRINTED}] for name in {NAMES}]))
"""


def test_cookies_of_a_public_server_are_for_its_host_and_for_https():
    given = {"PRODUCTION": "1", "DATABASE_URL": "postgres://nobody@nowhere/none"}
    given |= {"DJANGO_SETTINGS_MODULE": "tracker.settings"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=True,
    )

    session, csrf, language = json.loads(done.stdout)
    assert session == ["__Host-sessionid", True, True, "Lax"]
    assert csrf == ["__Host-csrftoken", True, False, "Lax"]
    assert language == ["__Host-language", True, True, "Lax"]


def test_signing_in_leaves_two_cookies(client):
    make_person(username="sato")

    sign_in(client, "sato")

    assert set(client.cookies) == {"sessionid", "csrftoken"}
    assert "sato" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("address", MINE)
def test_nobody_keeps_what_is_behind_the_sign_in(client, address):
    sign_in(client, make_person().username)

    answer = client.get(address)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_scripts_store_one_choice_and_nothing_else():
    scripts = [path.read_text() for path in OWN.glob("*.js")]

    kept = [each for text in scripts for each in re.findall(r"setItem\((.*)\)", text)]
    others = re.compile(r"sessionStorage|indexedDB|document\.cookie|localStorage\[")
    assert kept == ['OFF, "1"']
    assert not any(others.search(text) for text in scripts)


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(client, address):
    make_person(username="sato")
    said = {"login": "sato", "password": PASSWORD, "next": address}

    for answer in (
        client.post(LOGIN, said),
        client.post("/language/", {"language": "ja", "next": address}),
    ):
        assert answer.status_code == 302
        assert re.match(r"/(?!/)|http://testserver/", answer["Location"])


@pytest.mark.parametrize(
    "address",
    [
        "/.git/config",
        "/.env",
        "/manage.py",
        "/static/",
        "/static/consortium/",
        "/static/../manage.py",
        "/static/%2e%2e/manage.py",
    ],
)
def test_nothing_of_the_checkout_is_served(public, address):
    assert public.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/", "/api/v1/", LOGIN])
def test_nobody_is_shown_what_they_sent(client, address):
    answer = client.generic("TRACE", address, headers={"X-Said": "canary"})

    assert answer.status_code == 405
    assert "canary" not in answer.content.decode()
