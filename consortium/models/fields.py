"""Field types of our own: fuzzy dates, folded search text, figures with a qualifier."""

from typing import Any

from babel.numbers import list_currencies
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from consortium import excerpts, periods
from consortium.codelists import Qualifier

AMOUNT_DIGITS, AMOUNT_PLACES = 28, 4


def quoted(field: models.Field, connection: BaseDatabaseWrapper) -> str:
    """The name of the field's column, as SQL writes it."""
    return connection.ops.quote_name(str(field.column))


class FuzzyDateField(models.Field):
    """A date as precise as its source: ``periods.FuzzyDate`` or ``None``.

    Stored as canonical text. Give each one its two columns of days with
    ``earliest_day`` and ``latest_day``, which ranges and ordering use.
    """

    description = _("Fuzzy date")
    empty_strings_allowed = False
    default_error_messages = {
        "unreadable": _(
            "“%(value)s” is not a date we can read. Write 2026, 2026-06, 2026-06-30, "
            "2026~ (approximate), FY2026 or 令和8年度 (fiscal year), 2026-Q3, 202X, "
            "2026/2028 or ../2030 (until)."
        ),
        "not_a_day": _("“%(value)s” is not a day of the calendar."),
        "year_range": _("“%(value)s”: years go from 1800 to 2200."),
        "reversed": _("“%(value)s” ends before it begins."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("max_length", 24)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "CharField"

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        name = quoted(self, connection)
        return f"{name} IS NULL OR is_fuzzy_date({name})"

    def to_python(self, value: Any) -> periods.FuzzyDate | None:
        if value is None or value == "" or isinstance(value, periods.FuzzyDate):
            return value or None
        try:
            return periods.parse(str(value))
        except periods.NotAFuzzyDate as reason:
            raise ValidationError(
                self.error_messages[reason.code],
                code=reason.code,
                params={"value": value},
            ) from None

    def from_db_value(self, value: str | None, *_: Any) -> periods.FuzzyDate | None:
        return None if value is None else periods.parse(value)

    def get_prep_value(self, value: Any) -> str | None:
        date = self.to_python(super().get_prep_value(value))
        return None if date is None else date.value

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj) or "")

    def value_from_object(self, obj: models.Model) -> Any:
        date = super().value_from_object(obj)
        return None if date is None else str(date)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        options: dict[str, Any] = {
            "max_length": 40,
            "empty_value": None,
            "help_text": self.help_text
            or _("2026, 2026-06, 2026-06-30, 2026~, FY2026, 2026-Q3 or ../2030."),
        }
        return super().formfield(**(options | kwargs))


def earliest_day(source: str) -> models.GeneratedField:
    """The first day that the fuzzy date in column ``source`` may mean."""
    return _day(source, "fuzzy_from")


def latest_day(source: str) -> models.GeneratedField:
    """The last day that the fuzzy date in column ``source`` may mean."""
    return _day(source, "fuzzy_to")


def _day(source: str, function: str) -> models.GeneratedField:
    return models.GeneratedField(
        expression=Func(F(source), function=function),
        output_field=models.DateField(null=True),
        db_persist=True,
    )


def folded_text(*sources: str) -> models.GeneratedField:
    """The text of ``sources`` as search sees it: NFKC, lower case, one space between.

    Full-width digits, half-width kana and ㈱ fold to their usual forms.
    """
    return models.GeneratedField(
        expression=Func(*map(F, sources), function="fold_text"),
        output_field=models.TextField(),
        db_persist=True,
    )


class WebAddressField(models.URLField):
    """An http or https address without user name or password."""

    default_validators = [
        URLValidator(schemes=["http", "https"]),
        RegexValidator(
            r"^[^/]*//[^/?#]*@",
            _("An address with a user name in it is not accepted."),
            inverse_match=True,
        ),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("max_length", 1000)
        super().__init__(*args, **kwargs)

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        name = quoted(self, connection)
        return f"{name} = '' OR {name} ~ '^https?://[^/?#@]+([/?#]|$)'"

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**({"assume_scheme": "https"} | kwargs))


class AmountField(models.DecimalField):
    """An exact figure below 10^24 with four decimals; ``None`` is unknown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_digits": AMOUNT_DIGITS, "decimal_places": AMOUNT_PLACES}
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs


def is_short_enough(text: str) -> None:
    """Refuse an excerpt that is longer than may be shown."""
    if not excerpts.is_quotable(text):
        raise ValidationError(
            _("An excerpt has at most %(limit)s words."),
            params={"limit": excerpts.QUOTE_WORDS},
        )


class ExcerptField(models.CharField):
    """Words quoted from a source: few enough to be shown to anybody."""

    default_validators = [is_short_enough]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        name = quoted(self, connection)
        return f"count_words({name}) <= {excerpts.QUOTE_WORDS}"


def is_currency(code: str) -> None:
    """Refuse what is no ISO 4217 code."""
    if code not in list_currencies():
        raise ValidationError(
            _("“%(code)s” is no ISO 4217 code."), params={"code": code}
        )


class CurrencyField(models.CharField):
    """An ISO 4217 code; empty when there is no figure."""

    default_validators = [is_currency]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": 3}
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", _("ISO 4217: JPY, USD."))
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        name = quoted(self, connection)
        return f"{name} = '' OR {name} ~ '^[A-Z]{{3}}$'"


class QualifierField(models.CharField):
    """How the figure beside it bounds the true one; empty when there is no figure."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": 16, "choices": Qualifier}
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["choices"]
        return name, path, args, kwargs


def figure_laws(
    table: str, name: str, *, qualifier: str, high: str = ""
) -> list[models.CheckConstraint]:
    """The laws of one figure: qualifier and figure together, upper value for between.

    Constraints are named ``<table>_<name>_…``; ``high`` is the column of the upper
    value, empty for a figure that cannot be a range.
    """
    known = Q(**{f"{name}__isnull": False})
    has_word = Q(**{f"{qualifier}__in": Qualifier.values})
    wordless = Q(**{f"{name}__isnull": True, qualifier: ""})
    laws = [
        models.CheckConstraint(
            condition=(known & has_word) | wordless,
            name=f"{table}_{name}_qualified",
            violation_error_message=_(
                "A figure needs a qualifier, and a qualifier needs a figure."
            ),
        )
    ]
    is_range = Q(**{qualifier: Qualifier.BETWEEN})
    if not high:
        return [
            *laws,
            models.CheckConstraint(
                condition=~is_range,
                name=f"{table}_{name}_no_range",
                violation_error_message=_("This figure cannot be a range."),
            ),
        ]
    return [
        *laws,
        models.CheckConstraint(
            condition=(
                is_range & Q(**{f"{high}__isnull": False, f"{high}__gt": F(name)})
            )
            | (~is_range & Q(**{f"{high}__isnull": True})),
            name=f"{table}_{name}_range",
            violation_error_message=_(
                "“Between” needs a greater upper value; no other qualifier has one."
            ),
        ),
    ]
