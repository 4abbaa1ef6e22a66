"""Accounts of the organization's own directory, by OpenID Connect.

The directory is a small one of our own: it answers on loopback what a real one would.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client

from tests.accounts.signing import is_signed_in, make_person

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/oidc/directory/login/"


class Directory(BaseHTTPRequestHandler):
    """Says that whoever comes is ``person``."""

    person: dict = {}

    def do_GET(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        self.tell(
            {
                "issuer": here,
                "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token",
                "userinfo_endpoint": f"{here}/userinfo",
                "jwks_uri": f"{here}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
            if "well-known" in self.path
            else self.person
        )

    def do_POST(self):
        said = self.rfile.read(int(self.headers["Content-Length"])).decode()
        assert parse_qs(said)["code_verifier"]
        here = f"http://127.0.0.1:{self.server.server_port}"
        claims = {"iss": here, "aud": "tracker", "exp": 2**33, **self.person}
        key = "x" * 32
        signed = jwt.encode(claims, key, algorithm="HS256")
        self.tell({"access_token": "a", "token_type": "Bearer", "id_token": signed})

    def tell(self, answer):
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def directory(settings):
    server = HTTPServer(("127.0.0.1", 0), Directory)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    app = {
        "provider_id": "directory",
        "name": "Ministry",
        "client_id": "tracker",
        "secret": "secret",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }
    provider = {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": provider}
    yield
    server.shutdown()
    thread.join()
    server.server_close()


def come_back(monkeypatch, **person):
    """Sign in at the directory as ``person``, and come back with its word."""
    monkeypatch.setattr(Directory, "person", {"sub": "17", **person})
    client = Client()
    away = client.post(LOGIN)
    asked = parse_qs(urlsplit(away["Location"]).query)
    said = {"code": "1", "state": asked["state"][0]}
    return client, client.get("/accounts/oidc/directory/login/callback/", said)


def test_the_sign_in_offers_the_directory(client, directory):
    assert "Ministry" in client.get("/accounts/login/").content.decode()


def test_who_has_an_account_with_that_address_is_signed_in(directory, monkeypatch):
    make_person(username="sato", email="sato@example.org")

    client, answer = come_back(
        monkeypatch, email="sato@example.org", email_verified=True
    )

    assert answer["Location"] == "/admin/"
    assert client.get("/api/v1/me/").json()["username"] == "sato"


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"email": "who@example.org", "email_verified": True}, id="nobody"),
        pytest.param(
            {"email": "sato@example.org", "email_verified": False}, id="unverified"
        ),
        pytest.param({}, id="no-address"),
    ],
)
def test_whoever_has_none_gets_none(directory, monkeypatch, said):
    make_person(username="sato", email="sato@example.org")

    client, _answer = come_back(monkeypatch, **said)

    assert not is_signed_in(client)


@pytest.mark.parametrize("asks_itself", [False, True])
def test_a_directory_that_asks_for_second_factors_suffices(
    directory, monkeypatch, settings, asks_itself
):
    settings.STAFF_SECOND_FACTOR = True
    settings.OIDC_SECOND_FACTOR = asks_itself
    make_person(username="sato", email="sato@example.org")

    client, _answer = come_back(
        monkeypatch, email="sato@example.org", email_verified=True
    )

    assert (client.get("/admin/").status_code == 200) == asks_itself


KNOWN = {"email": "sato@example.org", "email_verified": True}


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"aud": "somebody else"}, id="for-another"),
        pytest.param({"iss": "http://elsewhere.example"}, id="by-another"),
        pytest.param({"exp": 1}, id="too-late"),
    ],
)
def test_an_answer_that_is_not_for_us_signs_nobody_in(directory, monkeypatch, said):
    make_person(username="sato", email="sato@example.org")

    client, _answer = come_back(monkeypatch, **KNOWN, **said)

    assert not is_signed_in(client)


def test_what_nobody_here_asked_for_signs_nobody_in(directory, monkeypatch):
    make_person(username="sato", email="sato@example.org")
    monkeypatch.setattr(Directory, "person", {"sub": "17", **KNOWN})
    asked = parse_qs(urlsplit(Client().post(LOGIN)["Location"]).query)
    another = Client()

    said = {"code": "1", "state": asked["state"][0]}
    another.get("/accounts/oidc/directory/login/callback/", said)

    assert not is_signed_in(another)


def test_a_link_alone_leads_nobody_to_the_directory(directory):
    answer = Client().get(LOGIN)

    assert answer.status_code == 200
    assert "Location" not in answer
