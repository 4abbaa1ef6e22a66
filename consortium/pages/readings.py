"""What a claim says, in the words of the field it speaks of."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django_countries import countries
from django_countries.fields import CountryField

from consortium.codelists import MemberRole, Qualifier, Region
from consortium.models import Claim, Observation, Record
from consortium.models.fields import FuzzyDateField
from consortium.pages.dossiers import if_public
from consortium.periods import parse
from consortium.wording import figure, fuzzy_date, in_reader_language, money

FIGURES = {"amount": "", "value": "", "stake": "percent", "reported_member_count": ""}
"""The columns that hold a figure, with the unit each is given in."""


UNREADABLE = (
    ArithmeticError,
    FieldDoesNotExist,
    LookupError,
    TypeError,
    ValueError,
)


def reading(claim: Claim, record: Record) -> str:
    """The value of ``claim`` on ``record``; empty when it cannot be read as one."""
    try:
        if isinstance(claim.value, dict):
            return _figure(claim.value, record)
        if isinstance(claim.value, list):
            return ", ".join(str(MemberRole(role).label) for role in claim.value)
        return _single(claim.value, claim.field, record)
    except UNREADABLE:
        return ""


def field_label(model: type[models.Model] | models.Model, name: str) -> str:
    """The name of a field in the reader's language."""
    named = {field.name: field for field in model._meta.fields}
    return str(named[name].verbose_name) if name in named else name


def place_name(code: str) -> str:
    """A country or a region of the world in the reader's language."""
    if code in Region.values:
        return str(Region(code).label)
    return str(countries.name(code))


def _figure(value: dict[str, Any], record: Record) -> str:
    name = next((name for name in FIGURES if name in value), "")
    high = value.get(f"{name}_high")
    qualifier = value.get("qualifier") or value.get(f"{name}_qualifier") or ""
    bounds = Decimal(value[name]), None if high is None else Decimal(high)
    if name == "amount":
        text = money(bounds[0], value["currency"], qualifier, bounds[1])
    else:
        unit = FIGURES[name]
        if isinstance(record, Observation):
            unit = record.indicator.unit
        text = figure(bounds[0], unit, qualifier, bounds[1])
    if qualifier == Qualifier.UNSPECIFIED:
        return f"{text} ({Qualifier.UNSPECIFIED.label})"
    return text


def _single(value: Any, name: str, record: Record) -> str:
    column = record._meta.get_field(name)
    if name == "place":
        return place_name(value)
    if isinstance(column, CountryField):
        return str(countries.name(value))
    if isinstance(column, FuzzyDateField):
        return fuzzy_date(parse(value))
    if isinstance(column, models.ForeignKey):
        named = if_public(getattr(record, name))
        if named and named.slug == value:
            return in_reader_language(named, "name").text
        return str(value)
    choices: dict[Any, Any] = dict(getattr(column, "flatchoices", ()))
    return str(choices.get(value, value))
