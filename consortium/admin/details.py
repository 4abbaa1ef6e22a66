"""What a check noted beside its message, in words."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.admin.columns import link
from consortium.models import Claim, Finding, Funding, Observation, Organization, Source
from consortium.readings import field_label

POINTERS: dict[str, type[Model]] = {
    "claim": Claim,
    "claims": Claim,
    "sources": Source,
    "observations": Observation,
    "part_of": Funding,
}
"""Details that are keys of rows; ``other`` is a row of the subject's own kind."""

NAMES: dict[str, Any] = {
    "after": gettext_lazy("after"),
    "amount": gettext_lazy("amount"),
    "before": gettext_lazy("before"),
    "claim": gettext_lazy("claim"),
    "claims": gettext_lazy("claims"),
    "currency": gettext_lazy("currency"),
    "date": gettext_lazy("date"),
    "expected_rate": gettext_lazy("expected rate"),
    "factor": gettext_lazy("factor"),
    "field": gettext_lazy("field"),
    "figure": gettext_lazy("figure"),
    "identity": gettext_lazy("identity"),
    "implied_rate": gettext_lazy("implied rate"),
    "kind": gettext_lazy("kind"),
    "median": gettext_lazy("median"),
    "missing": gettext_lazy("missing"),
    "name": gettext_lazy("name"),
    "named": gettext_lazy("named"),
    "observations": gettext_lazy("observations"),
    "other": gettext_lazy("the other one"),
    "other_name": gettext_lazy("name of the other one"),
    "part": gettext_lazy("part"),
    "part_of": gettext_lazy("part of"),
    "rate_date": gettext_lazy("day of the rate"),
    "rate_source": gettext_lazy("origin of the rate"),
    "recipient_text": gettext_lazy("recipient as worded"),
    "reported": gettext_lazy("reported"),
    "sources": gettext_lazy("sources"),
    "stages": gettext_lazy("stages"),
    "too_large": gettext_lazy("too large"),
    "total": gettext_lazy("total"),
    "unit": gettext_lazy("unit"),
    "unnamed": gettext_lazy("not named"),
    "value": gettext_lazy("value"),
    "whole": gettext_lazy("whole"),
}


def details_of(finding: Finding) -> SafeString:
    """Each detail under its name; rows as ways to them."""
    rows = [
        (NAMES.get(key, key.replace("_", " ")), _shown(finding, key, value))
        for key, value in finding.details.items()
    ]
    if not rows:
        return format_html('<span class="none">{}</span>', _("None"))
    lines = format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows)
    return format_html('<dl class="details">{}</dl>', lines)


def _shown(finding: Finding, key: str, value: Any) -> Any:
    model = type(finding.subject) if key == "other" else POINTERS.get(key)
    if model is not None:
        return format_html_join(", ", "{}", ((one,) for one in _rows(model, value)))
    if key == "field" and isinstance(value, str):
        return field_label(_record(finding), value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return ", ".join(f"{name}: {one}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value


def _rows(model: type[Model], value: Any) -> Iterator[SafeString]:
    """The rows that a detail names: by one key, a list of them, or lists by name."""
    found = model._default_manager.in_bulk(list(_keys(value)))
    return map(link, found.values())


def _keys(value: Any) -> Iterator[int]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _keys(each)
    elif type(value) is int:
        yield value


def _record(finding: Finding) -> Model:
    subject = finding.subject
    return subject.subject if isinstance(subject, Claim) else subject


def other_organization(finding: Finding) -> Organization | None:
    """The organization that this one may be the same as, where a check says so."""
    if finding.code != "organization.duplicate":
        return None
    return Organization.objects.filter(pk=finding.details.get("other")).first()
