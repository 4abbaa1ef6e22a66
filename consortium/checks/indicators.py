"""Observations that say too little, and shares that cannot be."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from consortium.checks.claims import NOT_REFUSED
from consortium.checks.registry import Flag, check, listed
from consortium.checks.scope import countable_claims, standing
from consortium.codelists import Measure, Severity
from consortium.models import Observation
from consortium.money import bounds, plain

OF_ONE_WHOLE = r"\mshares? of (the )?(world|global|total)\M"
"""In the title of an indicator: the values of countries are parts of one whole."""


@check("observation.incomplete", Severity.INFO, Observation)
def figure_hangs_in_the_air(observations: Any) -> Iterator[Flag]:
    """A value has no place, or neither a period nor an origin."""
    credited = countable_claims().filter(
        NOT_REFUSED, observation=OuterRef("pk"), attributed_to__isnull=False
    )
    rows = observations.annotate(is_credited=Exists(credited))
    nowhere = Q(place="")
    for row in rows.filter(nowhere | Q(period=None, is_credited=False)):
        missing = {
            "place": (row.place == "", _("place")),
            "period": (row.period is None, _("period")),
            "attribution": (not row.is_credited, _("whom the figure is credited to")),
        }
        lacking = {name: word for name, (lacks, word) in missing.items() if lacks}
        yield Flag(
            row,
            _("Not known: %(missing)s."),
            {"missing": list(lacking)},
            words={"missing": listed(list(lacking.values()))},
        )


@check("share.bounds", Severity.ERROR, Observation)
def percentage_is_out_of_bounds(observations: Any) -> Iterator[Flag]:
    """A percentage lies below 0 or above 100."""
    out = Q(value__lt=0) | Q(value__gt=100) | Q(value_high__gt=100)
    for row in observations.filter(out, indicator__measure=Measure.PERCENTAGE):
        yield Flag(
            row,
            _("%(value)s percent is not a share."),
            {"value": plain(row.value if row.value_high is None else row.value_high)},
        )


@check("share.bounds", Severity.ERROR, Observation)
def shares_exceed_the_whole(observations: Any) -> Iterator[Flag]:
    """The shares of countries in one whole add up to more than 100 percent."""
    of_one_whole = standing(Observation).filter(
        indicator__measure=Measure.PERCENTAGE,
        indicator__title__iregex=OF_ONE_WHOLE,
        indicator__in=observations.values("indicator"),
        place__regex="^[A-Z]{2}$",
    )
    wholes: dict[tuple[Any, ...], list[Observation]] = defaultdict(list)
    for row in of_one_whole.order_by("pk"):
        wholes[row.indicator_id, row.kind, row.period].append(row)
    for rows in wholes.values():
        least: dict[str, Decimal] = {}
        for row in rows:
            low = bounds(row.value, row.qualifier, row.value_high).min or Decimal(0)
            least[row.place] = min(low, least.get(row.place, low))
        total = sum(least.values(), Decimal(0))
        if total > 100:
            yield Flag(
                rows[0],
                _("Shares of one whole add up to %(total)s percent or more."),
                {"total": plain(total), "observations": [row.pk for row in rows]},
                key="sum",
            )
