"""Stores the entries of fixture files: rows, then their claims, then publication."""

from collections import Counter

from django.contrib.auth.models import User
from django.db import models

from consortium import editorial
from consortium.imports import claims, rows
from consortium.imports.fixtures import BadFixture, Entry, FixtureFile
from consortium.models import SUBJECTS, Claim, ImportRun, Record


class Loader:
    """One run over the fixtures: it creates what is missing and tallies the rest."""

    def __init__(self, *, by: User, run: ImportRun) -> None:
        self.by, self.run = by, run
        self.created: Counter[type[models.Model]] = Counter()
        self.kept: Counter[type[models.Model]] = Counter()
        self._places: dict[tuple[type[models.Model], object], str] = {}
        self._drafts: list[tuple[Entry, Record]] = []
        self._claims: list[tuple[Entry, claims.Subject]] = []

    def add_records(self, model: type[models.Model], file: FixtureFile) -> None:
        """Store the missing records of ``file`` and what is nested there."""
        for entry in file.records:
            self._add(model, entry, file)

    def add_statements(self, file: FixtureFile) -> None:
        """Note the claims of ``file``, grouped by the record that they are about."""
        new = {(type(record), record.pk) for _, record in self._drafts}
        for entry in file.records:
            arc = next((name for name in SUBJECTS if name in entry.data), "")
            if entry.data.keys() != {arc, "claims"}:
                raise entry.wrong("claims", "expected one record and its claims")
            record = rows.referred(SUBJECTS[arc], str(entry.data[arc]), entry, arc)
            is_new = (type(record), record.pk) in new
            self._note(entry, claims.Subject(arc, record, record, is_new), file)

    def record_claims(self) -> None:
        """Store the missing claims among those noted, when all records are there."""
        for entry, subject in self._claims:
            is_new = claims.record(entry, subject, by=self.by, run=self.run)
            (self.created if is_new else self.kept)[Claim] += 1

    def publish(self) -> None:
        """Publish the records of this run, in the order of the files."""
        try:
            with editorial.together(by=self.by):
                for _, record in self._drafts:
                    editorial.publish(record, by=self.by, alone=True)
        except editorial.NotPublishable as reason:
            entries = {record: entry for entry, record in self._drafts}
            raise entries[reason.record].wrong("state", reason) from reason

    def _add(
        self,
        model: type[models.Model],
        entry: Entry,
        file: FixtureFile,
        **parent: models.Model,
    ) -> None:
        columns, relations = rows.split(model, entry)
        written = rows.build(model, columns | parent, entry)
        self._once(model, rows.key_of(written, entry), entry)
        stored = rows.find(written)
        is_new = stored is None
        if stored is None:
            rows.save(written, entry)
            stored = written
            if isinstance(stored, Record):
                self._drafts.append((entry, stored))
        else:
            rows.check_fields(written, entry)
        (self.created if is_new else self.kept)[model] += 1
        for relation in relations:
            child, arc = relation.related_model, relation.field.name
            if child is Claim and isinstance(written, Record):
                self._note(entry, claims.Subject(arc, written, stored, is_new), file)
            elif is_new or rows.natural_key(child):
                # A part without a key, such as an alias, comes with its record only.
                for nested in entry.nested(relation.name):
                    self._add(child, nested, file, **{arc: stored})

    def _note(self, entry: Entry, subject: claims.Subject, file: FixtureFile) -> None:
        for claim in entry.nested("claims", defaults=file.every_claim):
            self._once(Claim, claim.data.get("external_id"), claim)
            self._claims.append((claim, subject))

    def _once(self, model: type[models.Model], key: object, entry: Entry) -> None:
        """Refuse two entries with one key: the second would be lost without a word."""
        if key is None:
            return
        if first := self._places.get((model, key)):
            raise BadFixture(f"{entry.place}: given twice, first at {first}")
        self._places[model, key] = entry.place
