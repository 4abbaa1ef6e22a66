"""Import runs: in whose name a file is loaded, and whether it was before."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.utils import timezone

from consortium.codelists import ImportState
from consortium.models import ImportRun


def actor(username: str) -> User:
    """The account that an importer acts as; nobody can log in to it.

    Locked until the transaction ends, so that two runs of one importer take turns.
    """
    User.objects.get_or_create(
        username=username,
        defaults={"is_active": False, "password": make_password(None)},
    )
    return User.objects.select_for_update().get(username=username)


def has_succeeded(importer: str, *, sha256: str) -> bool:
    """Whether this very input was loaded before."""
    return ImportRun.objects.filter(
        importer=importer, sha256=sha256, state=ImportState.SUCCEEDED
    ).exists()


def start(importer: str, *, source_name: str, sha256: str, by: User) -> ImportRun:
    """Record that an input is being loaded."""
    return ImportRun.objects.create(
        importer=importer, source_name=source_name, sha256=sha256, started_by=by
    )


def finish(run: ImportRun, *, counts: dict[str, Any]) -> None:
    """Record that the input is loaded, and what came of it."""
    run.state = ImportState.SUCCEEDED
    run.finished_at = timezone.now()
    run.counts = counts
    run.save()
