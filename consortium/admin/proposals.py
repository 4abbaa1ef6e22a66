"""What a save says of a record, and what becomes of it: written, or proposed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consortium import editorial
from consortium.admin.basis import Basis
from consortium.admin.conflicts import SeenForm
from consortium.admin.conversions import probably_restated, restatable, wrong_with
from consortium.admin.disputes import disputed
from consortium.admin.values import field_in_words
from consortium.checks.evidence import NEEDS_NO_CLAIM
from consortium.editorial.desk import (
    claimed_only,
    recheck,
    refuse_hidden,
    unpublished,
)
from consortium.models import Claim, Record
from consortium.readings import field_label

NOTHING: Any = (None, "", {}, [])
TEXT_SHOWN = 90


@dataclass
class Outcome:
    """What became of a save: the claims it made, and those that were there already."""

    record: Record
    is_written: bool
    made: dict[Record, list[Claim]] = field(default_factory=dict)
    known: dict[Record, list[Claim]] = field(default_factory=dict)


class RecordForm(SeenForm):
    """The form of a record, with what its values are based on.

    Of a draft it writes what is typed. What claims speak of in a record that is further
    on, or stands on an accepted claim, is only proposed: ``proposed`` maps such fields
    to the values that were typed. ``restated`` is the claim that one of these gives in
    another currency.
    """

    request: HttpRequest
    desk: Any
    has_basis = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in disputed(self.instance).items():
            field: Any = self.fields.get(self.instance.claimable[name][0])
            if field is not None:
                field.help_text = format_html("{} {}", words, field.help_text)
        self.proposed: dict[str, Any] = {}
        self.restated: Claim | None = None
        self.basis: Basis | None = None
        if self.has_basis:
            self.basis = Basis(
                self.data if self.is_bound else None,
                request=self.request,
                site=self.desk.admin_site,
                confirmable=confirmable(self.instance) if self.is_change else [],
                restatable=restatable(self.instance),
            )

    @property
    def media(self) -> forms.Media:
        own = super().media
        return own if self.basis is None else own + self.basis.media

    def is_valid(self) -> bool:
        return super().is_valid() and (self.basis is None or self.basis.is_valid())

    def _post_clean(self) -> None:
        super()._post_clean()
        is_sound = self.basis is None or self.basis.is_valid()
        if self.errors or not is_sound:
            return
        if self.current is not None:
            self.proposed = self._to_propose()
            self._restate()
        if self.basis is not None:
            if self.basis.has_source or not self.proposed:
                self.basis.check()
            else:
                self.basis.need(
                    _("Name the source: by a claim only does this change: %(fields)s.")
                    % {"fields": self._named(self.proposed)}
                )

    def _restate(self) -> None:
        """Hold back a figure that restates another one; ask where nobody said."""
        basis = self.basis
        if basis is None or not basis.has_source or not basis.restatable:
            return
        changed = changed_values(self.instance, self.current)
        restated = basis.restates
        if restated is None:
            basis.ask(probably_restated(basis.restatable, self.current, changed))
            return
        value = changed.get(restated.field)
        if complaint := wrong_with(restated, value):
            basis.complain(complaint)
        else:
            self.restated, self.proposed[restated.field] = restated, value

    def _named(self, fields: Iterable[str]) -> str:
        return ", ".join(field_label(self.instance, name) for name in fields)

    def _to_propose(self) -> dict[str, Any]:
        held = claimed_only(self.current)
        found = {
            name: value
            for name, value in changed_values(self.instance, self.current).items()
            if name in held
        }
        for name, value in found.items():
            if value in NOTHING:
                self.add_error(
                    self.instance.claimable[name][0],
                    _("No source says nothing: dispute the claim that stands here."),
                )
        return found

    def hold_back(self) -> None:
        """Let the record keep what is only proposed."""
        for name in self.proposed:
            for column in self.instance.claimable[name]:
                setattr(self.instance, column, getattr(self.current, column))

    @property
    def is_written(self) -> bool:
        """Whether the save changed a column of the record itself."""
        held = {
            column for name in self.proposed for column in self.instance.claimable[name]
        }
        return self.current is None or bool({*self.changed_data} - held - {"seen"})


def confirmable(record: Record) -> list[tuple[str, str]]:
    """The claimable fields that hold something, each with its value in words."""
    shown = ((name, field_in_words(record, name)) for name in record.claimable)
    return [
        (name, f"{capfirst(field_label(record, name))}: {_shortened(text)}")
        for name, text in shown
        if text
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN].rstrip()}…"


def changed_values(record: Record, before: Record) -> dict[str, Any]:
    """The claimable fields that hold another value than ``before``."""
    values = {name: record.claim_value(name) for name in record.claimable}
    return {
        name: value
        for name, value in values.items()
        if value != before.claim_value(name)
    }


def filled_values(record: Record) -> dict[str, Any]:
    """The claimable fields of a new record, but for our own words for “not known”."""
    values = {name: record.claim_value(name) for name in record.claimable}
    return {
        name: value
        for name, value in values.items()
        if value not in NOTHING and not _needs_no_claim(record, name)
    }


def _needs_no_claim(record: Record, name: str) -> bool:
    rule: Q | None = NEEDS_NO_CLAIM.get((type(record), name))
    rows = type(record)._base_manager
    return rule is not None and rows.filter(rule, pk=record.pk).exists()


def enter(form: RecordForm, formsets: Iterable[Any]) -> Outcome:
    """Propose what a saved form says, and check what it touched.

    Raises ``editorial.Refused`` for a source that is named in support of nothing.
    """
    record, by = form.instance, cast(User, form.request.user)
    formsets = list(formsets)
    rows = [row for formset in formsets for row in formset.new_objects]
    lines = any(formset.has_changed() for formset in formsets)
    outcome = Outcome(record, form.is_written or lines)
    reason = form.basis.reason if form.basis else ""
    with editorial.together(by=by, reason=reason):
        recheck(record, *rows, by=by, reason=reason)
        if record.is_published:
            refuse_hidden(unpublished(record))
        if form.basis is not None and form.basis.has_source:
            values = {row: said for row, said in _said(form, rows) if said}
            if not values:
                raise editorial.Refused(
                    _("Change a field, or tick what the source says too.")
                )
            evidence = form.basis.evidence(by=by)
            if form.restated is not None:
                field = form.restated.field
                figure = {field: values[record].pop(field)}
                other = replace(evidence, conversion_of=form.restated)
                _propose(outcome, record, figure, other, by=by, reason=reason)
            for row, said in values.items():
                if said:
                    _propose(outcome, row, said, evidence, by=by, reason=reason)
    return outcome


def _said(form: RecordForm, rows: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """The record and its new rows, each with the values that the source supports."""
    record = form.instance
    if form.current is None:
        yield record, filled_values(record)
    elif form.basis is not None:
        changed = form.proposed | {
            name: value
            for name, value in changed_values(record, form.current).items()
            if value not in NOTHING
        }
        confirmed = {
            name: record.claim_value(name)
            for name in form.basis.confirmed
            if name not in changed
        }
        yield record, changed | confirmed
    for row in rows:
        if isinstance(row, Record):
            yield row, filled_values(row)


def _propose(
    outcome: Outcome,
    record: Record,
    values: dict[str, Any],
    evidence: editorial.Evidence,
    *,
    by: User,
    reason: str,
) -> None:
    arc = {Claim.arc_of(record): record}
    before = {*Claim.objects.filter(**arc, source=evidence.source)}
    claims = editorial.propose(record, values, evidence=evidence, by=by, reason=reason)
    for claim in claims:
        told = outcome.known if claim in before else outcome.made
        told.setdefault(record, []).append(claim)
