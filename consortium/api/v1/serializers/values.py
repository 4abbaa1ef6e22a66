"""Which fields of each kind of record a client may write, declared once.

``slug``, what a record belongs to and what it is a part of are settled with the draft;
the state, the version and the instants are nobody's to write.
"""

from functools import cache
from typing import Any, ClassVar, cast

from rest_framework import serializers

from consortium.api.v1.serializers.base import RecordSerializer
from consortium.api.v1.serializers.bodies import Body, ChangeBody, DraftBody
from consortium.api.v1.serializers.frameworks import (
    AlignmentSerializer,
    FrameworkSerializer,
)
from consortium.api.v1.serializers.funding import FundingSerializer
from consortium.api.v1.serializers.indicators import (
    IndicatorSerializer,
    ObservationSerializer,
)
from consortium.api.v1.serializers.initiatives import InitiativeSerializer
from consortium.api.v1.serializers.inputs import input_of
from consortium.api.v1.serializers.members import MemberSerializer
from consortium.api.v1.serializers.milestones import MilestoneSerializer
from consortium.api.v1.serializers.organizations import OrganizationSerializer
from consortium.api.v1.serializers.sources import SourceSerializer
from consortium.models import Initiative, Record


class Values(Body):
    """Values by column, under the names that the API gives the columns.

    ``shown`` is the shape that the record is read in, ``columns`` what of it is
    written, ``renamed`` the columns that are called otherwise there.
    """

    shown: ClassVar[type[RecordSerializer]]
    columns: ClassVar[tuple[str, ...]] = ()
    renamed: ClassVar[dict[str, str]] = {}
    for_drafts: ClassVar[bool] = True

    @classmethod
    def kind(cls) -> type[Record]:
        """What the values are of."""
        meta: Any = cls.shown.Meta
        return cast(type[Record], meta.model)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **self.inputs()}

    @classmethod
    def inputs(cls) -> dict[str, Any]:
        """A field for each name that may be written."""
        meta = cls.kind()._meta
        found = {}
        for name in cls.columns:
            source = cls.renamed.get(name)
            column: Any = meta.get_field(source or name)
            needed = cls.for_drafts and not (column.blank or column.has_default())
            found[name] = input_of(column, required=needed, source=source)
        return found

    @classmethod
    def place_of(cls, column: str) -> str:
        """Where in the values ``column`` is, as a JSON pointer without its slash."""
        names = {source: name for name, source in cls.renamed.items()}
        return names.get(column, column)

    @property
    def shown_only(self) -> set[str]:
        return {*self.shown.Meta.fields} - {*self.fields}


class ReportedMembersValues(Body):
    """The number of members as reported, and what that number counts."""

    columns = {
        "value": "reported_member_count",
        "qualifier": "reported_member_count_qualifier",
        "meaning": "member_count_meaning",
        "meaning_ja": "member_count_meaning_ja",
    }

    def get_fields(self) -> dict[str, Any]:
        found = {}
        for name, source in self.columns.items():
            column = Initiative._meta.get_field(source)
            found[name] = input_of(column, required=False, source=source)
        return found

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return super().run_validation(
            dict.fromkeys(self.columns) if data is None else data
        )


class InitiativeValues(Values):
    """What is written of an initiative."""

    shown = InitiativeSerializer
    columns = (
        "slug",
        "name",
        "name_ja",
        "name_is_provisional",
        "kind",
        "status",
        "summary",
        "summary_ja",
        "objective",
        "objective_ja",
        "country",
        "part_of",
        "planned_start",
        "planned_end",
        "actual_start",
        "actual_end",
    )
    reported_members = ReportedMembersValues(
        source="*", required=False, allow_null=True
    )

    @classmethod
    def place_of(cls, column: str) -> str:
        for name, source in ReportedMembersValues.columns.items():
            if column == source:
                return f"reported_members/{name}"
        return super().place_of(column)


class OrganizationValues(Values):
    """What is written of an organization."""

    shown = OrganizationSerializer
    columns = (
        "slug",
        "name",
        "name_ja",
        "kind",
        "country",
        "website",
        "parent",
        "identity",
        "identity_note",
    )


class MemberValues(Values):
    """What is written of a member."""

    shown = MemberSerializer
    columns = (
        "initiative",
        "organization",
        "roles",
        "status",
        "joined",
        "left",
        "stake",
        "stake_qualifier",
        "note",
    )


class FundingValues(Values):
    """What is written of a sum of money."""

    shown = FundingSerializer
    columns = (
        "initiative",
        "funder",
        "channel",
        "recipient",
        "recipient_text",
        "stage",
        "instrument",
        "amount",
        "currency",
        "qualifier",
        "amount_high",
        "dated",
        "period",
        "part_of",
        "financed_by",
        "conditions",
    )


class MilestoneValues(Values):
    """What is written of a milestone."""

    shown = MilestoneSerializer
    columns = (
        "initiative",
        "title",
        "title_ja",
        "kind",
        "status",
        "planned",
        "forecast",
        "achieved",
    )


class IndicatorValues(Values):
    """What is written of an indicator."""

    shown = IndicatorSerializer
    columns = ("slug", "title", "title_ja", "unit", "measure", "direction", "scope")


class ObservationValues(Values):
    """What is written of a value of an indicator."""

    shown = ObservationSerializer
    columns = (
        "indicator",
        "initiative",
        "organization",
        "kind",
        "place",
        "value",
        "qualifier",
        "value_high",
        "period",
        "note",
    )


class FrameworkValues(Values):
    """What is written of a framework."""

    shown = FrameworkSerializer
    columns = (
        "slug",
        "name",
        "name_ja",
        "owner",
        "identifier",
        "identity_known",
        "web_url",
    )
    renamed = {"web_url": "url"}


class AlignmentValues(Values):
    """What is written of an alignment: its party is an initiative or a country."""

    shown = AlignmentSerializer
    columns = ("framework", "initiative", "country", "relation")


class SourceValues(Values):
    """What is written of a source."""

    shown = SourceSerializer
    columns = (
        "slug",
        "title",
        "title_ja",
        "publisher",
        "kind",
        "web_url",
        "archive_url",
        "language",
        "published",
        "accessed_on",
        "origin",
        "reliability",
        "held",
    )
    renamed = {"web_url": "url"}


@cache
def draft_of(values: type[Values]) -> type[Body]:
    """The body of a request that makes a record."""
    name = values.__name__.removesuffix("Values")
    return _body(f"{name}Draft", DraftBody, values)


@cache
def change_of(values: type[Values]) -> type[Body]:
    """The body of a request that changes a record: any of its values."""
    name = values.__name__.removesuffix("Values")
    about = {"for_drafts": False, "__doc__": values.__doc__}
    some = type(f"{name}Changes", (values,), about)
    return _body(f"{name}Change", ChangeBody, some)


def _body(name: str, base: type[Body], values: type[Values]) -> type[Body]:
    inside: dict[str, Any] = {"values": values(), "__doc__": base.__doc__}
    if not values.kind().claimable:
        inside["evidence"] = None
    return type(name, (base,), inside)
