"""Milestones."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from rest_framework import serializers

from consortium.api.v1.serializers.base import STAMPS, Reader, RecordSerializer
from consortium.api.v1.serializers.fields import AddressField, Named
from consortium.models import Milestone, MilestoneDependency


class MilestoneSerializer(RecordSerializer):
    """Something an initiative is to reach by a date."""

    url = AddressField("milestones", "pk")
    initiative = Named(read_only=True)
    depends_on = serializers.ListField(
        child=serializers.IntegerField(),
        source="needed",
        read_only=True,
        help_text="Ids of the milestones to be met before.",
    )

    class Meta:
        model = Milestone
        fields = [
            "id",
            "url",
            "initiative",
            "title",
            "title_ja",
            "kind",
            "status",
            "planned",
            "forecast",
            "achieved",
            "depends_on",
            "state",
            *STAMPS,
        ]

    @classmethod
    def shown(cls, rows: QuerySet, user: Reader) -> Any:
        needed = MilestoneDependency.objects.filter(
            milestone=OuterRef("pk"), depends_on__in=cls.seen(user)
        ).order_by("depends_on")
        return rows.annotate(needed=ArraySubquery(needed.values("depends_on")))
