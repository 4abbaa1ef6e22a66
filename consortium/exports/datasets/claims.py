"""What sources say, and what the checks found amiss in it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from consortium.exports.columns import Column, Reader, coded, fuzzy, named, own
from consortium.exports.datasets.base import Dataset
from consortium.exports.figures import stamps
from consortium.filters import ClaimFilter, FindingFilter
from consortium.filters.naming import has_slug
from consortium.models import FINDING_SUBJECTS, SUBJECTS, Claim, Finding
from consortium.models.base import may_view


def _subject(model: Any, arcs: Iterable[str]) -> list[Column]:
    """What a row is about: its kind, its slug or else its id."""
    of = {arc: model._meta.get_field(arc).related_model for arc in arcs}
    kind = Case(
        *(When(**{f"{arc}__isnull": False}, then=Value(arc)) for arc in of),
        output_field=TextField(),
    )
    key = Case(
        *(
            When(
                **{f"{arc}__isnull": False},
                then=F(f"{arc}__slug")
                if has_slug(record)
                else Cast(F(f"{arc}_id"), TextField()),
            )
            for arc, record in of.items()
        ),
        output_field=TextField(),
    )
    return [
        Column(
            "subject_type",
            "code",
            _("kind of subject"),
            _("What kind of record it is about."),
            kind,
        ),
        Column(
            "subject",
            "text",
            _("subject"),
            _("The record it is about, by its slug, or by its id if it has none."),
            key,
        ),
    ]


def _person(name: str, title: Any) -> Column:
    def read(reader: Reader) -> Any:
        nobody = Value(None, output_field=TextField())
        return F(f"{name}__username") if may_view(reader, Claim) else nobody

    return Column(name, "text", title, _("A user name; for staff only."), read)


def _original(reader: Reader) -> Any:
    told = Claim.objects.told_to(reader).filter(pk=OuterRef("conversion_of"))
    return Subquery(told.values("pk"))


CLAIMS = Dataset(
    name="claims",
    title=_("Claims"),
    row=_("One row is what one source says about one field of one record."),
    rows=Claim.objects.visible_to,
    filters=ClaimFilter,
    columns=(
        *own(Claim, "id"),
        *named(Claim, "source", shows="title", hideable=False),
        *named(Claim, "attributed_to", shows="title"),
        *_subject(Claim, SUBJECTS),
        *own(Claim, "field"),
        Column(
            "value",
            "json",
            _("value"),
            _(
                "What is said of the field, as JSON: text, a number or a list for a "
                "field of one column, an object for a figure."
            ),
            "value",
        ),
        *own(Claim, "as_reported", "statement", "statement_ja"),
        *own(Claim, "quote", "locator", "language"),
        *coded(Claim, "kind"),
        *fuzzy(Claim, "valid"),
        *coded(Claim, "status"),
        *own(Claim, "preferred"),
        *coded(Claim, "credibility"),
        Column(
            "conversion_of",
            "integer",
            _("conversion of"),
            _("Id of the claim of the same source that this restates."),
            _original,
        ),
        Column("recorded_at", "instant", _("recorded"), read="created_at"),
        _person("recorded_by", _("recorded by")),
        *own(Claim, "decided_at"),
        _person("decided_by", _("decided by")),
        Column("reason", "text", _("reason of the decision"), read="decision_reason"),
        *coded(Claim, "because"),
        *stamps(Claim),
    ),
)

FINDINGS = Dataset(
    name="findings",
    title=_("Findings"),
    row=_("One row is something that a data-quality check found amiss."),
    rows=Finding.objects.visible_to,
    filters=FindingFilter,
    columns=(
        *own(Finding, "id", "code"),
        *coded(Finding, "severity"),
        *coded(Finding, "state"),
        *_subject(Finding, FINDING_SUBJECTS),
        *own(Finding, "message", "message_ja"),
        Column(
            "details",
            "json",
            _("details"),
            _("The figures behind it, as JSON; its keys depend on the code."),
            "details",
        ),
        *own(Finding, "first_seen", "last_seen", "decided_at"),
        _person("decided_by", _("decided by")),
        *own(Finding, "reason"),
        *stamps(Finding),
    ),
)
