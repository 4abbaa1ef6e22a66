"""Parameters of country, place and currency: lists too long to print."""

from collections.abc import Iterable
from typing import Any

from babel.numbers import list_currencies
from django_countries import countries

from consortium.codelists import Region
from consortium.filters.parameters import CodesParameter


def country_codes() -> Iterable[str]:
    return sorted(dict(countries))


def place_codes() -> Iterable[str]:
    return [*country_codes(), *Region.values]


def currency_codes() -> Iterable[str]:
    return sorted(list_currencies())


class CountryParameter(CodesParameter):
    """Countries by ISO 3166-1."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(country_codes, *args, pattern="^[A-Z]{2}$", **options)


class PlaceParameter(CodesParameter):
    """Countries by ISO 3166-1, or regions by UN M49."""

    def __init__(self, *args: Any, **options: Any) -> None:
        pattern = "^([A-Z]{2}|[0-9]{3})$"
        super().__init__(place_codes, *args, pattern=pattern, **options)


class CurrencyParameter(CodesParameter):
    """Currencies by ISO 4217."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(currency_codes, *args, pattern="^[A-Z]{3}$", **options)
