"""Totals of money in words: by stage, currency and whose money it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from consortium.codelists import Stage
from consortium.totals import Total
from consortium.wording import money


def purse_name(public: bool | None) -> str:
    """Whose money it is, as far as that is known."""
    if public is None:
        return _("Funder not known")
    return _("Public money") if public else _("Private money")


@dataclass(frozen=True)
class MoneyLine:
    """A total of one stage, one currency and one kind of money."""

    total: Total

    @property
    def stage(self) -> str:
        return str(Stage(self.total.cell.stage).label)

    @property
    def kind(self) -> str:
        """Whose money it is."""
        return purse_name(self.total.cell.public)

    @property
    def words(self) -> str:
        one = self.total.figure
        return money(
            one.amount, self.total.cell.currency, one.qualifier, one.amount_high
        )
