"""Claims as a reviewer reads them: each beside what stands, and what it does to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString

from consortium import readings, wording
from consortium.admin.conversions import Rates, rates_of
from consortium.admin.evidence import SUBJECT_NAMES
from consortium.admin.labels import label
from consortium.admin.readings import field_of, restated, said, status, whole
from consortium.admin.verdicts import Judgement, judge
from consortium.checks.origins import give_sources
from consortium.evidence import Verdict
from consortium.fx import Converter
from consortium.models import SUBJECTS, Claim, Record, Source
from consortium.wording import Words, as_written

Place = tuple[str, int, str]
"""A field of a record: the name of its arc, its key, the field."""


@dataclass(frozen=True)
class Case:
    """One claim, the claim that stands on its field, and how the two compare."""

    claim: Claim
    standing: Claim | None
    judgement: Judgement
    named: readings.Named

    @property
    def subject(self) -> Record:
        return self.claim.subject

    @property
    def field(self) -> str:
        return field_of(self.claim)

    @property
    def proposed(self) -> str:
        return said(self.claim, self.named)

    @property
    def stands(self) -> str:
        """What the field shows now; empty for a field that shows nothing."""
        if self.standing is not None:
            return said(self.standing, self.named)
        if not self.claim.field:
            return ""
        shown = Claim(field=self.claim.field, value=self._held)
        return readings.reading(shown, self.subject) if self._held else ""

    @property
    def _held(self) -> Any:
        if self.claim.field not in self.subject.claimable:
            return None
        return self.subject.claim_value(self.claim.field)

    @property
    def is_safe(self) -> bool:
        """Whether accepting the claim lets the field say what it says already."""
        if self.judgement.is_safe:
            return True
        is_first = self.judgement.code == Verdict.FIRST
        return is_first and self._held == self.claim.value

    @property
    def is_shown(self) -> bool:
        """Whether this claim is the one that stands."""
        return self.standing == self.claim

    @property
    def differences(self) -> list[str]:
        """The names of the parts of a figure in which the two differ."""
        if self.standing is None or self.is_shown:
            return []
        old, new = self.standing.value, self.claim.value
        if not isinstance(old, dict) or not isinstance(new, dict):
            return []
        columns = self.subject.claimable[self.claim.field]
        return [
            readings.field_label(self.subject, column)
            for column in columns
            if old.get(column) != new.get(column)
        ]

    @property
    def whole(self) -> str:
        """What a conversion restates, in words."""
        return whole(self.claim)

    @property
    def restated(self) -> str:
        return restated(self.claim)

    @property
    def rates(self) -> Rates | None:
        return rates_of(self.claim)

    @property
    def source(self) -> str:
        return label(self.claim.source)

    @property
    def standing_source(self) -> str:
        return label(self.standing.source) if self.standing else ""

    @property
    def published(self) -> str:
        """When the source was published; empty for an undated one."""
        return wording.fuzzy_date(self.claim.source.published)

    @property
    def status(self) -> SafeString:
        return status(self.claim)

    @property
    def quote(self) -> Words:
        return self._original(self.claim.quote)

    @property
    def as_reported(self) -> Words:
        return self._original(self.claim.as_reported)

    @property
    def valid(self) -> str:
        return wording.fuzzy_date(self.claim.valid)

    def _original(self, text: str) -> Words:
        return as_written(text, self.claim.language or self.claim.source.language)


def readable(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """``claims`` with all that their screens name."""
    own = ("recorded_by", "decided_by", "conversion_of")
    return claims.select_related(*own, *SUBJECTS, *SUBJECT_NAMES)


def cases(claims: list[Claim]) -> list[Case]:
    """Each claim with what stands, in a number of queries that does not grow."""
    standing = _standing(claims)
    everybody = [*claims, *standing.values()]
    give_sources(everybody)
    named = readings.named_in(everybody)
    currencies = set(_currencies(everybody))
    rates = Converter(currencies if len(currencies) > 1 else ())
    found = []
    for claim in claims:
        stands = standing.get(_place(claim))
        judgement = judge(claim, stands, rates)
        found.append(Case(claim, stands, judgement, named))
    return found


class Ancestor(NamedTuple):
    """A source in the line of those that were rewritten from each other."""

    pk: int
    name: str
    held: bool


def lineage(source: Source | None) -> list[Ancestor]:
    """From the first text to ``source``, each rewritten from the one before."""
    found: list[Ancestor] = []
    while source is not None and source.pk not in [one.pk for one in found]:
        found.insert(0, Ancestor(source.pk, label(source), source.held))
        source = source.origin
    return found


def _place(claim: Claim) -> Place:
    arc = claim.subject_type
    return arc, getattr(claim, f"{arc}_id"), claim.field


def _standing(claims: list[Claim]) -> dict[Place, Claim]:
    """The preferred claims on the fields of ``claims``: one query, or none."""
    keys: dict[str, set[int]] = {}
    for arc, key, field in map(_place, claims):
        if field:
            keys.setdefault(arc, set()).add(key)
    if not keys:
        return {}
    places = reduce(or_, (Q(**{f"{arc}__in": pks}) for arc, pks in keys.items()))
    fields = {claim.field for claim in claims}
    preferred = Claim.objects.filter(places, field__in=fields, preferred=True)
    return {_place(claim): claim for claim in readable(preferred)}


def _currencies(claims: list[Claim]) -> Iterator[str]:
    for claim in claims:
        if isinstance(claim.value, dict) and "currency" in claim.value:
            yield str(claim.value["currency"])
