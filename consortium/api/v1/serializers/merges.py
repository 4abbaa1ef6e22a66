"""Merges of organizations."""

from typing import Any

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
    merged_by = PersonField("merger")
    undone_by = PersonField("undoer")

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
    def seen(cls, user: Reader) -> QuerySet:
        rows = super().seen(user)
        return rows if may_view(user, OrganizationMerge) else rows.none()

    @classmethod
    def shown(cls, rows: QuerySet, user: Reader) -> Any:
        return rows.annotate(
            merger=F("merged_by__username"), undoer=F("undone_by__username")
        )
