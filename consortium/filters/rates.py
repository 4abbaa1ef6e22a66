"""How lists of exchange rates narrow."""

from consortium.filters.base import ALWAYS, StrictFilterSet
from consortium.filters.dates import DayBoundParameter, DayParameter
from consortium.filters.places import CurrencyParameter


class ExchangeRateFilter(StrictFilterSet):
    """Reference rates by currency and day."""

    orderings = {"id": "pk", "date": "date", "currency": "currency"} | ALWAYS
    default_ordering = ("-date", "currency")

    currency = CurrencyParameter(help_text="ISO 4217 codes: JPY, USD.")
    base = CurrencyParameter(help_text="The currency that one unit of is meant.")
    date = DayParameter(help_text="The day of the rate; there is none on holidays.")
    date_after = DayBoundParameter("gte", "date", help_text="This day or later.")
    date_before = DayBoundParameter("lte", "date", help_text="This day or earlier.")
