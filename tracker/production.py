"""What a public server must not be started with: checks of Django's, tag ``deploy``.

``manage.py check --deploy --database default`` runs them, and so does every start by
``python -m tracker.serve``. Each message says what to set.
"""

import re
from collections.abc import Iterator, Sequence
from ipaddress import ip_network
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import checks
from django.core.checks import CheckMessage, Tags
from django.db import Error, connections

KEY_LENGTH = 50
"""Characters of a key that nobody guesses; Django's own check asks for as many."""

CONTACT = re.compile(r"(mailto:|https://|tel:)[!-~]+")
WIDEST = {4: 8, 6: 16}
"""By version of IP: the shortest prefix of a network of proxies."""

LOST_WITH_POWER = ("fsync", "full_page_writes", "synchronous_commit")
"""Settings of PostgreSQL without which what was acknowledged can be lost."""

TOLD = {
    "E001": "DEBUG shows our insides to everybody: leave it out, or DEBUG=0.",
    "E002": (
        "SECRET_KEY is not given, or weak: set it, or SECRET_KEY_FILE, to what "
        '`python -c "import secrets; print(secrets.token_urlsafe(50))"` prints.'
    ),
    "E003": "ALLOWED_HOSTS must name the site's hosts, without *.",
    "E004": (
        "TRUSTED_PROXIES must name addresses or small networks of your proxies, "
        "as in 127.0.0.1,10.1.2.0/24: everybody in there may claim to be anybody."
    ),
    "E005": (
        "TRUSTED_PROXIES is empty: set it to the address from which the proxy that "
        "speaks HTTPS asks, as in TRUSTED_PROXIES=127.0.0.1."
    ),
    "E006": (
        "Plain HTTP would be answered: set PRODUCTION=1, and leave out "
        "SECURE_SSL_REDIRECT=0 and SECURE_HSTS_SECONDS=0."
    ),
    "E007": (
        "Cookies would travel without HTTPS: set PRODUCTION=1, and leave out "
        "SECURE_COOKIES=0."
    ),
    "E008": (
        "The embedded database is for trying things: set DATABASE_URL, or "
        "DATABASE_URL_FILE, to a PostgreSQL that is backed up."
    ),
    "E012": (
        "Staff would get in by a password alone: leave out STAFF_SECOND_FACTOR=0. "
        "Where your directory asks for second factors, set OIDC_SECOND_FACTOR=1."
    ),
    "E013": "OIDC_SERVER must be an address of https: what it says is believed.",
}
"""By code, what is wrong and what to set."""


@checks.register(Tags.security, deploy=True)
def check_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Whether the settings are those of a public server."""
    wrong = [code for code, is_so in _wrong().items() if is_so]
    return [checks.Error(TOLD[code], id=f"tracker.{code}") for code in wrong]


@checks.register(Tags.staticfiles, deploy=True)
def check_static_files(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Whether the files that pages are shown with were collected."""
    hashed = getattr(staticfiles_storage, "hashed_files", None)
    if hashed is None or "consortium/pages.css" in hashed:
        return []
    message = "No static files: run `python manage.py collectstatic --no-input` first."
    return [checks.Error(message, id="tracker.E009")]


@checks.register(Tags.security)
def check_contact(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Whether the contacts of ``security.txt`` are addresses (RFC 9116)."""
    if all(CONTACT.fullmatch(contact) for contact in settings.SECURITY_CONTACT):
        return []
    message = "SECURITY_CONTACT must be addresses: mailto:security@example.org"
    return [checks.Error(message, id="tracker.E013")]


@checks.register(Tags.database, deploy=True)
def check_durability(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Whether the databases keep what they acknowledged when the power fails."""
    return [fault for alias in databases or () for fault in _durability(alias)]


def _durability(alias: str) -> Iterator[CheckMessage]:
    try:
        with connections[alias].cursor() as cursor:
            for name in LOST_WITH_POWER:
                cursor.execute("SELECT current_setting(%s)", [name])
                if cursor.fetchone()[0] == "off":
                    yield checks.Error(
                        f"PostgreSQL runs with {name} = off, and may lose what it has "
                        f"acknowledged: set {name} = on in postgresql.conf and reload.",
                        id="tracker.E010",
                    )
    except Error as error:
        message = f"The database “{alias}” does not answer: {error}. See DATABASE_URL."
        yield checks.Error(message.replace("\n", " "), id="tracker.E011")


def _wrong() -> dict[str, bool]:
    """By code, whether that is so."""
    key, hosts = settings.GIVEN_KEY, settings.ALLOWED_HOSTS
    is_weak = len(key) < KEY_LENGTH or len(set(key)) < 10
    is_plain = not settings.SECURE_SSL_REDIRECT or not settings.SECURE_HSTS_SECONDS
    directory = settings.OIDC_SERVER
    cookies = settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE
    return {
        "E001": settings.DEBUG,
        "E002": is_weak or key.startswith("django-insecure-"),
        "E003": not hosts or any("*" in host for host in hosts),
        "E004": not all(map(_is_narrow, settings.TRUSTED_PROXIES)),
        "E005": not settings.TRUSTED_PROXIES,
        "E006": is_plain,
        "E007": not cookies,
        "E008": settings.EMBEDDED_DATABASE,
        "E012": not settings.STAFF_SECOND_FACTOR,
        "E013": bool(directory) and not directory.startswith("https://"),
    }


def _is_narrow(proxy: str) -> bool:
    try:
        network = ip_network(proxy)
    except ValueError:
        return False
    return network.prefixlen >= WIDEST[network.version]
