"""Frameworks, and who is said to follow them."""

from typing import Any

from django_countries.fields import Country
from rest_framework import serializers

from consortium.api.v1.serializers.base import STAMPS, RecordSerializer
from consortium.api.v1.serializers.fields import (
    AddressField,
    Composed,
    Context,
    CountryField,
    Named,
    TextField,
)
from consortium.models import Alignment, Framework


class FrameworkSerializer(RecordSerializer):
    """A governance standard, guideline or process."""

    url = AddressField("frameworks", "slug")
    owner = Named(read_only=True, allow_null=True)
    web_url = TextField(source="url", read_only=True, allow_null=True)

    class Meta:
        model = Framework
        fields = [
            "slug",
            "url",
            "name",
            "name_ja",
            "owner",
            "identifier",
            "identity_known",
            "web_url",
            "state",
            *STAMPS,
        ]
        extra_kwargs = {
            "identifier": {"help_text": "The document's number, if a source names it."}
        }


class PartySerializer(Composed, serializers.Serializer):
    """Who is aligned: an initiative by slug and name, or a country by code and name."""

    type = serializers.ChoiceField(["initiative", "country"])
    slug = serializers.CharField(allow_null=True)
    code = CountryField(allow_null=True)
    name = serializers.CharField(help_text="A country's in the language asked for.")

    @property
    def reads(self) -> tuple[str, ...]:
        return ("initiative__slug", "initiative__name", "country")

    def show(self, context: Context, *values: Any) -> dict[str, Any]:
        slug, name, code = values
        if slug is not None:
            return {"type": "initiative", "slug": slug, "code": None, "name": name}
        country = Country(str(code))
        return {
            "type": "country",
            "slug": None,
            "code": country.code,
            "name": str(country.name),
        }


class AlignmentSerializer(RecordSerializer):
    """How an initiative, or a country, is said to relate to a framework."""

    url = AddressField("alignments", "pk")
    framework = Named(read_only=True)
    party = PartySerializer(source="*", read_only=True)

    class Meta:
        model = Alignment
        fields = ["id", "url", "framework", "party", "relation", "state", *STAMPS]
