"""Verbs on organizations: merge two that are one, and undo it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pgtrigger
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.codelists import Because, ClaimStatus, EditorialState, NameKind
from consortium.editorial.desk import (
    Refused,
    decision,
    locked,
    need_reason,
    recheck,
)
from consortium.evidence import when
from consortium.models import (
    Claim,
    Finding,
    Organization,
    OrganizationIdentifier,
    OrganizationMerge,
    OrganizationName,
    OrganizationSector,
)

STATE_COLUMNS = ("state", "retracted_at", "retracted_by_id", "retraction_reason")


def merge_organizations(
    keep: Organization, *, absorb: Organization, by: User, reason: str
) -> OrganizationMerge:
    """Let ``keep`` stand for both: what named ``absorb`` names it now.

    The absorbed row stays, retracted, and leads to ``keep``; ``unmerge`` restores both.
    Repeating a merge returns the one that stands.
    """
    need_reason(reason)
    with decision("merge", by=by, reason=reason):
        kept, gone = _held(keep, absorb)
        done = OrganizationMerge.objects.standing().filter(keep=kept, absorbed=gone)
        if merge := done.first():
            return merge
        _refuse_merge(kept, gone)
        merge = OrganizationMerge(keep=kept, absorbed=gone, merged_by=by, reason=reason)
        merge.before = {name: _plain(getattr(gone, name)) for name in STATE_COLUMNS}
        merge.unpreferred = _step_back(gone)
        merge.moved = _move_all(kept, gone)
        merge.added_names = _take_names(kept, gone)
        merge.save()
        gone.state = EditorialState.RETRACTED
        gone.retracted_at, gone.retracted_by = timezone.now(), by
        gone.retraction_reason = reason
        gone.save()
        recheck(kept, gone, by=by, reason=reason)
    keep.refresh_from_db()
    absorb.refresh_from_db()
    return merge


def unmerge(merge: OrganizationMerge, *, by: User, reason: str) -> None:
    """Give back to the absorbed organization what the merge took from it."""
    need_reason(reason)
    with decision("unmerge", by=by, reason=reason):
        current = locked(merge)
        if current.undone_at is None:
            kept, gone = _held(current.keep, current.absorbed)
            if kept.merged_into.filter(undone_at__isnull=True).exists():
                raise Refused(_("The kept organization was merged since: undo that."))
            OrganizationName.objects.filter(pk__in=current.added_names).delete()
            for model, column in _namers():
                ids = current.moved.get(f"{model._meta.model_name}.{column}", [])
                _point(model, column, ids=ids, at=gone, away_from=kept)
            _step_forward(current.unpreferred)
            for name, value in current.before.items():
                setattr(gone, name, value)
            gone.save()
            current.undone_at, current.undone_by = timezone.now(), by
            current.undone_reason = reason
            current.save()
            recheck(kept, gone, by=by, reason=reason)
    merge.refresh_from_db()


def keep_former_name(organization: Organization, claim: Claim) -> None:
    """Keep the name that ``claim`` ends: somebody renamed the organization.

    A name that was only written wrongly is not kept, and what was held for a former
    name is none once it turns out to be the present one.
    """
    former = organization.name
    if claim.because != Because.WORLD_CHANGED:
        organization.names.filter(kind=NameKind.FORMER, name=claim.value).delete()
    if claim.because != Because.WORLD_CHANGED or former == claim.value:
        return
    began = when(claim).low
    OrganizationName.objects.get_or_create(
        organization=organization,
        name=former,
        kind=NameKind.FORMER,
        defaults={"valid": began and f"../{began - timedelta(days=1)}"},
    )


def _held(keep: Organization, absorb: Organization) -> tuple[Organization, ...]:
    """Both rows, in the order of their keys; nobody may name either meanwhile."""
    if keep.pk == absorb.pk:
        raise Refused(_("An organization cannot be merged with itself."))
    rows = Organization.objects.select_for_update().order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[keep.pk, absorb.pk])}
    return found[keep.pk], found[absorb.pk]


def _refuse_merge(kept: Organization, gone: Organization) -> None:
    if EditorialState.RETRACTED in (kept.state, gone.state):
        raise Refused(_("A retracted organization cannot be merged."))
    if gone.is_published and not kept.is_published:
        raise Refused(_("A published organization is merged into a published one."))
    if kept.parent_id == gone.pk or gone.parent_id == kept.pk:
        raise Refused(_("One is the parent of the other: they are two."))


def _namers() -> Iterator[tuple[type[models.Model], str]]:
    """Every model and column whose rows name an organization and move along."""
    for relation in Organization._meta.related_objects:
        model = relation.related_model
        # Findings are found anew; a merge is what is being made.
        apart = model in (Finding, OrganizationMerge)
        if not apart and not hasattr(model, "pgh_tracked_model"):
            yield model, relation.field.name


def _step_back(gone: Organization) -> list[int]:
    """The kept one's fields stay as they are: the other's claims step back."""
    rivals = gone.claims.filter(preferred=True)
    ids = list(rivals.values_list("pk", flat=True))
    Claim.objects.filter(pk__in=ids).update(preferred=False)
    return ids


def _step_forward(ids: list[int]) -> None:
    """What stepped back for the merge, where it still counts and nothing stands."""
    for claim in Claim.objects.filter(pk__in=ids, status=ClaimStatus.ACCEPTED):
        arc = {claim.subject_type: claim.subject, "field": claim.field}
        if not Claim.objects.filter(**arc, preferred=True).exists():
            Claim.objects.filter(pk=claim.pk).update(preferred=True)


PRIVATE = (OrganizationName, OrganizationIdentifier, OrganizationSector)
"""Parts that would go public with the kept one: those of a draft stay with it."""


def _move_all(kept: Organization, gone: Organization) -> dict[str, list[int]]:
    moved = {}
    for model, column in _namers():
        if model in PRIVATE and kept.is_published and not gone.is_published:
            continue
        rows = model._default_manager.filter(**{column: gone})
        ids = list(_without_twins(rows, kept).values_list("pk", flat=True))
        _point(model, column, ids=ids, at=kept, away_from=gone)
        if ids:
            moved[f"{model._meta.model_name}.{column}"] = ids
    return moved


def _without_twins(rows: models.QuerySet[Any], kept: Organization) -> Any:
    """Rows that the kept organization does not have already; the others stay."""
    if rows.model is OrganizationSector:
        return rows.exclude(sector__in=kept.sector_links.values("sector"))
    if rows.model is OrganizationName:
        return rows.exclude(name__in=kept.names.values("name"))
    if rows.model is Claim:
        twins = kept.claims.filter(
            source=models.OuterRef("source"),
            field=models.OuterRef("field"),
            statement=models.OuterRef("statement"),
        )
        same = twins.filter(value=models.OuterRef("value"))
        return rows.exclude(
            models.Exists(same) | models.Exists(twins.filter(value__isnull=True))
        )
    return rows


def _point(
    model: type[models.Model],
    column: str,
    *,
    ids: list[int],
    at: Organization,
    away_from: Organization,
) -> None:
    rows = model._default_manager.filter(pk__in=ids, **{column: away_from})
    try:
        with pgtrigger.ignore("consortium.Claim:never_edited"), transaction.atomic():
            rows.update(**{column: at})
    except IntegrityError:
        raise Refused(
            _("Both have a %(row)s that cannot stand twice: settle that first.")
            % {"row": model._meta.verbose_name}
        ) from None


def _take_names(kept: Organization, gone: Organization) -> list[int]:
    """The kept organization is found under the other's names too."""
    if kept.is_published and not gone.is_published:
        return []
    known = {kept.name, kept.name_ja, *kept.names.values_list("name", flat=True)}
    wanted = {gone.name_ja: "ja", gone.name: "en"}
    return [
        OrganizationName.objects.create(
            organization=kept, name=name, language=language, kind=NameKind.OTHER
        ).pk
        for name, language in wanted.items()
        if name and name not in known
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
