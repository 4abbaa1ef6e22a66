"""Merges of organizations."""

from django.db.models import F, QuerySet

from consortium.api.v1.serializers.base import STAMPS, Reader, RecordSerializer
from consortium.api.v1.serializers.claims import PersonField
from consortium.api.v1.serializers.fields import AddressField, Named
from consortium.models import OrganizationMerge
from consortium.models.base import may_view


class MergeSerializer(RecordSerializer):
    """One organization stands for another, until somebody undoes it."""

    url = AddressField("organization-merges", "pk")
    keep = Named(read_only=True)
    absorbed = Named(read_only=True)
    merged_by = PersonField(source="merger", read_only=True, allow_null=True)
    undone_by = PersonField(source="undoer", read_only=True, allow_null=True)

    class Meta:
        model = OrganizationMerge
        fields = [
            "id",
            "url",
            "keep",
            "absorbed",
            "reason",
            "merged_at",
            "merged_by",
            "undone_at",
            "undone_by",
            "undone_reason",
            *STAMPS,
        ]

    @classmethod
    def rows(cls, user: Reader) -> QuerySet[OrganizationMerge]:
        merges = OrganizationMerge.objects.select_related("keep", "absorbed")
        if not may_view(user, OrganizationMerge):
            merges = merges.none()
        return merges.annotate(
            merger=F("merged_by__username"), undoer=F("undone_by__username")
        )
