"""What may be asked of totals and series: which rows, and how to add them up."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from drf_spectacular.utils import OpenApiParameter

from consortium.api.parameters import describe
from consortium.filters import (
    ClaimFilter,
    FundingFilter,
    MemberFilter,
    MilestoneFilter,
    ObservationFilter,
    StrictFilterSet,
)
from consortium.filters.base import StrictParameters
from consortium.filters.faults import not_one_of
from consortium.filters.naming import SLUG, find
from consortium.filters.parameters import Parameter
from consortium.filters.totals import (
    NameParameter,
    NamesParameter,
    RateDayParameter,
    TargetCurrencyParameter,
)
from consortium.models import Indicator
from consortium.totals import (
    GROUPINGS,
    INTERVALS,
    MODES,
    NARROWINGS,
    TIMES,
    Narrowing,
)

TIME = NameParameter(
    TIMES,
    usual="period",
    help_text="Which time of a sum counts: `period`, the time it is for or, where that "
    "is not known, its date; `dated`, its date only.",
)


class FundingQuestion(FundingFilter):
    """Which sums of money make a series, and what to convert them into."""

    ordering: Any = None
    time = TIME
    convert_to = TargetCurrencyParameter(
        help_text="ISO 4217 code of a currency to convert into; `currency` narrows the "
        "sums to those in a currency."
    )
    rate_date = RateDayParameter(
        help_text="The day whose reference rates convert; else the newest there are."
    )

    @property
    def narrowed(self) -> Narrowing | None:
        """What the sums are narrowed by, if by nothing else than totals keep."""
        narrows = FundingFilter.base_filters.keys()
        given = {
            name: value
            for name, value in self.read.items()
            if name in narrows and value is not None
        }
        return given if given.keys() <= NARROWINGS.keys() else None


class TotalsQuestion(FundingQuestion):
    """Which sums of money to add up, how to split them, what to convert them into."""

    group_by = NamesParameter(
        GROUPINGS, most=2, help_text="What to split totals by, one or two names."
    )


class MemberQuestion(MemberFilter):
    """Which memberships make a series."""

    ordering: Any = None


class ClaimQuestion(ClaimFilter):
    """Which claims make a series."""

    ordering: Any = None


class MilestoneQuestion(MilestoneFilter):
    """Which milestones make a series."""

    ordering: Any = None


class ObservationQuestion(ObservationFilter):
    """Which values of an indicator make a series."""

    ordering: Any = None
    indicator: Any = None


QUESTIONS: Mapping[str, type[StrictFilterSet]] = {
    "funding": FundingQuestion,
    "members": MemberQuestion,
    "claims": ClaimQuestion,
    "milestones": MilestoneQuestion,
}
"""The filters of each measure."""


class MeasureParameter(Parameter):
    """What a series is of: one of the measures, or an indicator by its slug."""

    def read(self, text: str) -> str | Indicator:
        if text in QUESTIONS:
            return text
        try:
            indicator: Indicator = find(Indicator, text, AnonymousUser())
        except ValidationError:
            valid = [*QUESTIONS, "…"]
            raise ValidationError(
                not_one_of([text], valid), code="invalid_choice"
            ) from None
        return indicator

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{SLUG.pattern}$", "default": "funding"}


class SeriesQuestion(StrictParameters):
    """What a series is of and how it divides time."""

    measure = MeasureParameter(
        help_text="`funding`, `members`, `claims`, `milestones`, or the slug of an "
        "indicator; each has the filters of its own list."
    )
    interval = NameParameter(
        INTERVALS, usual="year", help_text="What time is divided into."
    )
    mode = NameParameter(
        MODES,
        usual="flow",
        help_text="`flow`: what came in each interval; `cumulative`: all that had come "
        "by its end. Values of indicators are never added up.",
    )

    @property
    def subject(self) -> str | Indicator | None:
        """What the series is of; ``None`` if that is not understood."""
        if any(fault.parameter == "measure" for fault in self.misread()):
            return None
        self.form.is_valid()
        given: str | Indicator | None = self.form.cleaned_data["measure"]
        return given or "funding"


def described(*questions: type[StrictParameters]) -> list[OpenApiParameter]:
    """The parameters of all ``questions`` for the OpenAPI document, each name once.

    One that several take with different values is described by all it can be.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for question in questions:
        for parameter in describe(question):
            known = found.setdefault(parameter["name"], [])
            if parameter not in known:
                known.append(parameter)
    return [_merged(name, found[name]) for name in sorted(found)]


def _merged(name: str, meanings: list[dict[str, Any]]) -> OpenApiParameter:
    first = meanings[0]
    schemas = {str(one["schema"]): one["schema"] for one in meanings}.values()
    texts = dict.fromkeys(one["description"] for one in meanings)
    return OpenApiParameter(
        name,
        first["schema"] if len(schemas) == 1 else {"anyOf": [*schemas]},
        required=first["required"],
        description=" / ".join(texts),
        style=first.get("style"),
        explode=first.get("explode"),
    )
