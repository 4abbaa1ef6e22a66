"""Organizations."""

from consortium.api.v1.serializers.base import STAMPS, RecordSerializer
from consortium.api.v1.serializers.fields import (
    AddressField,
    Named,
    PublicMoneyField,
)
from consortium.api.v1.serializers.sectors import OrganizationSectorSerializer
from consortium.models import (
    Organization,
    OrganizationIdentifier,
    OrganizationName,
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
    public = PublicMoneyField(
        source="*", read_only=True, help_text="Whether its money is public."
    )
    parent = Named(read_only=True, allow_null=True)
    names = OrganizationNameSerializer(source="shown_names", many=True, read_only=True)
    identifiers = OrganizationIdentifierSerializer(
        source="shown_identifiers", many=True, read_only=True
    )
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

    parts = {"names": "names", "identifiers": "identifiers", "sectors": "sector_links"}
