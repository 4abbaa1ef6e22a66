"""All that one source says, record by record, in its own words."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from consortium import readings
from consortium.admin.basis import CHOSEN
from consortium.admin.cases import readable
from consortium.admin.columns import state, url_of
from consortium.admin.labels import label
from consortium.admin.readings import field_of, restated, said, status, titled
from consortium.checks.origins import give_sources
from consortium.codelists import ClaimStatus, EditorialState
from consortium.models import SUBJECTS, Claim, Record, Source
from consortium.roles import may
from consortium.wording import Words, as_written

PER_PAGE = 100
CREDITS = 25
"""How many of the claims that credit the source are listed beside its own."""


@dataclass(frozen=True)
class Entry:
    """One claim as its source's page lists it."""

    claim: Claim
    named: readings.Named

    @property
    def field(self) -> str:
        return field_of(self.claim)

    @property
    def title(self) -> str:
        return titled(self.claim)

    @property
    def said(self) -> str:
        return said(self.claim, self.named)

    @property
    def restated(self) -> str:
        return restated(self.claim)

    @property
    def words(self) -> Words:
        """The quotation, else what was printed."""
        text = self.claim.quote or self.claim.as_reported
        return as_written(text, self.claim.language or self.claim.source.language)

    @property
    def status(self) -> SafeString:
        return status(self.claim)

    @property
    def source(self) -> str:
        return label(self.claim.source)


class Group(NamedTuple):
    """What the source says of one record; ``add`` is where to enter more of it."""

    record: Record
    add: str
    entries: list[Entry]

    @property
    def name(self) -> str:
        return label(self.record)

    @property
    def kind(self) -> str:
        return str(self.record._meta.verbose_name)

    @property
    def url(self) -> str:
        return url_of(self.record)

    @property
    def state(self) -> SafeString:
        return state(self.record)


class Tally(NamedTuple):
    """How many of the claims have one status, and the list of them."""

    text: str
    number: int
    url: str


class SourceClaims:
    """What ``source`` says, a page of it at a time, and what others credit to it.

    Raises ``Http404`` beyond the last page.
    """

    def __init__(self, source: Source, request: HttpRequest) -> None:
        self.source, self.user = source, request.user
        rows = readable(source.claims_made.all()).order_by(*SUBJECTS, "field", "id")
        try:
            self.page: Page = Paginator(rows, PER_PAGE).page(request.GET.get("page", 1))
        except InvalidPage as problem:
            raise Http404(str(problem)) from problem

    @cached_property
    def groups(self) -> list[Group]:
        entries = self._entries(self.page)
        return [
            Group(record, self._more_of(record), list(own))
            for record, own in groupby(entries, lambda entry: entry.claim.subject)
        ]

    @cached_property
    def credits(self) -> list[Entry]:
        """The first of the claims by which other sources credit this one."""
        rows = readable(self.source.claims_attributed.exclude(source=self.source))
        return self._entries(rows.order_by("source", "id")[:CREDITS])

    @property
    def credits_url(self) -> str:
        return f"{_claims()}?attributed_to__id__exact={self.source.pk}"

    @property
    def tallies(self) -> list[Tally]:
        """How many claims there are of each status, in the order of decisions."""
        rows = self.source.claims_made.order_by().values("status")
        numbers = dict(rows.annotate(n=Count("pk")).values_list("status", "n"))
        url = f"{_claims()}?source__id__exact={self.source.pk}&status__exact="
        return [
            Tally(str(code.label), numbers[code], f"{url}{code}")
            for code in ClaimStatus
            if code in numbers
        ]

    @property
    def additions(self) -> list[tuple[str, str]]:
        """The kinds of record of which this source can bring a new one."""
        if not self._takes_claims:
            return []
        return [
            (capfirst(str(kind._meta.verbose_name)), self._form_of(kind, "add"))
            for kind in SUBJECTS.values()
            if self.user.has_perm(f"consortium.add_{kind._meta.model_name}")
        ]

    @property
    def _takes_claims(self) -> bool:
        is_usable = self.source.state != EditorialState.RETRACTED
        return is_usable and may(self.user, "propose", Claim)

    def _more_of(self, record: Record) -> str:
        is_open = record.state != EditorialState.RETRACTED
        codename = f"consortium.change_{record._meta.model_name}"
        if not (is_open and self._takes_claims and self.user.has_perm(codename)):
            return ""
        return self._form_of(type(record), "change", record.pk)

    def _form_of(self, kind: type[Record], page: str, *args: Any) -> str:
        """A form that has this source chosen."""
        url = reverse(f"admin:consortium_{kind._meta.model_name}_{page}", args=args)
        return f"{url}?{CHOSEN}={self.source.pk}"

    def _entries(self, claims: Any) -> list[Entry]:
        rows = list(claims)
        give_sources(rows)
        named = readings.named_in(rows)
        return [Entry(claim, named) for claim in rows]


def _claims() -> str:
    return reverse("admin:consortium_claim_changelist")
