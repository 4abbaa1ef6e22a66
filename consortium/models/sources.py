"""Where we read things."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consortium.codelists import Reliability, SourceKind
from consortium.models.base import Record, known_codes, refuse_circle
from consortium.models.fields import (
    FuzzyDateField,
    WebAddressField,
    earliest_day,
    folded_text,
    latest_day,
)
from consortium.models.organizations import Organization
from consortium.models.texts import text_indexes
from consortium.models.triggers import NoCircle


@pghistory.track()
class Source(Record):
    """A publication: one we hold and have read, or one that another only cites."""

    settled = ("slug",)

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    title = models.CharField(_("title"), max_length=300)
    title_ja = models.CharField(_("title in Japanese"), max_length=300, blank=True)
    publisher = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name=_("publisher"),
        null=True,
        blank=True,
        related_name="publications",
    )
    kind = models.CharField(_("kind"), choices=SourceKind, max_length=20)
    url = WebAddressField(_("address"))
    archive_url = WebAddressField(_("archived copy"))
    language = models.CharField(
        _("language"), max_length=12, blank=True, help_text=_("BCP 47: en, ja.")
    )
    published = FuzzyDateField(_("published"))
    published_from = earliest_day("published")
    published_to = latest_day("published")
    accessed_on = models.DateField(_("accessed on"), null=True, blank=True)
    origin = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("rewritten or syndicated from"),
        null=True,
        blank=True,
        related_name="copies",
        help_text=_("Copies of one text do not confirm each other."),
    )
    reliability = models.CharField(
        _("reliability"),
        choices=Reliability,
        default=Reliability.F,
        max_length=1,
        help_text=_("Admiralty code, A to F."),
    )
    held = models.BooleanField(
        _("we hold it"),
        default=True,
        help_text=_(
            "Off for a publication that a source credits but we have not read."
        ),
    )
    text = models.TextField(
        _("private copy of the text"),
        blank=True,
        help_text=_("Never shown to the public; only short excerpts are."),
    )
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, blank=True)
    search_text = folded_text("title", "title_ja")

    class Meta(Record.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = [F("published_from").desc(nulls_last=True), "id"]
        constraints = [
            *Record.Meta.constraints,
            *known_codes(kind=SourceKind, reliability=Reliability),
            models.CheckConstraint(
                condition=Q(text_sha256="") | Q(text_sha256__regex=r"^[0-9a-f]{64}$"),
                name="source_sha256_shape",
            ),
            models.CheckConstraint(
                condition=Q(held=True) | Q(text="", accessed_on__isnull=True),
                name="source_text_of_held",
                violation_error_message=_(
                    "A source that we do not hold has no text and no day of access."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(origin=F("id")), name="source_not_its_own_origin"
            ),
        ]
        indexes = text_indexes("source", "title", "title_ja")
        triggers = [
            *Record.Meta.triggers,
            NoCircle(parent="origin", law="source_origin_no_circle"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        refuse_circle(self, "origin")
