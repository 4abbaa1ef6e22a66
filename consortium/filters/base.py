"""The filter set that takes nothing it does not understand."""

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import django_filters
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db.models import F, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from consortium.filters.dates import InstantParameter
from consortium.filters.faults import Fault, Refused, listed, not_one_of
from consortium.filters.parameters import Parameter

ALWAYS = {"created_at": "created_at", "updated_at": "updated_at"}
"""The orderings that every kind of record has."""


class OrderingParameter(Parameter):
    """Names of orderings with commas between them; a minus sign turns one round."""

    def read(self, text: str) -> list[str]:
        given, valid = text.split(","), self.parent.orderings
        names = [name.removeprefix("-") for name in given]
        if wrong := [name for name in names if name not in valid]:
            raise ValidationError(not_one_of(wrong, valid), code="invalid_choice")
        if len(set(names)) < len(names):
            raise ValidationError(_("An ordering is given twice."), code="repeated")
        return given

    def filter(self, qs: QuerySet, value: list[str] | None) -> Any:
        return self.parent.in_order(qs, value or self.parent.default_ordering)

    def schema(self) -> dict[str, Any]:
        names = {"type": "array", "items": {"type": "string"}, "minItems": 1}
        return names | {"uniqueItems": True}


class StrictParameters(django_filters.FilterSet):
    """Parameters that are all understood, or else refused with all faults at once.

    ``user`` decides which records a query may name; ``beside`` are parameters that
    somebody else reads.
    """

    def __init__(
        self,
        data: MultiValueDict[str, str],
        queryset: QuerySet,
        *,
        user: User | AnonymousUser,
        beside: Iterable[str] = (),
    ) -> None:
        super().__init__(data=data, queryset=queryset)
        self.user, self.beside = user, list(beside)

    @cached_property
    def faults(self) -> list[Fault]:
        """All that is wrong with the query, unknown parameters first."""
        return [*self.unknown(), *self.misread()]

    def unknown(self) -> list[Fault]:
        """The parameters that nobody reads."""
        valid = sorted([*self.filters, *self.beside])
        return [
            Fault(name, "unknown_parameter", _unknown(name, valid))
            for name in self.data
            if name not in valid
        ]

    def misread(self) -> list[Fault]:
        """The faults in the values of our own parameters."""
        return [
            fault
            for name in self.data
            if name in self.filters
            for fault in self._misread(name, self.data.getlist(name))
        ]

    def _misread(self, name: str, given: list[str]) -> list[Fault]:
        if len(given) > 1:
            return [Fault(name, "repeated", _("Give it once, lists with commas."))]
        if given == [""]:
            return [Fault(name, "empty", _("Give it a value, or leave it out."))]
        wrong: list[ValidationError] = self.form.errors.as_data().get(name, [])
        return [
            Fault(name, error.code or "invalid", " ".join(error.messages))
            for error in wrong
        ]

    @property
    def qs(self) -> Any:
        if self.faults:
            raise Refused(self.faults)
        return super().qs

    @property
    def read(self) -> Any:
        """What the parameters mean, by name; ``None`` for those that are not given."""
        if self.faults or not self.form.is_valid():
            raise Refused(self.faults)
        return self.form.cleaned_data


class StrictFilterSet(StrictParameters):
    """Narrows and orders rows by a query that it understands in full.

    ``orderings`` are the columns to order by under the names that a query gives them.
    """

    orderings: ClassVar[Mapping[str, str]] = ALWAYS
    default_ordering: ClassVar[tuple[str, ...]] = ()

    ordering = OrderingParameter(
        help_text="Orderings with commas between them; a minus sign turns one round. "
        "What is not known comes last."
    )
    updated_since = InstantParameter(
        "updated_at", help_text="Only what changed at this instant or later."
    )

    def in_order(self, queryset: QuerySet, names: Iterable[str]) -> QuerySet:
        """``queryset`` in the order of ``names``, the key deciding between equals.

        What is not known comes last, whichever way round.
        """
        given = [(name.removeprefix("-"), name.startswith("-")) for name in names]
        paths = [(self.orderings[name], down) for name, down in given]
        if all(path != "pk" for path, _down in paths):
            paths.append(("pk", False))
        return queryset.order_by(
            *(_order(queryset.model, path, down=down) for path, down in paths)
        )


def _unknown(name: str, valid: list[str]) -> str:
    words = {"name": name, "valid": listed(valid)}
    if close := difflib.get_close_matches(name, valid, n=1):
        words["close"] = close[0]
        return (
            _("There is no “%(name)s”; did you mean “%(close)s”? Valid are %(valid)s.")
            % words
        )
    return _("There is no “%(name)s”. Valid are %(valid)s.") % words


def _order(model: type[Model], path: str, *, down: bool) -> OrderBy:
    last = {"nulls_last": True} if _may_be_null(model, path) else {}
    column = F(path)
    return column.desc(**last) if down else column.asc(**last)


def _may_be_null(model: type[Model], path: str) -> bool:
    null, names = False, path.split("__")
    for name in names:
        field: Any = model._meta.pk if name == "pk" else model._meta.get_field(name)
        null |= field.output_field.null if field.generated else field.null
        model = field.related_model
    return null
