"""A public server does not start with what is not safe there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import checks
from django.db import OperationalError, connection
from django.http import Http404
from django.test.utils import override_settings

from consortium.api import errors
from consortium.problems import AWAY
from tracker import production, serve
from tracker.static import StaticFiles

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "DEBUG": False,
    "GIVEN_KEY": "aB3$" + "qwertyuiopasdfghjklzxcvbnm0123456789" * 2,
    "ALLOWED_HOSTS": ["tracker.example.org"],
    "TRUSTED_PROXIES": ["127.0.0.1"],
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31536000,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "EMBEDDED_DATABASE": False,
    "STAFF_SECOND_FACTOR": True,
}


def told(**settings):
    with override_settings(**SAFE | settings):
        return [message.id for message in production.check_settings(None)]


def test_safe_settings_are_let_pass():
    assert told() == []


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DEBUG", True, "E001"),
        ("GIVEN_KEY", "", "E002"),
        ("GIVEN_KEY", "a" * 60, "E002"),
        ("GIVEN_KEY", "abcdefghijklmnop", "E002"),
        ("GIVEN_KEY", "django-insecure-" + SAFE["GIVEN_KEY"], "E002"),
        ("ALLOWED_HOSTS", ["*"], "E003"),
        ("ALLOWED_HOSTS", [], "E003"),
        ("TRUSTED_PROXIES", ["0.0.0.0/0"], "E004"),
        ("TRUSTED_PROXIES", ["*"], "E004"),
        ("TRUSTED_PROXIES", ["::/0"], "E004"),
        ("TRUSTED_PROXIES", [], "E005"),
        ("SECURE_SSL_REDIRECT", False, "E006"),
        ("SECURE_HSTS_SECONDS", 0, "E006"),
        ("SESSION_COOKIE_SECURE", False, "E007"),
        ("CSRF_COOKIE_SECURE", False, "E007"),
        ("EMBEDDED_DATABASE", True, "E008"),
        ("STAFF_SECOND_FACTOR", False, "E012"),
        ("OIDC_SERVER", "http://login.example.org", "E013"),
    ],
)
def test_each_unsafe_setting_is_told(name, value, code):
    assert told(**{name: value}) == [f"tracker.{code}"]


ERRORS = {
    404: lambda request: errors.page_not_found(request, Http404()),
    500: errors.server_error,
    503: lambda request: errors._out_of_order(request, AWAY),
}
COLLECTED = {"staticfiles": {"BACKEND": "tracker.static.StaticFiles"}}


def test_a_start_without_static_files_is_refused(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | COLLECTED

    [message] = production.check_static_files(None)

    assert "collectstatic" in message.msg


def test_a_page_without_static_files_is_shown_all_the_same(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path

    assert StaticFiles().url("consortium/pages.css").endswith("consortium/pages.css")


@pytest.mark.parametrize("status", [404, 500, 503])
def test_error_pages_do_not_fail_without_static_files(settings, tmp_path, status, rf):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | COLLECTED

    from_django = ERRORS[status](rf.get("/"))

    assert b"</html>" in from_django.content


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_a_database_that_keeps_its_word_is_let_pass():
    assert production.check_durability(None, databases=["default"]) == []
    assert production.check_durability(None) == []


@pytest.mark.django_db
def test_a_database_that_may_lose_what_it_acknowledged_is_refused():
    run("SET LOCAL synchronous_commit = off")

    [message] = production.check_durability(None, databases=["default"])

    assert "synchronous_commit = on" in message.msg


def test_a_database_that_is_away_is_told(monkeypatch):
    def refuse():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)

    [message] = production.check_durability(None, databases=["default"])

    assert "DATABASE_URL" in message.msg


def test_the_server_takes_its_place_from_the_environment():
    words = serve.options({"HOST": "::1", "PORT": "9000", "WORKERS": "4"})

    assert words[words.index("--host") + 1] == "::1"
    assert words[words.index("--port") + 1] == "9000"
    assert words[words.index("--workers") + 1] == "4"
    assert "--respawn-failed-workers" in words


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "http"), ("PORT", "70000"), ("WORKERS", "0")]
)
def test_a_number_that_is_none_is_refused(name, value):
    with pytest.raises(SystemExit, match=f"{name} must be a number"):
        serve.options({name: value})


def test_a_trial_on_this_machine_may_do_without_https(monkeypatch):
    faults = [
        checks.Error("a", id="tracker.E005"),
        checks.Error("b", id="tracker.E009"),
        checks.Info("c", id="tracker.I001"),
    ]
    monkeypatch.setattr(checks, "run_checks", lambda **_options: faults)

    assert serve.refusals(is_trial=True) == ["- b (tracker.E009)"]
    assert len(serve.refusals(is_trial=False)) == 2


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "tracker.settings",
    "PRODUCTION": "1",
    "DEBUG": "0",
    "SECRET_KEY": str(SAFE["GIVEN_KEY"]),
    "ALLOWED_HOSTS": "tracker.example.org",
    "TRUSTED_PROXIES": "127.0.0.1",
}


def check_deploy(tmp_path, **changed):
    parameters = connection.settings_dict
    url = f"postgres://{parameters['USER']}@/{parameters['HOST']}/{parameters['NAME']}"
    given = {"DATABASE_URL": os.environ.get("DATABASE_URL", url)}
    (tmp_path / "staticfiles.json").write_text(
        '{"version": "1.1", "paths": {"consortium/pages.css": "consortium/pages.css"}}'
    )
    given |= {"STATIC_ROOT": str(tmp_path), **PRODUCTION, **changed}
    words = ["check", "--deploy", "--fail-level", "WARNING", "--database", "default"]
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db
def test_the_settings_of_production_pass_every_check_of_deployment(tmp_path):
    done = check_deploy(tmp_path)

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.django_db
def test_a_wrong_setting_fails_the_check_of_deployment(tmp_path):
    done = check_deploy(tmp_path, DEBUG="1", TRUSTED_PROXIES="")

    assert done.returncode == 1
    assert "tracker.E001" in done.stderr
    assert "tracker.E005" in done.stderr
