"""What stands behind a record: its claims and findings, to read and never to edit."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import (
    Case,
    Count,
    IntegerField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from consortium import wording
from consortium.admin.columns import Column, badge, link, state
from consortium.admin.filters import Backed, Unsettled
from consortium.admin.readings import field_of, quote, said_of, status, where
from consortium.admin.rows import ReadOnlyRows, Rows
from consortium.codelists import FindingState, Severity
from consortium.models import FINDING_SUBJECTS, SUBJECTS, Claim, Finding, Source

CLAIM_ARCS: dict[Any, str] = {
    **{model: name for name, model in SUBJECTS.items()},
    Source: "source",
}
"""The foreign key by which the claims of a kind of record are found."""

FINDING_ARCS: dict[Any, str] = {
    Finding._meta.get_field(name).related_model: name for name in FINDING_SUBJECTS
}

SUBJECT_NAMES = (
    "member__organization",
    "member__initiative",
    "funding__initiative",
    "funding__funder",
    "funding__channel",
    "funding__recipient",
    "organization__parent",
    "observation__indicator",
    "alignment__framework",
    "alignment__initiative",
    "initiative_sector__sector",
    "initiative_sector__initiative",
)
"""The records that a subject's label names besides the subject itself."""


NAMED_BY_FINDINGS = (
    *FINDING_SUBJECTS,
    *SUBJECT_NAMES,
    *(f"claim__{path}" for path in (*SUBJECTS, *SUBJECT_NAMES)),
)
"""The records that the lines of findings name."""

RECORD_OF = (
    *(name for name in FINDING_SUBJECTS if name != "claim"),
    *(f"claim__{name}" for name in SUBJECTS),
)
"""The records that findings are about, be it by a claim on them."""

GRAVITY = Case(
    *(When(severity=code, then=Value(place)) for place, code in enumerate(Severity)),
    output_field=IntegerField(),
)
"""The order of findings, the gravest first."""


def counted(rows: QuerySet, arc: str) -> Coalesce:
    """How many of ``rows`` point at the record by ``arc``, without joining them."""
    tally = (
        rows.filter(**{arc: OuterRef("pk")})
        .order_by()
        .values(arc)
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(tally), 0)


def with_counts(records: QuerySet) -> QuerySet:
    """``records`` with ``claims_count`` and ``open_findings``, where they have any."""
    if arc := CLAIM_ARCS.get(records.model):
        records = records.annotate(claims_count=counted(Claim.objects.all(), arc))
    if arc := FINDING_ARCS.get(records.model):
        unsettled = Finding.objects.filter(state=FindingState.OPEN)
        number: Any = counted(unsettled, arc)
        if arc in SUBJECTS:
            number += counted(unsettled, f"claim__{arc}")
        records = records.annotate(open_findings=number)
    return records


def findings_on(record: Model) -> QuerySet:
    """The findings about ``record`` and about the claims on it."""
    arc = FINDING_ARCS[type(record)]
    every = Finding.objects.order_by().values("pk")
    found = every.filter(**{arc: record})
    if arc in SUBJECTS:
        claims = Claim.objects.filter(**{arc: record})
        found = found.union(every.filter(claim__in=claims), all=True)
    return Finding.objects.filter(pk__in=found)


@admin.display(description=_("claims"), ordering="claims_count")
def claims_count(record: Any) -> SafeString:
    """How many claims speak of the record, or are made by the source; a way there."""
    number = record.claims_count
    if isinstance(record, Source):
        url = reverse("admin:consortium_source_claims", args=[record.pk])
        return _numbered(number, url)
    narrowed = f"{CLAIM_ARCS[type(record)]}__id__exact={record.pk}"
    return _way("claim", number, narrowed)


@admin.display(description=_("open findings"), ordering="open_findings")
def open_findings(record: Any) -> SafeString:
    """How many findings, its claims' too, wait for a decision; a way to them."""
    narrowed = f"record={FINDING_ARCS[type(record)]}-{record.pk}&state__exact=open"
    return _way("finding", record.open_findings, narrowed)


def _way(model: str, number: int, narrowed: str) -> SafeString:
    return _numbered(
        number, f"{reverse(f'admin:consortium_{model}_changelist')}?{narrowed}"
    )


def _numbered(number: int, url: str) -> SafeString:
    if not number:
        return format_html('<span class="none">{}</span>', 0)
    return format_html('<a href="{}">{}</a>', url, number)


@admin.display(description=_("record"))
def subject(row: Claim | Finding) -> SafeString:
    """What the claim or finding is about, and what kind of record that is."""
    record = row.subject
    kind: Any = record._meta.verbose_name
    if isinstance(record, Claim):
        kind = format_html("{} – {}", kind, link(record.subject))
    return format_html('{}<br><span class="other-name">{}</span>', link(record), kind)


@admin.display(description=_("severity"), ordering="severity")
def severity(finding: Finding) -> SafeString:
    return badge(f"severity-{finding.severity}", finding.get_severity_display())


@admin.display(description=_("message"), ordering="message")
def message(finding: Finding) -> str:
    return wording.in_reader_language(finding, "message").text


@admin.display(description=_("state"), ordering="state")
def finding_state(finding: Finding) -> SafeString:
    return badge(f"finding-{finding.state}", finding.get_state_display())


class RecordRows(Rows):
    """Records that belong to the form's, each with how well it is backed.

    ``joined`` are the records that the columns name.
    """

    joined: ClassVar[Any] = ()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return (*super().columns, *columns_of(self.model), state)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_counts(super().get_queryset(request)).select_related(*self.joined)


class ClaimRows(ReadOnlyRows):
    """The claims on a record, in its form."""

    model = Claim
    shown: ClassVar[Any] = (field_of, said_of, quote, where, status)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        claims = super().get_queryset(request)
        return claims.select_related(
            "source", "attributed_to", "conversion_of", *SUBJECTS, *SUBJECT_NAMES
        )


class FindingFormSet(BaseInlineFormSet):
    """The findings about a record and about the claims on it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.queryset = findings_on(self.instance)


class FindingRows(ReadOnlyRows):
    """What the checks found amiss with a record and its claims, in its form."""

    model = Finding
    formset = FindingFormSet
    ordering = ("state", "-last_seen", "id")  # those that wait come first
    shown = (message, severity, finding_state, "last_seen")


def columns_of(model: type[Model]) -> list[Column]:
    """The columns that say how well a record of this kind is backed."""
    counts = {claims_count: CLAIM_ARCS, open_findings: FINDING_ARCS}
    return [column for column, arcs in counts.items() if model in arcs]


def filters_of(model: type[Model]) -> list[type[admin.SimpleListFilter]]:
    kinds: dict[Any, dict[Any, str]] = {Backed: CLAIM_ARCS, Unsettled: FINDING_ARCS}
    return [kind for kind, arcs in kinds.items() if model in arcs]


def rows_of(model: type[Model]) -> list[type[ReadOnlyRows]]:
    """The claims on a record of this kind and the findings, to show in its form."""
    kinds: dict[Any, Any] = {ClaimRows: SUBJECTS.values(), FindingRows: FINDING_ARCS}
    return [kind for kind, models in kinds.items() if model in models]
