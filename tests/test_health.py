"""Load balancers are told the truth, and strangers no more than that."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from consortium import backups


def test_a_process_lives_while_the_database_does_not(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_it_is_asked_by_any_name_and_without_tls(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    for path in ("/healthz", "/readyz"):
        assert client.get(path, headers={"host": "10.0.0.7"}).status_code == 200
        assert client.head(path, headers={"host": "10.0.0.7"}).status_code == 200


@pytest.mark.django_db
def test_ready_is_a_database_with_all_migrations(client):
    answer = client.get("/readyz")

    checks = {"database": "ok", "migrations": "ok"}
    assert answer.json() == {"status": "ok", "checks": checks}


def failing(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert answer.json()["status"] == "failing"
    return answer.json()["checks"]


@pytest.mark.django_db
def test_without_a_database_nothing_is_ready(client, monkeypatch):
    def refuse(*_args, **_options):
        raise OperationalError("connection refused to 10.0.0.7 as tracker")

    monkeypatch.setattr(connection, "cursor", refuse)

    assert failing(client) == {"database": "failing"}


@pytest.mark.django_db
def test_a_migration_that_waits_is_told(client, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_args: ["one"])

    assert failing(client) == {"database": "ok", "migrations": "failing"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours", "said"), [(1, "ok"), (25, "ok"), (27, "late"), (None, "late")]
)
def test_a_late_backup_is_told_and_stops_nothing(
    client, settings, tmp_path, hours, said
):
    settings.BACKUP_ROOT, settings.BACKUP_MAX_AGE = tmp_path, 26
    for age in (hours, 50) if hours else ():
        made = datetime.now(UTC) - timedelta(hours=age)
        place = tmp_path / made.strftime(backups.NAMED)
        place.mkdir()
        (place / backups.MANIFEST).touch()

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["checks"]["backup"] == said


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_they_are_only_read(client, path):
    assert client.post(path).status_code == 404
