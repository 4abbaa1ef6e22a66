"""What stands without evidence, on the wrong kind of it, or on one source only."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _

from consortium.checks.origins import groups, with_origins
from consortium.checks.registry import Flag, check
from consortium.checks.scope import ARCS, claims_within, countable_claims
from consortium.codelists import ClaimStatus, Instrument, Severity
from consortium.evidence import chain
from consortium.models import SUBJECTS, Claim, Funding, Initiative, Record
from consortium.models.claims import FIELD_KINDS

ACCEPTED = Q(status=ClaimStatus.ACCEPTED)

NEEDS_NO_CLAIM = {
    (Initiative, "name"): Q(name_is_provisional=True),
    (Funding, "instrument"): Q(instrument=Instrument.UNKNOWN),
}
"""Values that are our own words for “not known”."""


@check("evidence.missing", Severity.ERROR, *SUBJECTS.values())
def field_stands_on_nothing(records: Any) -> Iterator[Flag]:
    """A field has a value and no accepted claim stands in it."""
    model, arc = records.model, ARCS[records.model]
    fields = list(model.claimable)
    claims = countable_claims().filter(preferred=True, **{f"{arc}__in": records})
    claimed = set(claims.order_by().values_list(arc, "field"))
    filled = {f"filled_{field}": is_filled(model, field) for field in fields}
    bare = {
        key: missing
        for key, *said in records.annotate(**filled).values_list("pk", *filled)
        if (
            missing := [
                field
                for field, is_said in zip(fields, said, strict=True)
                if is_said and (key, field) not in claimed
            ]
        )
    }
    for key, row in records.in_bulk(bare).items():
        for field in bare[key]:
            yield Flag(
                row,
                _("No accepted claim says so: %(field)s."),
                {"field": field},
                key=field,
                words={"field": label(model, field)},
            )


def is_filled(model: type[Record], field: str) -> ExpressionWrapper:
    """Whether a claimable field says something that needs a claim."""
    column: Any = model._meta.get_field(model.claimable[field][0])
    filled = Q(**{f"{column.name}__isnull": False})
    if column.empty_strings_allowed:
        filled &= ~Q(**{column.name: ""})
    needs_one = ~NEEDS_NO_CLAIM.get((model, field), Q(pk__in=[]))
    return ExpressionWrapper(filled & needs_one, BooleanField())


def label(model: type[Record], field: str) -> Any:
    """The name of a claimable field, still to be translated."""
    column: Any = model._meta.get_field(model.claimable[field][0])
    return column.verbose_name


@check("evidence.statement-leak", Severity.ERROR, Claim)
def statement_stands_in_a_field(claims: Any) -> Iterator[Flag]:
    """A forecast, opinion or recommendation is accepted on a field of a record."""
    leaks = claims.filter(ACCEPTED).exclude(field="").exclude(kind__in=FIELD_KINDS)
    for claim in leaks:
        yield Flag(
            claim,
            _("%(kind)s: this is a statement and cannot fill “%(field)s”."),
            {"kind": claim.kind, "field": claim.field},
            words={"kind": claim.get_kind_display()},
        )


@check("evidence.single-origin", Severity.INFO, Initiative)
def all_evidence_has_one_origin(initiatives: Any) -> Iterator[Flag]:
    """All that is accepted on an initiative and its rows goes back to one text."""
    found = claims_within(initiatives).filter(ACCEPTED).order_by().distinct()
    keys = list(found.values_list("owner", "source", "attributed_to"))
    sources = with_origins(key for row in keys for key in row[1:])
    chains: dict[int, list[set[int]]] = defaultdict(list)
    for owner, source, credited in keys:
        chains[owner].append(chain(sources[source]) | chain(sources.get(credited)))
    for initiative in initiatives.filter(pk__in=chains):
        together = groups(chains[initiative.pk])
        if len(together) == 1:
            yield Flag(
                initiative,
                _("All evidence goes back to one origin: look for an independent one."),
                {"sources": sorted(together[0])},
            )
