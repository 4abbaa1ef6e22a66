"""Loads the seed: the facts in ``fixtures/``, each with the claims it stands on."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pghistory
from django.conf import settings
from django.db import models, transaction

from consortium.imports import fixtures, runs
from consortium.imports.loader import Loader
from consortium.models import (
    Framework,
    Funding,
    Indicator,
    Initiative,
    InitiativeSector,
    Member,
    Organization,
    Sector,
    Source,
)

FIXTURES: Path = settings.BASE_DIR / "fixtures"
IMPORTER = "seed"
REASON = "The facts that come with the tracker."

RECORDS: dict[str, type[models.Model]] = {
    "sectors.yaml": Sector,
    "seed/organizations.yaml": Organization,
    "seed/sources.yaml": Source,
    "seed/initiatives.yaml": Initiative,
    "seed/initiative_sectors.yaml": InitiativeSector,
    "seed/members.yaml": Member,
    "seed/funding.yaml": Funding,
    "seed/indicators.yaml": Indicator,
    "seed/frameworks.yaml": Framework,
}
"""The files of records, those that others refer to first."""

STATEMENTS = "seed/statements.yaml"
"""What is said about records of the other files without filling a field."""


@dataclass(frozen=True)
class Outcome:
    """What a run created and what it found there already, by model."""

    created: Counter[type[models.Model]] = field(default_factory=Counter)
    kept: Counter[type[models.Model]] = field(default_factory=Counter)
    was_loaded: bool = False


@transaction.atomic
def load(folder: Path = FIXTURES) -> Outcome:
    """Create the records and claims of ``folder`` that are missing; change no other.

    All of it or nothing. Files that were loaded before are not looked at again.
    Raises ``fixtures.BadFixture`` for what cannot be loaded.
    """
    files = [fixtures.read(folder, name) for name in (*RECORDS, STATEMENTS)]
    sha256 = fixtures.digest(files)
    by = runs.actor(IMPORTER)
    if runs.has_succeeded(IMPORTER, sha256=sha256):
        return Outcome(was_loaded=True)
    with pghistory.context(reason=REASON, cause=IMPORTER, user=by.pk):
        run = runs.start(IMPORTER, source_name="fixtures", sha256=sha256, by=by)
        loader = Loader(by=by, run=run)
        for file in files:
            if file.name in RECORDS:
                loader.add_records(RECORDS[file.name], file)
            else:
                loader.add_statements(file)
        loader.record_claims()
        loader.publish()
        runs.finish(run, counts=_counts(loader))
    return Outcome(created=loader.created, kept=loader.kept)


def _counts(loader: Loader) -> dict[str, dict[str, int]]:
    return {
        word: {model._meta.model_name or "": number for model, number in tally.items()}
        for word, tally in (("created", loader.created), ("kept", loader.kept))
    }
