"""What a claim says, in words."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.db.models import Field, ForeignKey
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_countries.fields import CountryField

from consortium import wording
from consortium.admin.columns import badge
from consortium.admin.labels import label
from consortium.models import Claim, Observation, Record
from consortium.models.base import as_json
from consortium.models.fields import FuzzyDateField
from consortium.periods import parse


@admin.display(description=_("field"), ordering="field")
def field_of(claim: Claim) -> str:
    """The field as its form calls it; empty for a statement."""
    columns = claim.subject.claimable.get(claim.field)
    if not columns:
        return claim.field or str(claim.get_kind_display())
    column: Any = claim.subject._meta.get_field(columns[0])
    return str(column.verbose_name)


@admin.display(description=_("says"))
def said(claim: Claim) -> str:
    """The value in words, or the statement."""
    if claim.value is None:
        return wording.in_reader_language(claim, "statement").text
    try:
        return in_words(claim.subject, claim.field, claim.value)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return str(claim.value)  # nothing may hide what is recorded


@admin.display(description=_("source"), ordering="source__title")
def where(claim: Claim) -> SafeString:
    """The source, and the publication that it credits."""
    if claim.attributed_to is None:
        return format_html("{}", label(claim.source))
    return format_html(
        '{}<br><span class="other-name">{}</span>',
        label(claim.source),
        _("credits %(source)s") % {"source": label(claim.attributed_to)},
    )


@admin.display(description=_("quote"))
def quote(claim: Claim) -> SafeString | str:
    """The source's own words and where they stand in it."""
    if not claim.quote:
        return claim.as_reported
    return format_html(
        '<q lang="{}">{}</q> <span class="locator">{}</span>',
        claim.language or claim.source.language,
        claim.quote,
        claim.locator,
    )


@admin.display(description=_("status"), ordering="status")
def status(claim: Claim) -> SafeString:
    """How the claim was decided, and whether the record shows it."""
    shown = badge(f"status-{claim.status}", claim.get_status_display())
    if not claim.preferred:
        return shown
    return format_html("{} {}", shown, badge("preferred", str(_("preferred"))))


@admin.display(description=_("says"))
def says(claim: Claim) -> SafeString:
    """The value in words and, below it, the words that were printed."""
    if not claim.as_reported:
        return format_html("{}", said(claim))
    return format_html(
        '{}<br><span class="other-name">{}</span>', said(claim), claim.as_reported
    )


def in_words(record: Record, field: str, value: Any) -> str:
    """``value``, as claims hold it, of the claimable ``field``."""
    columns = record.claimable[field]
    if isinstance(value, dict):
        return _figure(record, columns, value)
    column: Any = record._meta.get_field(columns[0])
    if isinstance(column, FuzzyDateField):
        return wording.fuzzy_date(parse(value))
    if isinstance(column, CountryField):
        return str(countries.name(value))
    if isinstance(column, ForeignKey):
        other = getattr(record, columns[0])
        return label(other) if other and as_json(other) == value else str(value)
    return _codes(getattr(column, "base_field", column), value)


def _codes(column: Field, value: Any) -> str:
    labels = dict(column.flatchoices)
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(labels.get(each, each)) for each in values)


def _figure(record: Record, columns: tuple[str, ...], value: dict[str, Any]) -> str:
    number = Decimal(value[columns[0]])
    high = value.get(f"{columns[0]}_high")
    upper = None if high is None else Decimal(high)
    qualifier = next(value[name] for name in columns if name.endswith("qualifier"))
    if "currency" in columns:
        return wording.money(number, value["currency"], qualifier, upper)
    unit = "percent" if "stake" in columns else ""
    if isinstance(record, Observation):
        unit = record.indicator.unit
    return wording.figure(number, unit, qualifier, upper)
