"""Whoever finds a vulnerability finds whom to tell."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tracker import production

ADDRESS = "/.well-known/security.txt"


def fields(answer):
    lines = answer.content.decode().splitlines()
    return [tuple(line.split(": ", 1)) for line in lines]


def test_it_names_contacts_and_until_when(client, settings):
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/s"]

    answer = client.get(ADDRESS)

    assert answer["Content-Type"].startswith("text/plain; charset=utf-8")
    said = fields(answer)
    assert [value for name, value in said if name == "Contact"] == [
        "mailto:security@example.org",
        "https://example.org/s",
    ]
    named = dict(said)
    left = datetime.fromisoformat(named["Expires"]) - datetime.now(UTC)
    assert timedelta(days=170) < left < timedelta(days=365)
    assert named["Preferred-Languages"] == "en, ja"
    assert named["Canonical"] == f"http://testserver{ADDRESS}"
    assert re.fullmatch(r"[\x20-\x7e\n]+", answer.content.decode())


@pytest.mark.django_db
def test_without_a_contact_there_is_none(client):
    assert client.get(ADDRESS).status_code == 404


def test_it_is_only_read(client, settings):
    settings.SECURITY_CONTACT = ["mailto:security@example.org"]

    assert client.post(ADDRESS).status_code in (403, 405)


@pytest.mark.parametrize(
    ("contact", "is_one"),
    [
        ("mailto:security@example.org", True),
        ("https://example.org/report", True),
        ("tel:+81-3-0000-0000", True),
        ("security@example.org", False),
        ("http://example.org", False),
        ("mailto:a@b\nContact: mailto:evil@example.org", False),
    ],
)
def test_a_contact_is_an_address(settings, contact, is_one):
    settings.SECURITY_CONTACT = [contact]

    found = [message.id for message in production.check_contact(None)]

    assert found == ([] if is_one else ["tracker.E013"])
