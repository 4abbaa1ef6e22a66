"""The small shapes that records are made of: figures, dates, codes, names."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, partial, reduce
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Choices, Model
from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

from consortium import money
from consortium.codelists import PUBLIC_KINDS, ClaimStatus, EditorialState
from consortium.models import Record
from consortium.models.base import may_view
from consortium.periods import FuzzyDate

Context = Mapping[str, Any]
"""Who reads, and where: see ``context_of``."""


def context_of(
    user: User | AnonymousUser, root: str, as_of: datetime.datetime | None = None
) -> dict[str, Any]:
    """What an answer depends on: who reads, the kinds of which they see all, the root
    of its addresses, the instant that is read.
    """
    sees = cache(partial(may_view, user))
    return {"user": user, "sees": sees, "root": root, "as_of": as_of}


DIGITS = {"type": "string", "format": "decimal", "pattern": r"^-?\d+(\.\d+)?$"}


@extend_schema_field(DIGITS)
class DecimalField(serializers.Field):
    """An exact figure: digits as text, without exponent or trailing zeros."""

    def to_representation(self, value: Decimal) -> str | None:
        return money.plain(value)


class TextField(serializers.CharField):
    """A text; an empty one is not known."""

    def to_representation(self, value: Any) -> Any:
        return str(value) or None


@extend_schema_field(DIGITS)
class DigitsField(TextField):
    """An exact figure that is text already."""


class CodeField(serializers.Field):
    """A code of a code list; an empty one is not known."""

    def __init__(self, codes: type[Choices], **options: Any) -> None:
        super().__init__(**options)
        self.codes = codes

    def to_representation(self, value: Any) -> str | int | None:
        return None if value == "" else value


@extend_schema_field({"type": "string", "pattern": "^[A-Z]{2}$"})
class CountryField(serializers.Field):
    """An ISO 3166-1 code."""

    def to_representation(self, value: Any) -> str | None:
        return str(value) or None


class InstantField(serializers.DateTimeField):
    """An instant, in UTC whatever the zone of the server."""

    def __init__(self, **options: Any) -> None:
        super().__init__(default_timezone=datetime.UTC, **options)

    def to_representation(self, value: datetime.datetime) -> str:
        return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


@extend_schema_field({"type": "string", "format": "edtf"})
class EdtfField(serializers.CharField):
    """The text of a fuzzy date."""


FuzzyDateShape = inline_serializer(
    "FuzzyDate",
    {
        "value": EdtfField(
            help_text="As written: `2026`, `2026-06`, `2026~`, `FY2026`, `2026/2028`."
        ),
        "from": serializers.DateField(
            allow_null=True, help_text="The first day it may mean; null is open."
        ),
        "to": serializers.DateField(
            allow_null=True, help_text="The last day it may mean; null is open."
        ),
        "precision": serializers.ChoiceField(
            [
                "day",
                "month",
                "quarter",
                "half_year",
                "year",
                "fiscal_year",
                "decade",
                "interval",
            ]
        ),
    },
)


@extend_schema_field(FuzzyDateShape)
class FuzzyDateField(serializers.Field):
    """A date as precise as its source, with the days it may mean."""

    def to_representation(self, value: FuzzyDate) -> dict[str, str | None]:
        return {
            "value": value.value,
            "from": value.earliest.isoformat() if value.earliest else None,
            "to": value.latest.isoformat() if value.latest else None,
            "precision": value.precision,
        }


BoundsShape = inline_serializer(
    "Bounds",
    {
        "min": DecimalField(allow_null=True, help_text="Null is open."),
        "max": DecimalField(allow_null=True, help_text="Null is open."),
    },
)


class Composed(serializers.Field):
    """A shape made of several columns.

    ``reads`` names them, from the source of the field on. The first one of a record
    that another one names is never null in a record, so that null means that there is
    none.
    """

    @property
    def reads(self) -> tuple[str, ...]:
        raise NotImplementedError

    def show(self, context: Context, *values: Any) -> Any:
        """What a reader is shown of the columns' ``values``."""
        raise NotImplementedError

    def to_representation(self, instance: Any) -> Any:
        return self.show(self.context, *(_column(instance, p) for p in self.reads))


def _column(instance: Any, path: str) -> Any:
    """The value that a query gives for ``path``."""
    return reduce(
        lambda row, name: None if row is None else getattr(row, name),
        path.split("__"),
        instance,
    )


@extend_schema_field(BoundsShape)
class BoundsField(Composed):
    """The least and the greatest value that a figure with its qualifier allows."""

    def __init__(self, figure: str, high: str, **options: Any) -> None:
        super().__init__(source="*", read_only=True, **options)
        self.figure, self.high = figure, high

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.figure, "qualifier", self.high)

    def show(self, context: Context, *values: Any) -> dict[str, str | None]:
        bounds = money.bounds(*values)
        return {"min": money.plain(bounds.min), "max": money.plain(bounds.max)}


class OfAnother(Composed):
    """What is told of a record that this one names: nothing, if it is hidden."""

    @property
    def another(self) -> type[Model]:
        """What kind of record it is."""
        parent: Any = self.parent
        column = parent.Meta.model._meta.get_field(self.source)
        model: type[Model] = column.related_model
        return model

    @property
    def states(self) -> tuple[str, ...]:
        """The columns that tell whether the public sees it; none if it always does."""
        if not (self.allow_null and issubclass(self.another, Record)):
            return ()
        parents = (f"{path}__state" for path in self.another.stands_on)
        return ("state", *parents)

    def is_hidden(self, context: Context, states: Any) -> bool:
        """Whether the reader may not see the record whose ``states`` these are."""
        public = all(state in (None, EditorialState.PUBLISHED) for state in states)
        return not (public or context["sees"](self.another))


class Named(OfAnother, serializers.Serializer):
    """A record that another one names; one that the reader may not see is null."""

    slug = serializers.CharField()
    name = serializers.CharField()

    @property
    def reads(self) -> tuple[str, ...]:
        return (*self.fields, *self.states)

    def show(self, context: Context, *values: Any) -> dict[str, Any] | None:
        shown = dict(zip(self.fields, values, strict=False))
        hidden = self.is_hidden(context, values[len(shown) :])
        return None if hidden else shown


class Titled(Named):
    """A record with a title that another one names."""

    name = None  # type: ignore[assignment]
    title = serializers.CharField()


@extend_schema_field({"type": "integer"})
class KeyOfVisible(OfAnother):
    """The id of a record without a slug; one that the reader may not see is null."""

    @property
    def reads(self) -> tuple[str, ...]:
        return ("pk", *self.states)

    def show(self, context: Context, *values: Any) -> int | None:
        key, *states = values
        return None if self.is_hidden(context, states) else key


@extend_schema_field({"type": "boolean"})
class PublicMoneyField(OfAnother):
    """Whether an organization, or the one that is named, is a public body."""

    @property
    def reads(self) -> tuple[str, ...]:
        return ("kind", *self.states)

    def show(self, context: Context, *values: Any) -> bool | None:
        kind, *states = values
        return None if self.is_hidden(context, states) else kind in PUBLIC_KINDS


@extend_schema_field({"type": "string", "format": "uri"})
class AddressField(Composed):
    """Where the record itself is found."""

    def __init__(self, resource: str, key: str, **options: Any) -> None:
        super().__init__(source="*", read_only=True, **options)
        self.resource, self.key = resource, key

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.key,)

    def show(self, context: Context, *values: Any) -> str:
        return address(context, self.resource, *values)


def address(context: Context, resource: str, key: Any) -> str:
    """The address of one record of a resource."""
    return f"{context['root']}{resource}/{key}/"


ClaimCountsShape = inline_serializer(
    "ClaimCounts",
    {status.value: serializers.IntegerField(min_value=0) for status in ClaimStatus},
)


NO_CLAIMS = dict.fromkeys(ClaimStatus.values, 0)


@extend_schema_field(ClaimCountsShape)
class ClaimCountsField(serializers.Field):
    """How many claims there are of each status, given the status of each claim."""

    def to_representation(self, value: list[str]) -> dict[str, int]:
        return claim_counts(value)


def claim_counts(statuses: Iterable[str]) -> dict[str, int]:
    """How many claims there are of each status."""
    return {**NO_CLAIMS, **Counter(statuses)}
