"""The claims that wait for review: narrowed and ordered as the reviewer asks."""

from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from consortium.admin.cases import Case, cases, readable
from consortium.admin.filters import OnMyDesk
from consortium.admin.labels import choice, label
from consortium.admin.verdicts import LABELS
from consortium.codelists import ClaimStatus
from consortium.models import SUBJECTS, Claim, Initiative, Source

PENDING = Claim.objects.filter(status=ClaimStatus.PENDING)

PER_PAGE = 25

LATELY = timedelta(days=30)
"""For how long a claim that was turned down stays on the desk of its author."""

ORDERS: dict[str, tuple[str, ...]] = {
    "": ("created_at", "id"),
    "record": (*SUBJECTS, "field", "id"),
    "source": ("source__title", "source", "id"),
}


def for_review(user: User) -> QuerySet[Claim]:
    """What ``user`` may decide on, as far as authors go: nobody's own claims."""
    return PENDING if settings.ONE_PERSON else PENDING.exclude(recorded_by=user)


def unsettled_of(claims: QuerySet[Claim], user: User) -> QuerySet[Claim]:
    """What ``user`` proposed that waits, or that somebody else turned down lately."""
    turned_down = Q(
        status__in=[ClaimStatus.DISPUTED, ClaimStatus.REJECTED],
        decided_at__gt=timezone.now() - LATELY,
    )
    waits = Q(status=ClaimStatus.PENDING)
    own = claims.filter(recorded_by=user)
    return own.filter(waits | turned_down & ~Q(decided_by=user))


class ClaimsOnMyDesk(OnMyDesk):
    """One's own claims that are not settled."""

    offered: ClassVar[Any] = {
        "claims": (_("Mine, waiting or turned down"), unsettled_of)
    }


class Filters(forms.Form):
    """What to show of the queue, and in which order; read from the address."""

    verdict = forms.ChoiceField(label=_("verdict"), required=False)
    source = forms.ModelChoiceField(
        Source.objects.none(), label=_("source"), required=False, empty_label=_("All")
    )
    initiative = forms.ModelChoiceField(
        Initiative.objects.all(),
        label=_("initiative"),
        required=False,
        empty_label=_("All"),
    )
    proposer = forms.ModelChoiceField(
        User.objects.none(),
        label=_("proposed by"),
        required=False,
        empty_label=_("All"),
    )
    order = forms.ChoiceField(
        label=_("order"),
        required=False,
        choices=[
            ("", _("Oldest first")),
            ("record", _("By record")),
            ("source", _("By source")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["verdict"].choices = [("", _("All")), *LABELS.items()]
        sources = self._among(Source.objects.all(), "source", "source")
        fields["source"].queryset = sources.defer("text")
        proposers = self._among(User.objects.all(), "proposer", "recorded_by")
        fields["proposer"].queryset = proposers.order_by("username")
        for name in ("source", "initiative"):
            fields[name].label_from_instance = choice

    def _among(self, rows: QuerySet, name: str, column: str) -> QuerySet:
        """Those that something waits of, and the one that the address names."""
        asked = str(self.data.get(name, ""))
        named = Q(pk__in=[asked] if asked.isdecimal() else [])
        return rows.filter(Q(pk__in=PENDING.values(column)) | named)


class Waiting:
    """The queue under the filters of an address; wrong filters find nothing."""

    def __init__(self, address: Any) -> None:
        self.filters = Filters(address)
        self.asked = self.filters.cleaned_data if self.filters.is_valid() else None
        kept = {name: address.get(name) for name in self.filters.fields}
        self.query = urlencode({name: value for name, value in kept.items() if value})

    @property
    def claims(self) -> QuerySet[Claim]:
        """What waits under all filters but that of the verdict, which is computed."""
        if self.asked is None:
            return PENDING.none()
        found = PENDING.order_by(*ORDERS[self.asked["order"]])
        if source := self.asked["source"]:
            found = found.filter(source=source)
        if proposer := self.asked["proposer"]:
            found = found.filter(recorded_by=proposer)
        if initiative := self.asked["initiative"]:
            found = found.filter(pk__in=Claim.objects.about(initiative))
        return found

    @cached_property
    def keys(self) -> list[int]:
        """The keys of all claims of the queue in their order."""
        wanted = self.asked and self.asked["verdict"]
        if not wanted:
            return list(self.claims.values_list("pk", flat=True))
        found = cases(list(readable(self.claims)))
        return [case.claim.pk for case in found if case.judgement.code == wanted]

    def page(self, number: str) -> Page:
        """One page of the keys; raises ``Http404`` beyond the last one."""
        try:
            return Paginator(self.keys, PER_PAGE).page(number)
        except InvalidPage as problem:
            raise Http404(str(problem)) from problem

    def group(self, case: Case) -> str:
        """The heading under which ``case`` stands in the order that was asked for."""
        order = self.asked and self.asked["order"]
        if order == "record":
            return label(case.subject)
        return label(case.claim.source) if order == "source" else ""

    def step(self, claim: Claim, by: int) -> int | None:
        """The key of the claim before (-1) or after (1) ``claim``, if there is one."""
        if claim.pk not in self.keys:
            return None
        place = self.keys.index(claim.pk) + by
        return self.keys[place] if 0 <= place < len(self.keys) else None

    def next_for(self, user: User, claim: Claim) -> tuple[int | None, int]:
        """What ``user`` decides on after ``claim``, and how many that leaves."""
        others = for_review(user).filter(pk__in=self.keys).exclude(pk=claim.pk)
        left = set(others.values_list("pk", flat=True))
        place = self.keys.index(claim.pk) if claim.pk in self.keys else 0
        ahead = [*self.keys[place:], *self.keys[:place]]
        return next((pk for pk in ahead if pk in left), None), len(left)
