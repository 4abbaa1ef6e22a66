"""Totals and series of what is published."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from consortium import history
from consortium import totals as sums
from consortium.api.moments import moment_parameters
from consortium.api.snapshots import in_one_snapshot
from consortium.api.v1 import questions
from consortium.api.v1.serializers.series import SeriesSerializer
from consortium.api.v1.serializers.totals import TotalsSerializer
from consortium.api.views import ReadView
from consortium.codelists import Stage
from consortium.filters import Fault, Refused
from consortium.filters.moments import MomentParameters
from consortium.models import (
    Claim,
    Funding,
    Indicator,
    Member,
    Milestone,
    Observation,
)

EVERYBODY = AnonymousUser()
"""Totals are of what the public sees, whoever asks."""


class AggregateView(ABC, ReadView):
    """An answer about many records at once, now or in the past."""

    takes_parameters = True
    splits_by = ""
    """The parameter to blame for too many groups."""

    def get(self, request: Request) -> Response:
        """Answer as of the moment that the query names."""
        moment = moment_parameters(request, beside=request.query_params)
        with history.as_of(None if moment.faults else moment.read["as_of"]):
            try:
                return Response(self.answer(request, moment))
            except sums.TooManyGroups:
                raise Refused([_too_many(self.splits_by)]) from None

    @abstractmethod
    def answer(self, request: Request, moment: MomentParameters) -> Any:
        """The body; ``moment`` is checked with the other parameters."""


def _too_many(parameter: str) -> Fault:
    detail = _("There are too many groups for one answer: narrow the question.")
    return Fault(parameter, "too_many_groups", detail)


def _refuse(faults: list[Fault]) -> None:
    """Refuse the query if anything is wrong with it."""
    if faults:
        raise Refused(faults)


def _given(read: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: read[name] for name in names if read[name] is not None}


def _cancelled(read: Mapping[str, Any]) -> bool:
    return Stage.CANCELLED in (read["stage"] or ())


class TotalsView(AggregateView):
    """Sums of money that are safe to add up."""

    splits_by = "group_by"

    @extend_schema(
        operation_id="totals_retrieve",
        tags=["totals"],
        responses=TotalsSerializer,
        parameters=questions.described(questions.TotalsQuestion, MomentParameters),
    )
    @in_one_snapshot
    def get(self, request: Request) -> Response:
        """Add up published funding, split and converted as asked."""
        return super().get(request)

    def answer(self, request: Request, moment: MomentParameters) -> Any:
        asked = questions.TotalsQuestion(
            request.query_params,
            Funding.objects.published(),
            user=EVERYBODY,
            beside=moment.filters,
        )
        _refuse([*asked.faults, *moment.misread()])
        read = asked.read
        found = sums.totals(
            asked.qs,
            cancelled=_cancelled(read),
            narrowed=asked.narrowed,
            **_given(read, "group_by", "time", "convert_to", "rate_date"),
        )
        return TotalsSerializer(found).data


class SeriesView(AggregateView):
    """What came when."""

    splits_by = "interval"

    @extend_schema(
        operation_id="series_retrieve",
        tags=["series"],
        responses=SeriesSerializer,
        parameters=questions.described(
            questions.SeriesQuestion,
            *questions.QUESTIONS.values(),
            questions.ObservationQuestion,
            MomentParameters,
        ),
    )
    @in_one_snapshot
    def get(self, request: Request) -> Response:
        """Read money, members, claims, milestones or an indicator by interval."""
        return super().get(request)

    def answer(self, request: Request, moment: MomentParameters) -> Any:
        query = request.query_params
        how = questions.SeriesQuestion(
            query, Indicator.objects.none(), user=EVERYBODY, beside=query
        )
        measure = how.subject
        if measure is None:
            raise Refused([*how.faults, *moment.misread()])
        filters, rows = _rows(measure)
        beside = [*how.filters, *moment.filters]
        asked = filters(query, rows, user=EVERYBODY, beside=beside)
        _refuse([*asked.unknown(), *how.faults, *asked.misread(), *moment.misread()])
        said = {"interval": "year", "mode": "flow", **_given(how.read, *how.filters)}
        if isinstance(measure, Indicator) and said["mode"] != "flow":
            detail = _("Values of an indicator are never added up: leave mode out.")
            _refuse([Fault("mode", "not_for_indicators", detail)])
        series = _series(measure, asked, said)
        said["measure"] = query.get("measure", "funding")
        return SeriesSerializer(series, context=said).data


def _rows(measure: str | Indicator) -> tuple[Any, Any]:
    """The filters of a measure, and the rows that everybody may see."""
    if isinstance(measure, Indicator):
        observations = Observation.objects.published().filter(indicator=measure)
        return questions.ObservationQuestion, observations
    models: Mapping[str, Any] = {
        "funding": Funding,
        "members": Member,
        "claims": Claim,
        "milestones": Milestone,
    }
    return questions.QUESTIONS[measure], models[measure].objects.published()


def _series(
    measure: str | Indicator, asked: Any, said: Mapping[str, Any]
) -> sums.Series:
    rows, read = asked.qs, asked.read
    how = {name: said[name] for name in ("interval", "mode")}
    match measure:
        case "funding":
            return sums.funding_series(
                rows,
                cancelled=_cancelled(read),
                narrowed=asked.narrowed,
                **how,
                **_given(read, "time", "convert_to", "rate_date"),
            )
        case "members":
            any_status = read["status"] is not None
            return sums.member_series(rows, any_status=any_status, **how)
        case "claims":
            return sums.claim_series(rows, **how)
        case "milestones":
            return sums.milestone_series(rows, **how)
    return sums.indicator_series(rows, interval=said["interval"])
