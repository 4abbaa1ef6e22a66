"""Reference rates between currencies."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from consortium.admin.conflicts import SeenForm
from consortium.admin.screens import Screen
from consortium.admin.search import folded
from consortium.models import ExchangeRate
from consortium.money import plain


@admin.display(description=_("rate"), ordering="rate")
def rate(row: ExchangeRate) -> str:
    """What one unit of the base bought, without trailing zeros."""
    return f"1 {row.base} = {plain(row.rate)} {row.currency}"


@admin.register(ExchangeRate)
class ExchangeRateAdmin(Screen):
    """A rate of one day."""

    form = SeenForm
    about = _(
        "How many units of a currency one unit of the base bought on a day. The "
        "European Central Bank's are loaded; others can be added with their origin."
    )
    list_display = (rate, "date", "origin")
    list_filter = (
        ("currency", admin.AllValuesFieldListFilter),
        ("origin", admin.AllValuesFieldListFilter),
    )
    date_hierarchy = "date"
    search_fields = ("currency",)
    show_full_result_count = False
    fields = (("base", "currency"), "date", "rate", "origin")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """The rates of one currency: its code as it stands, for the index to serve."""
        code = folded(search_term).upper()
        return (queryset.filter(currency=code) if code else queryset), False
