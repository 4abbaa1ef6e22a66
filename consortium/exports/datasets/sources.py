"""Publications that claims come from; their texts are in no file."""

from django.utils.translation import gettext_lazy as _

from consortium.exports.columns import Column, coded, fuzzy, named, own
from consortium.exports.datasets.base import Dataset
from consortium.exports.figures import stamps
from consortium.filters import SourceFilter
from consortium.models import Source

SOURCES = Dataset(
    name="sources",
    title=_("Sources"),
    row=_("One row is one publication, read by us or only cited by another."),
    rows=Source.objects.visible_to,
    filters=SourceFilter,
    key=("slug",),
    columns=(
        *own(Source, "slug", "title", "title_ja"),
        *named(Source, "publisher"),
        *coded(Source, "kind"),
        Column("web_url", "text", _("address"), read="url"),
        *own(Source, "archive_url", "language"),
        *fuzzy(Source, "published"),
        *own(Source, "accessed_on"),
        *named(Source, "origin", shows="title"),
        *coded(Source, "reliability"),
        *own(Source, "held"),
        *stamps(Source),
    ),
)
