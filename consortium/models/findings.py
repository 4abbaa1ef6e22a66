"""What the data-quality checks found."""

from typing import Self, cast

import pghistory
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from consortium.codelists import FindingState, Severity
from consortium.models.base import (
    Record,
    Versioned,
    exactly_one,
    known_codes,
    may_view,
)
from consortium.models.claims import (
    SUBJECTS,
    Claim,
    arc,
    arc_indexes,
    belonging_to,
)
from consortium.models.frameworks import Alignment, Framework
from consortium.models.funding import Funding
from consortium.models.indicators import Observation
from consortium.models.initiatives import Initiative, InitiativeSector, Milestone
from consortium.models.members import Member
from consortium.models.organizations import Organization
from consortium.models.publication import SubjectIsPublished
from consortium.models.sources import Source

FINDING_SUBJECTS = (*SUBJECTS, "source", "framework", "claim")


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings, narrowed by what their readers may see."""

    def published(self) -> Self:
        """What the public sees: findings about what is public.

        What was settled while its subject was hidden may name what is hidden still, and
        stays with staff.
        """
        records: dict[str, type[Record]] = {
            **SUBJECTS,
            "source": Source,
            "framework": Framework,
        }
        seen = OuterRef("last_seen")
        claims = Claim.objects.published().filter(pk=OuterRef("claim_id"))
        claims_by_then = claims.filter(
            SubjectIsPublished(SUBJECTS, by=seen),
            Q(attributed_to=None) | Q(attributed_to__published_at__lte=seen),
            source__published_at__lte=seen,
            decided_at__lte=seen,
        )
        is_open = Q(state=FindingState.OPEN)
        return self.filter(
            is_open & (SubjectIsPublished(records) | Q(Exists(claims)))
            | SubjectIsPublished(records, by=models.F("last_seen"))
            | Q(Exists(claims_by_then))
        )

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All of them for staff who may view findings, else what is published."""
        return self.all() if may_view(user, self.model) else self.published()

    def about(self, initiative: Initiative) -> Self:
        """The findings about an initiative, its records and the claims on them."""
        claims = belonging_to(initiative, Claim.objects.all())
        every = Finding.objects.all()
        on_claims = every.order_by().filter(claim__in=claims).values("pk")
        on_records = belonging_to(initiative, every)
        return self.filter(pk__in=on_records.union(on_claims, all=True))


@pghistory.track()
class Finding(Versioned):
    """Something a check found amiss; a person's decision survives every re-run."""

    code = models.CharField(_("code"), max_length=60)
    severity = models.CharField(_("severity"), choices=Severity, max_length=8)
    initiative = arc(Initiative, models.CASCADE)
    organization = arc(Organization, models.CASCADE)
    member = arc(Member, models.CASCADE)
    funding = arc(Funding, models.CASCADE)
    milestone = arc(Milestone, models.CASCADE)
    observation = arc(Observation, models.CASCADE)
    alignment = arc(Alignment, models.CASCADE)
    initiative_sector = arc(InitiativeSector, models.CASCADE)
    source = arc(Source, models.CASCADE)
    framework = arc(Framework, models.CASCADE)
    claim = arc(Claim, models.CASCADE)
    message = models.CharField(_("message"), max_length=500)
    message_ja = models.CharField(_("message in Japanese"), max_length=500, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, unique=True)
    state = models.CharField(
        _("state"),
        choices=FindingState,
        default=FindingState.OPEN,
        max_length=8,
    )
    first_seen = models.DateTimeField(_("first seen"))
    last_seen = models.DateTimeField(_("last seen"))
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("decided by"),
        null=True,
        editable=False,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["-last_seen", "id"]
        permissions = [("waive_finding", "Can waive findings")]
        constraints = [
            exactly_one("finding", *FINDING_SUBJECTS),
            *known_codes(severity=Severity, state=FindingState),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="finding_decided_paired",
            ),
            models.CheckConstraint(
                condition=~Q(state=FindingState.WAIVED)
                | (Q(decided_at__isnull=False) & ~Q(reason="")),
                name="finding_waived_reasoned",
            ),
            models.CheckConstraint(
                condition=Q(last_seen__gte=models.F("first_seen")),
                name="finding_seen_ordered",
            ),
        ]
        indexes = arc_indexes("finding", *FINDING_SUBJECTS)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    @property
    def subject_type(self) -> str:
        """The name of the foreign key that is set."""
        return next(name for name in FINDING_SUBJECTS if getattr(self, f"{name}_id"))

    @property
    def subject(self) -> models.Model:
        return cast(models.Model, getattr(self, self.subject_type))
