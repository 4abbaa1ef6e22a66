"""What a claim says, in the words of the field it speaks of."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django_countries import countries
from django_countries.fields import CountryField

from consortium.codelists import Qualifier, Region
from consortium.models import (
    Claim,
    Observation,
    Organization,
    OrganizationMerge,
    Record,
)
from consortium.models.fields import FuzzyDateField
from consortium.periods import parse
from consortium.wording import figure, fuzzy_date, in_reader_language, money

UNREADABLE = (ArithmeticError, LookupError, TypeError, ValueError)

Named = Mapping[str, Organization]
"""Organizations by the slug under which values name them."""


def reading(
    claim: Claim,
    record: Record,
    *,
    named: Named | None = None,
    public: bool = False,
) -> str:
    """The value of ``claim`` on ``record``; empty when it cannot be read as one.

    An organization is called by its name if it is one of ``named`` or stands in the
    field, and, for the ``public``, if the public may see it; else by its slug.
    """
    try:
        return in_words(record, claim.field, claim.value, named=named, public=public)
    except UNREADABLE:
        return ""


def in_words(
    record: Record,
    field: str,
    value: Any,
    *,
    named: Named | None = None,
    public: bool = False,
) -> str:
    """``value``, as claims hold it, of the claimable ``field``; see ``reading``.

    Raises one of ``UNREADABLE`` for a value that the field cannot hold.
    """
    columns = record.claimable[field]
    if isinstance(value, dict):
        return _figure(record, columns, value)
    column: Any = record._meta.get_field(columns[0])
    if column.name == "place":
        return place_name(value)
    if isinstance(column, CountryField):
        return str(countries.name(value))
    if isinstance(column, FuzzyDateField):
        return fuzzy_date(parse(value))
    if isinstance(column, models.ForeignKey):
        other = (named or {}).get(value) or _standing(record, column.name, value)
        known = other is not None and (other.is_published or not public)
        return in_reader_language(other, "name").text if known else str(value)
    return _codes(getattr(column, "base_field", column), value)


def named_in(claims: Iterable[Claim]) -> Named:
    """The organizations that the values of ``claims`` name: one query, or none."""
    slugs = {claim.value for claim in claims if _names_organization(claim)}
    if not slugs:
        return {}
    found = Organization.objects.filter(slug__in=slugs)
    return {organization.slug: organization for organization in found}


def as_kept(named: Named) -> Named:
    """The same; for an organization that was merged into another, the one kept.

    One query, and one more for each merge that followed upon a merge.
    """
    kept = dict(named)
    while kept:
        merges = OrganizationMerge.objects.standing().filter(absorbed__in=kept.values())
        found = {
            merge.absorbed_id: merge.keep for merge in merges.select_related("keep")
        }
        if not found:
            break
        kept |= {
            slug: found[organization.pk]
            for slug, organization in kept.items()
            if organization.pk in found
        }
    return kept


def field_label(model: type[models.Model] | models.Model, name: str) -> str:
    """The name of a field in the reader's language."""
    named = {field.name: field for field in model._meta.fields}
    return str(named[name].verbose_name) if name in named else name


def place_name(code: str) -> str:
    """A country or a region of the world in the reader's language."""
    if code in Region.values:
        return str(Region(code).label)
    return str(countries.name(code))


def _standing(record: Record, column: str, slug: str) -> Organization | None:
    """The organization that stands in the field, if it is the one named."""
    other: Organization | None = getattr(record, column)
    return other if other is not None and other.slug == slug else None


def _names_organization(claim: Claim) -> bool:
    columns = claim.subject.claimable.get(claim.field)
    if not columns or not isinstance(claim.value, str):
        return False
    column = claim.subject._meta.get_field(columns[0])
    return isinstance(column, models.ForeignKey)


def _codes(column: Any, value: Any) -> str:
    labels: dict[Any, Any] = dict(column.flatchoices or ())
    if not labels:
        return str(value)
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(labels[each]) for each in values)


def _figure(record: Record, columns: tuple[str, ...], value: dict[str, Any]) -> str:
    number = Decimal(value[columns[0]])
    high = value.get(f"{columns[0]}_high")
    upper = None if high is None else Decimal(high)
    qualifier = next(value[name] for name in columns if name.endswith("qualifier"))
    if "currency" in columns:
        text = money(number, value["currency"], qualifier, upper)
    else:
        unit = "percent" if "stake" in columns else ""
        if isinstance(record, Observation):
            unit = record.indicator.unit
        text = figure(number, unit, qualifier, upper)
    if qualifier == Qualifier.UNSPECIFIED:
        return f"{text} ({Qualifier.UNSPECIFIED.label})"
    return text
