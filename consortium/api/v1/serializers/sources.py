"""Sources."""

from consortium.api.v1.serializers.base import STAMPS, RecordSerializer
from consortium.api.v1.serializers.fields import (
    AddressField,
    Named,
    TextField,
    Titled,
)
from consortium.models import Source


class SourceSerializer(RecordSerializer):
    """A publication: one we hold and have read, or one that another only cites."""

    url = AddressField("sources", "slug")
    publisher = Named(read_only=True, allow_null=True)
    web_url = TextField(source="url", read_only=True, allow_null=True)
    origin = Titled(
        read_only=True,
        allow_null=True,
        help_text="The source that it rewrites or syndicates.",
    )

    class Meta:
        model = Source
        fields = [
            "slug",
            "url",
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
            "state",
            *STAMPS,
        ]
        extra_kwargs = {
            "held": {"help_text": "Whether we have read it, or know it from another."}
        }
