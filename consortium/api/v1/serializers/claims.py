"""Claims and findings, and what they are about."""

from typing import Any, cast

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from consortium.api.v1.places import RESOURCES
from consortium.api.v1.serializers.base import STAMPS, Reader, RecordSerializer
from consortium.api.v1.serializers.fields import (
    AddressField,
    Composed,
    Context,
    InstantField,
    TextField,
    Titled,
    address,
)
from consortium.disputes import is_choice
from consortium.evidence import Verdict
from consortium.models import FINDING_SUBJECTS, SUBJECTS, Claim, Finding

SECTOR_LINK = "initiative_sector__initiative"
BY_SLUG = ("initiative", "organization", "source", "framework")
"""The arcs whose records have a slug; the others are known by the key in the row."""


class SubjectSerializer(Composed, serializers.Serializer):
    """What a claim or a finding is about: its kind, its slug or its id, its address."""

    type = serializers.ChoiceField(FINDING_SUBJECTS)
    id = serializers.IntegerField(allow_null=True, help_text="Null if it has a slug.")
    slug = serializers.CharField(allow_null=True, help_text="Null if it has none.")
    url = serializers.URLField()

    @property
    def arcs(self) -> tuple[str, ...]:
        """The keys of which one is set: a claim's own source is none of them."""
        is_claim = cast(Any, self.parent).Meta.model is Claim
        return tuple(SUBJECTS) if is_claim else FINDING_SUBJECTS

    @property
    def reads(self) -> tuple[str, ...]:
        slugs = (f"{arc}__slug" for arc in BY_SLUG if arc in self.arcs)
        return (*(f"{arc}_id" for arc in self.arcs), *slugs, f"{SECTOR_LINK}__slug")

    def show(self, context: Context, *values: Any) -> dict[str, Any]:
        said = dict(zip(self.reads, values, strict=True))
        arc = next(arc for arc in self.arcs if said[f"{arc}_id"] is not None)
        slug = said.get(f"{arc}__slug")
        key = None if slug else said[f"{arc}_id"]
        if arc == "initiative_sector":
            found = ("initiatives", said[f"{SECTOR_LINK}__slug"])
        else:
            found = (RESOURCES[Finding._meta.get_field(arc).related_model], slug or key)
        return {"type": arc, "id": key, "slug": slug, "url": address(context, *found)}


@extend_schema_field({"type": "string"})
class PersonField(Composed):
    """A user name, for those who may see every claim; for others it is null."""

    def __init__(self, column: str, **options: Any) -> None:
        super().__init__(source="*", read_only=True, allow_null=True, **options)
        self.column = column

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.column,)

    def show(self, context: Context, *values: Any) -> str | None:
        return values[0] if context["sees"](Claim) else None


@extend_schema_field(
    {
        "type": ["string", "number", "boolean", "array", "object", "null"],
        "items": {},
    }
)
class AnyValueField(serializers.Field):
    """JSON of whatever type the field in question has."""

    def to_representation(self, value: Any) -> Any:
        return value


class ClaimSerializer(RecordSerializer):
    """This source says this about this field of this record."""

    url = AddressField("claims", "pk")
    source = Titled(read_only=True)  # type: ignore[assignment]
    attributed_to = Titled(
        read_only=True,
        allow_null=True,
        help_text="The publication that the source credits.",
    )
    subject = SubjectSerializer(source="*", read_only=True)
    value = AnyValueField(
        read_only=True,
        help_text="What is said of the field: text, number or list for a field of one "
        "column, an object for a figure; null for a statement.",
    )
    conversion_of = serializers.IntegerField(
        source="seen_original",
        read_only=True,
        allow_null=True,
        help_text="Id of the claim of the same source that this restates.",
    )
    recorded_at = InstantField(source="created_at", read_only=True)
    recorded_by = PersonField("recorder", help_text="For staff only.")
    decided_by = PersonField("decider", help_text="For staff only.")
    reason = TextField(
        source="decision_reason",
        read_only=True,
        allow_null=True,
        help_text="Why it was decided so.",
    )
    preferred_reason = TextField(
        source="choice",
        read_only=True,
        allow_null=True,
        help_text="Why a reviewer preferred it to others, at `decided_at`; null for a "
        "claim that nobody had to prefer.",
    )

    class Meta:
        model = Claim
        fields = [
            "id",
            "url",
            "source",
            "attributed_to",
            "subject",
            "field",
            "value",
            "as_reported",
            "statement",
            "statement_ja",
            "quote",
            "locator",
            "language",
            "kind",
            "valid",
            "status",
            "preferred",
            "credibility",
            "conversion_of",
            "recorded_at",
            "recorded_by",
            "decided_at",
            "decided_by",
            "reason",
            "preferred_reason",
            "because",
            *STAMPS,
        ]
        extra_kwargs = {
            "field": {"help_text": "Null for the record as a whole, or a statement."}
        }

    @classmethod
    def shown(cls, rows: QuerySet, user: Reader) -> Any:
        told = Claim.objects.told_to(user)
        original = told.filter(pk=OuterRef("conversion_of")).values("pk")
        return rows.annotate(
            seen_original=Subquery(original),
            recorder=F("recorded_by__username"),
            decider=F("decided_by__username"),
            choice=Case(
                When(is_choice(), preferred=True, then=F("decision_reason")),
                default=Value(""),
            ),
        )


class DecidedClaimSerializer(ClaimSerializer):
    """A claim after a decision."""

    verdict = serializers.ChoiceField(
        [verdict.value for verdict in Verdict],
        allow_null=True,
        help_text="What an accepted claim does to the one that stood; else null.",
    )

    class Meta(ClaimSerializer.Meta):
        fields = [*ClaimSerializer.Meta.fields, "verdict"]


class ProposedSerializer(serializers.Serializer):
    """What was proposed: claims that wait for somebody else's decision."""

    url = serializers.URLField(help_text="The record that they are about.")
    claims = ClaimSerializer(many=True)


class FindingSerializer(RecordSerializer):
    """Something a check found amiss; a person's decision survives every re-run."""

    url = AddressField("findings", "pk")
    subject = SubjectSerializer(source="*", read_only=True)
    details = serializers.DictField(
        read_only=True, help_text="The figures behind it; its keys depend on the code."
    )
    decided_by = PersonField("decider", help_text="For staff only.")

    class Meta:
        model = Finding
        fields = [
            "id",
            "url",
            "code",
            "severity",
            "state",
            "subject",
            "message",
            "message_ja",
            "details",
            "first_seen",
            "last_seen",
            "decided_at",
            "decided_by",
            "reason",
            *STAMPS,
        ]

    @classmethod
    def shown(cls, rows: QuerySet, user: Reader) -> Any:
        return rows.annotate(decider=F("decided_by__username"))
