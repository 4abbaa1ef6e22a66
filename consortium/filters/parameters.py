"""Query parameters: how each is read, what it narrows and how it is described."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Literal

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Choices, Q, QuerySet
from django.db.models.enums import ChoicesType
from django.utils.translation import gettext as _

from consortium.filters.faults import not_one_of

DIGITS = re.compile(r"\d{1,24}(\.\d{1,4})?", re.ASCII)


class ParameterField(forms.CharField):
    """The text of a parameter, read by the parameter that it belongs to."""

    def __init__(self, *, read: Callable[[str], Any], **options: Any) -> None:
        super().__init__(strip=False, **options)
        self.read = read

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.read(text) if text else None


class Parameter(django_filters.Filter):
    """A parameter of free text; others read theirs and narrow by what they read.

    The column is called like the parameter unless one is given. ``method`` names a
    method of the filter set that narrows instead. Without one that is ``needed`` there
    is no answer.
    """

    longest = 200

    def __init__(
        self,
        column: str | None = None,
        *,
        help_text: str = "",
        method: Any = None,
        needed: bool = False,
    ) -> None:
        super().__init__(field_name=column, method=method, help_text=help_text)
        self.needed = needed

    @property
    def field(self) -> ParameterField:
        return ParameterField(read=self.read, max_length=self.longest, required=False)

    @property
    def help_text(self) -> str:
        return str(self.extra["help_text"])

    def read(self, text: str) -> Any:
        """The value that ``text`` means; raises ``ValidationError`` if none."""
        return text

    def schema(self) -> dict[str, Any]:
        """The parameter's type, in the words of JSON Schema."""
        return {"type": "string", "minLength": 1, "maxLength": self.longest}


class PatternParameter(Parameter):
    """A text of a known shape."""

    def __init__(self, pattern: str, shape: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pattern, self.shape = re.compile(pattern, re.ASCII), shape

    def read(self, text: str) -> str:
        if self.pattern.fullmatch(text):
            return text
        raise ValidationError(
            _("“%(text)s” is no %(shape)s.") % {"text": text, "shape": self.shape},
            code="invalid",
        )

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.pattern.pattern}$"}


class CodesParameter(Parameter):
    """One code of a list, or several with commas between them: any of them fits.

    A list too long to print is given as a function, with the pattern of its codes.
    """

    longest = 2000

    def __init__(
        self,
        codes: type[Choices] | Callable[[], Iterable[str]],
        *args: Any,
        pattern: str = "",
        lookup: Literal["in", "overlap"] = "in",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.codes, self.pattern, self.lookup = codes, pattern, lookup

    def valid(self) -> list[str]:
        if isinstance(self.codes, ChoicesType):
            return [str(value) for value in self.codes.values]
        return list(self.codes())

    def read(self, text: str) -> list[str]:
        given, valid = text.split(","), self.valid()
        if wrong := [code for code in given if code not in valid]:
            raise ValidationError(not_one_of(wrong, valid), code="invalid_choice")
        return given

    def filter(self, qs: QuerySet, value: list[str] | None) -> QuerySet:
        if value is None:
            return qs
        return qs.filter(**{f"{self.field_name}__{self.lookup}": value})

    def schema(self) -> dict[str, Any]:
        item: dict[str, Any] = {"type": "string"}
        item |= {"pattern": self.pattern} if self.pattern else {"enum": self.valid()}
        return {"type": "array", "items": item, "minItems": 1}


class WordParameter(Parameter):
    """One word of a few, each with what it means."""

    words: ClassVar[Mapping[str, Any]] = {}

    def read(self, text: str) -> Any:
        if text not in self.words:
            raise ValidationError(not_one_of([text], self.words), code="invalid_choice")
        return self.words[text]

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.words)}


class BooleanParameter(WordParameter):
    """``true`` or ``false``, in these words."""

    words = {"true": True, "false": False}

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class AmountParameter(Parameter):
    """A bound of a figure; ``fits`` says how the columns relate to it."""

    def __init__(self, *fits: str, **options: Any) -> None:
        super().__init__(**options)
        self.fits = fits

    def read(self, text: str) -> Decimal:
        if DIGITS.fullmatch(text):
            return Decimal(text)
        raise ValidationError(
            _("“%(text)s” is no amount: write digits only, as in 1000000 or 0.5.")
            % {"text": text},
            code="invalid",
        )

    def filter(self, qs: QuerySet, value: Decimal | None) -> QuerySet:
        if value is None:
            return qs
        bound = Q()
        for lookup in self.fits:
            bound |= Q(**{lookup: value})
        return qs.filter(bound)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{DIGITS.pattern}$"}
