"""Parameters that ask for something beside rows: how to split, add up or convert."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.filters.dates import DayParameter
from consortium.filters.faults import not_one_of
from consortium.filters.parameters import CodesParameter, Parameter
from consortium.filters.places import currency_codes


class NamesParameter(CodesParameter):
    """Names out of a few with commas between them, each once, at most ``most``."""

    def __init__(self, names: Iterable[str], *, most: int, **options: Any) -> None:
        super().__init__(lambda: names, **options)
        self.most = most

    def read(self, text: str) -> list[str]:
        given = super().read(text)
        if len(set(given)) < len(given):
            raise ValidationError(_("A name is given twice."), code="repeated")
        if len(given) > self.most:
            raise ValidationError(
                ngettext(
                    "Give at most %(most)s name.",
                    "Give at most %(most)s names.",
                    self.most,
                )
                % {"most": self.most},
                code="too_many",
            )
        return given

    def filter(self, qs: QuerySet, value: list[str] | None) -> QuerySet:
        return qs

    def schema(self) -> dict[str, Any]:
        return super().schema() | {"maxItems": self.most, "uniqueItems": True}


class NameParameter(Parameter):
    """One name out of a few; ``usual`` is meant when none is given."""

    def __init__(self, names: Iterable[str], *, usual: str, **options: Any) -> None:
        super().__init__(**options)
        self.names: Mapping[str, str] = {name: name for name in names}
        self.usual = usual

    def read(self, text: str) -> str:
        if text not in self.names:
            raise ValidationError(not_one_of([text], self.names), code="invalid_choice")
        return text

    def filter(self, qs: QuerySet, value: str | None) -> QuerySet:
        return qs

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.names), "default": self.usual}


class TargetCurrencyParameter(Parameter):
    """The currency to convert into."""

    def read(self, text: str) -> str:
        if text not in currency_codes():
            raise ValidationError(
                not_one_of([text], currency_codes()), code="invalid_choice"
            )
        return text

    def filter(self, qs: QuerySet, value: str | None) -> QuerySet:
        return qs

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[A-Z]{3}$"}


class RateDayParameter(DayParameter):
    """The day whose rates to convert by."""

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        return qs
