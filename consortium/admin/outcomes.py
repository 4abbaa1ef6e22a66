"""What is said after a save: what was written, and which claims wait for whom."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consortium.admin.columns import link
from consortium.admin.labels import label
from consortium.admin.proposals import Outcome
from consortium.admin.readings import restated
from consortium.codelists import ClaimStatus
from consortium.models import Claim, Record
from consortium.readings import field_label


def in_words(outcome: Outcome) -> Iterator[tuple[int, SafeString]]:
    """The messages after a save, each with its level."""
    record = link(outcome.record)
    if outcome.is_written:
        yield messages.SUCCESS, format_html(_("{record} is saved."), record=record)
    elif outcome.made:
        kept = _("{record} stays as it is until a second person has decided.")
        yield messages.INFO, format_html(kept, record=record)
    else:
        yield messages.INFO, format_html(_("{record} has not changed."), record=record)
    if outcome.made:
        waits = _("Waits for a second person: {claims}.")
        claims = _listed(outcome.record, outcome.made)
        yield messages.SUCCESS, format_html(waits, claims=claims)
    if outcome.known:
        said = _("This source said so already: {claims}.")
        claims = _listed(outcome.record, outcome.known)
        yield messages.INFO, format_html(said, claims=claims)


def _listed(parent: Record, claims: Mapping[Record, list[Claim]]) -> SafeString:
    """Ways to the claims, by record; the form's own record needs no name."""
    groups = []
    for record, own in claims.items():
        ways = format_html_join(", ", "{}", ((_way(claim),) for claim in own))
        if record == parent:
            groups.append(ways)
        else:
            groups.append(format_html("{} ({})", label(record), ways))
    return format_html_join("; ", "{}", ((group,) for group in groups))


def _way(claim: Claim) -> SafeString:
    url = reverse("admin:consortium_claim_change", args=[claim.pk])
    name: Any = capfirst(field_label(claim.subject, claim.field))
    way = format_html('<a href="{}">{}</a>', url, name)
    if said := restated(claim):
        way = format_html("{} ({})", way, said)
    if claim.status == ClaimStatus.PENDING:
        return way
    return format_html("{} – {}", way, claim.get_status_display())
