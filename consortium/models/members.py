"""Who takes part in an initiative."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from consortium.codelists import EditorialState, MemberRole, MemberStatus
from consortium.models.base import RowRecord, known_codes
from consortium.models.fields import (
    FuzzyDateField,
    QualifierField,
    earliest_day,
    figure_laws,
    latest_day,
)
from consortium.models.initiatives import Initiative
from consortium.models.organizations import Organization


def each_once(roles: list[str]) -> None:
    if len(set(roles)) != len(roles):
        raise ValidationError(_("A role is given twice."), code="duplicate")


@pghistory.track()
class Member(RowRecord):
    """An organization's participation in an initiative over one period."""

    claimable = {
        "roles": ("roles",),
        "status": ("status",),
        "joined": ("joined",),
        "left": ("left",),
        "stake": ("stake", "stake_qualifier"),
    }
    stands_on = ("initiative", "organization")

    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        verbose_name=_("initiative"),
        related_name="members",
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name=_("organization"),
        related_name="memberships",
    )
    roles = ArrayField(
        models.CharField(max_length=20, choices=MemberRole),
        verbose_name=_("roles"),
        validators=[each_once],
        help_text=_("One or more; a firm with two roles still counts once."),
    )
    status = models.CharField(
        _("status"),
        choices=MemberStatus,
        default=MemberStatus.MEMBER,
        max_length=12,
    )
    joined = FuzzyDateField(_("joined"))
    joined_from = earliest_day("joined")
    joined_to = latest_day("joined")
    left = FuzzyDateField(_("left"))
    left_from = earliest_day("left")
    left_to = latest_day("left")
    stake = models.DecimalField(
        _("stake in percent"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    stake_qualifier = QualifierField(_("qualifier of the stake"))
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta(RowRecord.Meta):
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["initiative", "organization", "joined_from", "id"]
        constraints = [
            *RowRecord.Meta.constraints,
            *known_codes(status=MemberStatus),
            *figure_laws("member", "stake", qualifier="stake_qualifier"),
            models.CheckConstraint(
                condition=Q(roles__len__gt=0)
                & Q(roles__contained_by=MemberRole.values),
                name="member_roles_known",
                violation_error_message=_("A member has at least one role."),
            ),
            models.CheckConstraint(
                condition=Q(stake__isnull=True) | Q(stake__range=(0, 100)),
                name="member_stake_range",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
            ExclusionConstraint(
                name="member_once_per_period",
                expressions=[
                    (F("initiative"), RangeOperators.EQUAL),
                    (F("organization"), RangeOperators.EQUAL),
                    (
                        Func(
                            "joined_from",
                            "left_to",
                            Value("[)"),
                            function="daterange",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(state=EditorialState.RETRACTED)
                & (
                    Q(joined_from__isnull=True)
                    | Q(left_to__isnull=True)
                    | Q(joined_from__lte=F("left_to"))
                ),
                violation_error_message=_(
                    "This organization is already a member in that period."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} – {self.initiative}"
