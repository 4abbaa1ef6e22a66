"""Sectors, and the links that other records have to them."""

from rest_framework import serializers

from consortium.api.v1.serializers.base import STAMPS, RecordSerializer
from consortium.api.v1.serializers.fields import AddressField, Named
from consortium.models import (
    FundingPurpose,
    InitiativeSector,
    OrganizationSector,
    Sector,
)


class NamedSector(Named):
    """A sector that another record names."""

    scheme = serializers.CharField()
    code = serializers.CharField()


class SectorSerializer(RecordSerializer):
    """One entry of a classification of economic activity."""

    url = AddressField("sectors", "slug")
    parent = Named(read_only=True, allow_null=True)

    class Meta:
        model = Sector
        fields = ["slug", "url", "scheme", "code", "name", "name_ja", "parent", *STAMPS]


class InitiativeSectorSerializer(RecordSerializer):
    """A sector that an initiative touches, and how; the relations are never merged."""

    sector = NamedSector(read_only=True)

    class Meta:
        model = InitiativeSector
        fields = [
            "id",
            "sector",
            "relation",
            "percentage",
            "as_written",
            "note",
            "state",
            *STAMPS,
        ]


class OrganizationSectorSerializer(RecordSerializer):
    """A sector that an organization works in."""

    sector = NamedSector(read_only=True)

    class Meta:
        model = OrganizationSector
        fields = ["sector", "as_written"]


class FundingPurposeSerializer(RecordSerializer):
    """A sector that a sum is for, with its share where a source gives one."""

    sector = NamedSector(read_only=True)

    class Meta:
        model = FundingPurpose
        fields = ["sector", "percentage", "as_written"]
