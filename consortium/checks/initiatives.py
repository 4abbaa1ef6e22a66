"""What is not known about an initiative, or does not add up to one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.utils.translation import gettext_lazy as _

from consortium.checks.registry import Flag, check, listed
from consortium.checks.scope import standing
from consortium.codelists import IATI, SectorRelation, Severity
from consortium.models import (
    Funding,
    FundingPurpose,
    Initiative,
    InitiativeSector,
    Member,
)
from consortium.money import plain

ALL = (Decimal("99.99"), Decimal("100.01"))
"""What percentages of one whole may add up to; 33.33 three times is inside."""


@check("initiative.provisional-name", Severity.INFO, Initiative)
def name_is_our_own(initiatives: Any) -> Iterator[Flag]:
    """A published initiative goes by a working title of ours."""
    for initiative in initiatives.published().filter(name_is_provisional=True):
        yield Flag(
            initiative,
            _("No source names it: replace our working title when one does."),
        )


@check("export.incomplete", Severity.INFO, Initiative)
def iati_would_refuse_it(initiatives: Any) -> Iterator[Flag]:
    """A published initiative lacks what IATI demands of an activity."""
    inside = Q(initiative=OuterRef("pk"))
    rows = initiatives.published().annotate(
        has_member=Exists(standing(Member).filter(inside)),
        has_funder=Exists(standing(Funding).filter(inside, funder__isnull=False)),
        has_sector=Exists(standing(InitiativeSector).filter(inside)),
    )
    for row in rows:
        demands = {
            "description": (row.summary or row.objective, _("description")),
            "start": (row.planned_start or row.actual_start, _("start date")),
            "status": (row.status in IATI["activity-status"], _("IATI's status")),
            "participants": (row.has_member or row.has_funder, _("participants")),
            "country": (row.country, _("country")),
            "sector": (row.has_sector, _("sector")),
        }
        missing = {name: word for name, (known, word) in demands.items() if not known}
        if missing:
            yield Flag(
                row,
                _("IATI cannot take it without: %(missing)s."),
                {"missing": list(missing)},
                words={"missing": listed(list(missing.values()))},
            )


@check("sector.percentages", Severity.WARNING, Initiative)
def sector_shares_are_not_a_whole(initiatives: Any) -> Iterator[Flag]:
    """Of an initiative's sectors only some have a percentage, or all miss 100."""
    rows = standing(InitiativeSector).filter(initiative__in=initiatives)
    groups = _unfinished(rows, "initiative", scheme="sector__scheme", list="relation")
    subjects = initiatives.in_bulk({group["subject"] for group in groups})
    for group in groups:
        relation = SectorRelation(group["list"])
        key = f"{group['scheme']}:{relation.value}"
        yield _shares(subjects[group["subject"]], group, key, relation.label)


@check("sector.percentages", Severity.WARNING, Funding)
def purpose_shares_are_not_a_whole(funding: Any) -> Iterator[Flag]:
    """Of a sum's purposes only some have a percentage, or all miss 100."""
    rows = FundingPurpose.objects.filter(funding__in=funding)
    groups = _unfinished(rows, "funding", scheme="sector__scheme")
    subjects = funding.in_bulk({group["subject"] for group in groups})
    for group in groups:
        yield _shares(
            subjects[group["subject"]], group, group["scheme"], group["scheme"]
        )


def _unfinished(rows: Any, subject: str, **by: str) -> list[dict[str, Any]]:
    """The groups of rows where some have percentages that do not make a whole."""
    groups = rows.order_by().values(
        subject=F(subject), **{k: F(v) for k, v in by.items()}
    )
    sums = groups.annotate(
        rows=Count("pk"), given=Count("percentage"), total=Sum("percentage")
    )
    whole = Q(given=F("rows"), total__range=ALL)
    return list(sums.filter(given__gt=0).exclude(whole).order_by("subject", *by))


def _shares(subject: Any, group: dict[str, Any], key: str, name: Any) -> Flag:
    return Flag(
        subject,
        _(
            "%(name)s: %(given)s of %(rows)s percentages are given, in all %(total)s; "
            "give all of them, adding up to 100, or none."
        ),
        {
            "given": group["given"],
            "rows": group["rows"],
            "total": plain(group["total"]),
        },
        key=key,
        words={"name": name},
    )
