"""What changed: the feed to follow, and the difference between two instants."""

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.utils.urls import replace_query_param

from consortium import changes, history
from consortium.api.pagination import USUAL, SizeParameter
from consortium.api.snapshots import in_one_snapshot
from consortium.api.v1.differences import differences
from consortium.api.v1.events import event_line, names_of
from consortium.api.v1.places import RESOURCES
from consortium.api.v1.questions import described
from consortium.api.v1.serializers.changes import ChangesSerializer, DiffSerializer
from consortium.api.v1.serializers.fields import context_of
from consortium.api.views import ReadView
from consortium.filters import Fault, Refused
from consortium.filters.base import StrictParameters
from consortium.filters.moments import PastParameter
from consortium.filters.naming import RecordParameter, find
from consortium.filters.parameters import CodesParameter
from consortium.models import Initiative

KINDS = {resource: kind for kind, resource in RESOURCES.items()}


class SinceParameter(PastParameter):
    """A cursor of an earlier answer, or an instant."""

    def read(self, text: str) -> Any:
        try:
            return changes.Place.read(text)
        except ValueError:
            return super().read(text)

    def schema(self) -> dict[str, Any]:
        place = {"type": "string", "pattern": f"^{changes.PLACE}$"}
        return {"anyOf": [place, super().schema()]}


class FeedParameters(StrictParameters):
    """The parameters of the feed."""

    since = SinceParameter(
        help_text="The cursor of an earlier answer, or an instant; without it, the "
        "feed is read from its start."
    )
    resource = CodesParameter(lambda: KINDS, help_text="Changes of these only.")
    page_size = SizeParameter(help_text="Changes of one page.")


class ChangesView(ReadView):
    """What changed, in order: records to fetch again, and records to drop."""

    takes_parameters = True

    @extend_schema(
        operation_id="changes_list",
        tags=["changes"],
        responses=ChangesSerializer,
        parameters=described(FeedParameters),
    )
    @in_one_snapshot
    def get(self, request: Request) -> Response:
        """Read what changed behind a cursor or an instant."""
        asked = _read(FeedParameters, request)
        since = asked["since"]
        options: dict[str, Any] = {"limit": asked["page_size"] or USUAL}
        if isinstance(since, datetime.datetime):
            options["since"] = since
        elif since is not None:
            options["after"] = since
        if asked["resource"]:
            options["kinds"] = [KINDS[resource] for resource in asked["resource"]]
        page = changes.changes(request.user, **options)
        moved = page.changes or page.more
        cursor = str(page.place) if moved else request.query_params.get("since", "0")
        here = request.build_absolute_uri()
        body = {
            "next": replace_query_param(here, "since", cursor),
            "cursor": cursor,
            "more": page.more,
            "results": _lines(page.changes, request),
        }
        return Response(ChangesSerializer(body).data)


def _lines(found: list[changes.Change], request: Request) -> list[dict[str, Any]]:
    root = reverse("root", request=request)
    names = names_of((change.context for change in found), request.user)
    return [
        {
            "cursor": str(change.place),
            "resource": RESOURCES[change.kind],
            "id": None if change.slug else change.key,
            "slug": change.slug,
            "url": f"{root}{RESOURCES[change.kind]}/{change.slug or change.key}/",
            "change": change.change,
            **event_line(change.at, change.context, names, reader=request.user),
        }
        for change in found
    ]


_FilterSet: Any = type(StrictParameters)
DiffParameters: Any = _FilterSet(
    "DiffParameters",
    (StrictParameters,),
    {
        "__doc__": "The parameters of a difference; one is a word of Python.",
        "from": PastParameter(help_text="The earlier instant.", needed=True),
        "to": PastParameter(help_text="The later instant.", needed=True),
        "initiative": RecordParameter(
            Initiative,
            help_text="Slug of the initiative: it and its records.",
            needed=True,
        ),
    },
)


class DiffView(ReadView):
    """What changed between two instants, and why."""

    takes_parameters = True

    @extend_schema(
        operation_id="diff_retrieve",
        tags=["changes"],
        responses=DiffSerializer,
        parameters=described(DiffParameters),
    )
    @in_one_snapshot
    def get(self, request: Request) -> Response:
        """Compare an initiative and its records at two instants."""
        start, end, slug = _instants(request)
        initiative = _initiative(slug, (end, start, None), request.user)
        root = reverse("root", request=request)
        context = context_of(request.user, root)
        body = {
            "from": start,
            "to": end,
            "initiative": slug,
            "results": differences(start, end, initiative, context),
        }
        return Response(DiffSerializer(body, context=context).data)


def _instants(request: Request) -> tuple[Any, Any, str]:
    asked = DiffParameters(
        request.query_params, Initiative.objects.none(), user=AnonymousUser()
    )
    # One that was retracted since is looked for in its time, not now.
    faults = [
        fault
        for fault in asked.faults
        if (fault.parameter, fault.code) != ("initiative", "unknown_record")
    ]
    faults += [
        Fault(name, "required", _("This parameter is needed."))
        for name in DiffParameters.base_filters
        if name not in request.query_params
    ]
    if faults:
        raise Refused(faults)
    start, end = (asked.form.cleaned_data[name] for name in ("from", "to"))
    if end < start:
        detail = _("The later instant comes before the earlier one.")
        raise Refused([Fault("to", "reversed", detail)])
    return start, end, request.query_params["initiative"]


def _initiative(slug: str, moments: Any, user: Any) -> Initiative:
    """The initiative as the reader sees, or saw, it at the first of ``moments``."""
    for moment in moments:
        try:
            with history.as_of(moment):
                found: Initiative = find(Initiative, slug, user)
                return found
        except ValidationError as refusal:
            detail = " ".join(refusal.messages)
    raise Refused([Fault("initiative", "unknown_record", detail)])


def _read(parameters: type[StrictParameters], request: Request) -> Any:
    rows = Initiative.objects.none()
    return parameters(request.query_params, rows, user=AnonymousUser()).read
