"""Organizations, the names they go by and the registers that list them."""

from typing import Any, Self

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from stdnum import isin, lei
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.jp import cn

from consortium.codelists import (
    PUBLIC_KINDS,
    IdentifierScheme,
    Identity,
    NameKind,
    OrganizationKind,
)
from consortium.models.base import Record, known_codes, refuse_circle
from consortium.models.fields import (
    FuzzyDateField,
    WebAddressField,
    earliest_day,
    latest_day,
)
from consortium.models.sectors import Sector
from consortium.models.texts import name_index, text_indexes
from consortium.models.triggers import NoCircle, TakeTurn

CHECK_DIGITS: dict[str, Any] = {
    IdentifierScheme.JP_JCN: cn,
    IdentifierScheme.XI_LEI: lei,
    IdentifierScheme.ISIN: isin,
}


@pghistory.track()
class Organization(Record):
    """A legal person, public body or forum that pays, takes part or reports."""

    claimable = {"name": ("name",), "kind": ("kind",), "parent": ("parent",)}
    settled = ("slug",)

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=250)
    name_ja = models.CharField(_("name in Japanese"), max_length=250, blank=True)
    kind = models.CharField(
        _("kind"),
        choices=OrganizationKind,
        max_length=28,
        help_text=_("IATI organisation type. Whether money is public follows from it."),
    )
    country = CountryField(_("country"), blank=True)
    website = WebAddressField(_("website"))
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("parent"),
        null=True,
        blank=True,
        related_name="subsidiaries",
    )
    identity = models.CharField(
        _("identity"),
        choices=Identity,
        default=Identity.UNMATCHED,
        max_length=12,
        help_text=_("Whether we know which legal person the sources mean."),
    )
    identity_note = models.CharField(
        _("note on the identity"), max_length=500, blank=True
    )
    search_text = models.TextField(
        _("search text"), default="", db_default="", editable=False
    )
    sectors = models.ManyToManyField(
        Sector, through="OrganizationSector", related_name="organizations"
    )

    class Meta(Record.Meta):
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name", "id"]
        permissions = [("merge_organization", "Can merge organizations")]
        constraints = [
            *Record.Meta.constraints,
            *known_codes(kind=OrganizationKind, identity=Identity),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="organization_not_its_own_parent"
            ),
        ]
        indexes = text_indexes("organization", "name", "name_ja")
        triggers = [
            *Record.Meta.triggers,
            NoCircle(parent="parent", law="organization_parent_no_circle"),
            # Named to run before "touch": triggers of one moment go by the alphabet.
            pgtrigger.Trigger(
                name="fold_names",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    NEW.search_text = fold_text(NEW.name, NEW.name_ja, (
                      SELECT string_agg(name, ' ' ORDER BY id)
                      FROM consortium_organizationname
                      WHERE organization_id = NEW.id));
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def named(cls, slug: str) -> Self | None:
        """The organization of this slug; for one that was merged, the one kept."""
        found: Any = super().named(slug)
        while found and (merge := found.merged_into.filter(undone_at=None).first()):
            found = merge.keep
        kept: Self | None = found
        return kept

    @property
    def is_public(self) -> bool:
        return self.kind in PUBLIC_KINDS

    def clean(self) -> None:
        super().clean()
        refuse_circle(self, "parent")


@pghistory.track()
class OrganizationName(models.Model):
    """Another name of an organization, with the time it was in use."""

    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        verbose_name=_("organization"),
        related_name="names",
    )
    name = models.CharField(_("name"), max_length=250)
    language = models.CharField(
        _("language"), max_length=12, blank=True, help_text=_("BCP 47: en, ja.")
    )
    kind = models.CharField(_("kind"), choices=NameKind, max_length=12)
    valid = FuzzyDateField(
        _("in use"), help_text=_("For instance 1942/1983 or 2026-07/.. (since).")
    )
    valid_from = earliest_day("valid")
    valid_to = latest_day("valid")

    class Meta:
        verbose_name = _("name of an organization")
        verbose_name_plural = _("names of organizations")
        ordering = ["organization", "id"]
        constraints = [
            *known_codes(kind=NameKind),
            models.UniqueConstraint(
                fields=["organization", "name", "kind"], name="organizationname_once"
            ),
        ]
        indexes = [name_index("organizationname", "name")]
        triggers = [
            TakeTurn(),
            pgtrigger.Trigger(
                name="fold_into_organization",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    UPDATE consortium_organization SET search_text = ''
                    WHERE id IN (OLD.organization_id, NEW.organization_id);
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class OrganizationIdentifier(models.Model):
    """The number a register knows an organization by."""

    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        verbose_name=_("organization"),
        related_name="identifiers",
    )
    scheme = models.CharField(_("scheme"), choices=IdentifierScheme, max_length=12)
    value = models.CharField(_("value"), max_length=64)

    class Meta:
        verbose_name = _("identifier of an organization")
        verbose_name_plural = _("identifiers of organizations")
        ordering = ["scheme", "value"]
        constraints = [
            *known_codes(scheme=IdentifierScheme),
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="organizationidentifier_once",
                violation_error_message=_(
                    "Another organization already has this identifier."
                ),
            ),
        ]
        triggers = [TakeTurn()]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"

    def clean(self) -> None:
        super().clean()
        if checker := CHECK_DIGITS.get(self.scheme):
            try:
                self.value = checker.validate(self.value)
            except WrongNumber:
                raise ValidationError(
                    {"value": _("This is no valid number: a digit is wrong.")}
                ) from None


@pghistory.track()
class OrganizationSector(models.Model):
    """A sector an organization works in, in the source's own words."""

    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        verbose_name=_("organization"),
        related_name="sector_links",
    )
    sector = models.ForeignKey(
        Sector,
        models.PROTECT,
        verbose_name=_("sector"),
        related_name="organization_links",
    )
    as_written = models.CharField(_("as written"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("sector of an organization")
        verbose_name_plural = _("sectors of organizations")
        ordering = ["organization", "sector"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "sector"], name="organizationsector_once"
            ),
        ]
        triggers = [TakeTurn()]

    def __str__(self) -> str:
        return f"{self.organization} – {self.sector}"
