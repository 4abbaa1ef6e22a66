"""What somebody said: the evidence that records stand on."""

from collections.abc import Callable
from typing import Any, Self, cast

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import F, Q, TextField
from django.db.models.functions import MD5, Cast
from django.utils.translation import gettext_lazy as _

from consortium.codelists import (
    Because,
    ClaimKind,
    ClaimStatus,
    Credibility,
    EditorialState,
)
from consortium.models.base import (
    Record,
    Versioned,
    exactly_one,
    known_codes,
    may_view,
    unique_if_given,
)
from consortium.models.fields import (
    ExcerptField,
    FuzzyDateField,
    earliest_day,
    latest_day,
)
from consortium.models.frameworks import Alignment
from consortium.models.funding import Funding
from consortium.models.imports import ImportRun
from consortium.models.indicators import Observation
from consortium.models.initiatives import Initiative, InitiativeSector, Milestone
from consortium.models.members import Member
from consortium.models.organizations import Organization
from consortium.models.publication import SubjectIsPublished
from consortium.models.sources import Source
from consortium.models.triggers import ByVerb

SUBJECTS: dict[str, type[Record]] = {
    "initiative": Initiative,
    "organization": Organization,
    "member": Member,
    "funding": Funding,
    "milestone": Milestone,
    "observation": Observation,
    "alignment": Alignment,
    "initiative_sector": InitiativeSector,
}
"""What a claim can be about, under the name of its foreign key."""

FIELD_KINDS = (ClaimKind.FACT, ClaimKind.CONTEXT)
"""The kinds of claim that may stand in a field; the others are statements."""


def arc(
    to: type[models.Model], on_delete: Callable[..., Any] = models.PROTECT
) -> models.ForeignKey:
    """One branch of an exclusive arc; its index is partial and stands in Meta."""
    return models.ForeignKey(
        to,
        on_delete,
        verbose_name=to._meta.verbose_name,
        null=True,
        blank=True,
        related_name="%(class)ss",
        db_index=False,
    )


def belonging_to(initiative: Initiative, rows: models.QuerySet) -> models.QuerySet:
    """The keys of those of ``rows`` whose subject is ``initiative`` or a record of it.

    One look into the index of each arc; the same with OR would read every row.
    """
    every = rows.order_by().values("pk")
    return every.filter(Q(initiative=initiative)).union(
        *(
            every.filter(Q(**{f"{arc}__initiative": initiative}))
            for arc, model in SUBJECTS.items()
            if model not in (Initiative, Organization)
        ),
        all=True,
    )


def arc_indexes(table: str, *arcs: str) -> list[models.Index]:
    return [
        models.Index(
            fields=[name],
            condition=Q(**{f"{name}__isnull": False}),
            name=f"{table}_{name}"[:30],
        )
        for name in arcs
    ]


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims, narrowed by status and by what their readers may see."""

    def told(self) -> Self:
        """Decided claims of public sources; the subjects are for others to judge.

        A claim that credits a source which is not public would look first-hand.
        """
        public = EditorialState.PUBLISHED
        return self.exclude(status=ClaimStatus.PENDING).filter(
            Q(attributed_to=None) | Q(attributed_to__state=public),
            source__state=public,
        )

    def told_to(self, user: User | AnonymousUser) -> Self:
        """What ``user`` may see of the claims on a record that ``user`` sees."""
        return self.all() if may_view(user, self.model) else self.told()

    def published(self) -> Self:
        """What the public sees: what is told of public records."""
        return self.told().filter(SubjectIsPublished(SUBJECTS))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All of them for staff who may view claims, else what is published."""
        return self.all() if may_view(user, self.model) else self.published()

    def about(self, initiative: Initiative) -> Self:
        """The claims on an initiative and on the records that belong to it."""
        return self.filter(pk__in=belonging_to(initiative, Claim.objects.all()))


@pghistory.track()
class Claim(Versioned):
    """This source says this about this field of this record.

    Never edited and never lost: after it is recorded only the decision changes.
    """

    source = models.ForeignKey(
        Source, models.PROTECT, verbose_name=_("source"), related_name="claims_made"
    )
    attributed_to = models.ForeignKey(
        Source,
        models.PROTECT,
        verbose_name=_("attributed to"),
        null=True,
        blank=True,
        related_name="claims_attributed",
        help_text=_("The publication that the source credits, if any."),
    )
    initiative = arc(Initiative)
    organization = arc(Organization)
    member = arc(Member)
    funding = arc(Funding)
    milestone = arc(Milestone)
    observation = arc(Observation)
    alignment = arc(Alignment)
    initiative_sector = arc(InitiativeSector)
    field = models.CharField(
        _("field"),
        max_length=40,
        blank=True,
        help_text=_("Empty for the record as a whole, or a statement about it."),
    )
    value = models.JSONField(_("value"), null=True, blank=True)
    as_reported = models.CharField(
        _("as reported"),
        max_length=250,
        blank=True,
        help_text=_("The figure or phrase as printed."),
    )
    statement = models.CharField(
        _("statement"),
        max_length=600,
        blank=True,
        help_text=_("What is said, in our own words."),
    )
    statement_ja = models.CharField(
        _("statement in Japanese"), max_length=600, blank=True
    )
    quote = ExcerptField(_("quote"), help_text=_("At most 25 words."))
    locator = models.CharField(
        _("place in the source"),
        max_length=100,
        blank=True,
        help_text=_("¶1, p. 3, headline."),
    )
    language = models.CharField(_("language"), max_length=12, blank=True)
    kind = models.CharField(_("kind"), choices=ClaimKind, max_length=12)
    valid = FuzzyDateField(
        _("valid"), help_text=_("When it is so in the world, as the source says.")
    )
    valid_from = earliest_day("valid")
    valid_to = latest_day("valid")
    conversion_of = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("conversion of"),
        null=True,
        blank=True,
        related_name="conversions",
        help_text=_("The claim of the same source that this restates in a currency."),
    )
    credibility = models.PositiveSmallIntegerField(
        _("credibility"), choices=Credibility, null=True, blank=True
    )
    status = models.CharField(
        _("status"),
        choices=ClaimStatus,
        default=ClaimStatus.PENDING,
        max_length=12,
        editable=False,
    )
    preferred = models.BooleanField(_("preferred"), default=False, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("recorded by"),
        editable=False,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("decided by"),
        null=True,
        editable=False,
        related_name="+",
    )
    decision_reason = models.CharField(
        _("reason of the decision"), max_length=500, blank=True, editable=False
    )
    because = models.CharField(
        _("because"), choices=Because, max_length=20, blank=True, editable=False
    )
    single_handed = models.BooleanField(
        _("one person recorded and decided"), default=False, editable=False
    )
    import_run = models.ForeignKey(
        ImportRun,
        models.PROTECT,
        verbose_name=_("import"),
        null=True,
        editable=False,
        related_name="claims",
    )
    external_id = models.CharField(
        _("external id"), max_length=100, blank=True, editable=False
    )

    objects = ClaimQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["id"]
        constraints = [
            exactly_one("claim", *SUBJECTS),
            unique_if_given("external_id"),
            *known_codes(
                "because",
                kind=ClaimKind,
                status=ClaimStatus,
                because=Because,
                credibility=Credibility,
            ),
            models.CheckConstraint(
                condition=Q(field="", value__isnull=True)
                | (~Q(field="") & Q(value__isnull=False)),
                name="claim_field_has_value",
                violation_error_message=_("A claim on a field needs a value."),
            ),
            models.CheckConstraint(
                condition=Q(preferred=False)
                | (Q(status=ClaimStatus.ACCEPTED, kind__in=FIELD_KINDS) & ~Q(field="")),
                name="claim_preferred_is_accepted_fact",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="claim_decided_paired",
            ),
            models.CheckConstraint(
                condition=Q(status=ClaimStatus.PENDING, decided_at__isnull=True)
                | (~Q(status=ClaimStatus.PENDING) & Q(decided_at__isnull=False)),
                name="claim_decided_dated",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ClaimStatus.DISPUTED, ClaimStatus.REJECTED])
                | ~Q(decision_reason=""),
                name="claim_refusal_reasoned",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | ~Q(decided_by=F("recorded_by"))
                | Q(single_handed=True),
                name="claim_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(conversion_of=F("id")), name="claim_not_its_conversion"
            ),
            models.UniqueConstraint(
                fields=[*SUBJECTS, "field"],
                condition=Q(preferred=True),
                nulls_distinct=False,
                name="claim_preferred_once",
            ),
            models.UniqueConstraint(
                "source",
                "attributed_to",
                *SUBJECTS,
                "field",
                MD5(Cast("value", TextField())),
                MD5("statement"),
                condition=~Q(status=ClaimStatus.REJECTED),
                nulls_distinct=False,
                name="claim_once",
                violation_error_message=_("This source's claim is already recorded."),
            ),
        ]
        indexes = arc_indexes("claim", *SUBJECTS)
        permissions = [("decide_claim", "Can decide on claims")]
        triggers = [
            *Versioned.Meta.triggers,
            ByVerb("status", "preferred", "decision_reason", "because"),
            pgtrigger.ReadOnly(
                name="never_edited",
                exclude=[
                    "status",
                    "preferred",
                    "credibility",
                    "decided_at",
                    "decided_by",
                    "decision_reason",
                    "because",
                    "single_handed",
                    "version",
                    "updated_at",
                    "valid_from",
                    "valid_to",
                ],
            ),
            pgtrigger.Protect(name="never_lost", operation=pgtrigger.Delete),
        ]

    @property
    def can_stand(self) -> bool:
        """Whether a field may show what it says."""
        is_fact = self.field != "" and self.kind in FIELD_KINDS
        return is_fact and self.conversion_of_id is None

    def __str__(self) -> str:
        return f"{self.subject}: {self.field or self.get_kind_display()}"

    @staticmethod
    def arc_of(record: Record) -> str:
        """The name of the foreign key that leads to a record of this kind."""
        return next(name for name, kind in SUBJECTS.items() if kind is type(record))

    @property
    def subject_type(self) -> str:
        """The name of the foreign key that is set."""
        return next(name for name in SUBJECTS if getattr(self, f"{name}_id"))

    @property
    def subject(self) -> Record:
        return cast(Record, getattr(self, self.subject_type))
