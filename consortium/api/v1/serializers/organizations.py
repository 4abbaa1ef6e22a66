"""Organizations."""

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from consortium.api.v1.serializers.base import STAMPS, Reader, RecordSerializer
from consortium.api.v1.serializers.fields import AddressField, Named
from consortium.api.v1.serializers.sectors import OrganizationSectorSerializer
from consortium.models import (
    Organization,
    OrganizationIdentifier,
    OrganizationName,
    OrganizationSector,
)


class OrganizationNameSerializer(RecordSerializer):
    """Another name of an organization, with the time it was in use."""

    class Meta:
        model = OrganizationName
        fields = ["name", "language", "kind", "valid"]


class OrganizationIdentifierSerializer(RecordSerializer):
    """The number that a register knows an organization by."""

    class Meta:
        model = OrganizationIdentifier
        fields = ["scheme", "value"]


class OrganizationSerializer(RecordSerializer):
    """A legal person, public body or forum."""

    url = AddressField("organizations", "slug")
    public = serializers.BooleanField(
        source="is_public", read_only=True, help_text="Whether its money is public."
    )
    parent = Named(read_only=True, allow_null=True)
    names = OrganizationNameSerializer(many=True, read_only=True)
    identifiers = OrganizationIdentifierSerializer(many=True, read_only=True)
    sectors = OrganizationSectorSerializer(
        source="shown_sectors", many=True, read_only=True
    )

    class Meta:
        model = Organization
        fields = [
            "slug",
            "url",
            "name",
            "name_ja",
            "kind",
            "public",
            "country",
            "website",
            "parent",
            "identity",
            "identity_note",
            "names",
            "identifiers",
            "sectors",
            "state",
            *STAMPS,
        ]

    @classmethod
    def rows(cls, user: Reader) -> QuerySet[Organization]:
        links = OrganizationSector.objects.select_related("sector")
        return (
            Organization.objects.visible_to(user)
            .select_related("parent")
            .prefetch_related("names", "identifiers")
            .prefetch_related(Prefetch("sector_links", links, to_attr="shown_sectors"))
        )
