"""Sums of money as readers see them: per stage, never added up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.codelists import Instrument, Qualifier, Stage
from consortium.models import Claim, Funding, Organization
from consortium.pages.citations import Citation, Citations
from consortium.pages.conversions import Computed
from consortium.pages.dossiers import if_public
from consortium.pages.facts import Fact, FactSheet
from consortium.pages.findings import FindingRow
from consortium.pages.reports import ByField, Reports, on_fields, reports
from consortium.readings import field_label, reading
from consortium.wording import (
    Words,
    as_written,
    fuzzy_date,
    in_reader_language,
    money,
    untranslated,
    with_currency,
)

LISTED = 3
"""So many sums of one stage are written out; of more, the number is given."""

MEANING = {
    Qualifier.UP_TO: gettext_lazy("A ceiling: no lower limit is reported."),
    Qualifier.NEARLY: gettext_lazy("Just under this figure."),
    Qualifier.LESS_THAN: gettext_lazy("Under this figure."),
    Qualifier.AT_LEAST: gettext_lazy("A floor: no upper limit is reported."),
    Qualifier.MORE_THAN: gettext_lazy("Over this figure: no upper limit is reported."),
    Qualifier.APPROXIMATELY: gettext_lazy("Rounded by the source."),
    Qualifier.BETWEEN: gettext_lazy("A range, as the source gives it."),
    Qualifier.UNSPECIFIED: gettext_lazy("Printed without a qualifier."),
}
"""What a qualifier tells about the figure; an exact one needs no words."""


@dataclass(frozen=True)
class Restatement:
    """The sum as a source puts it in another currency."""

    claim: Claim
    words: Words


@dataclass(frozen=True)
class Sum:
    """One sum: the figure with the words of its qualifier before and after."""

    funding: Funding
    claims: Sequence[Claim] = ()
    whole: Funding | None = None
    citations: Citations | None = None
    computed: Computed | None = None

    @cached_property
    def said(self) -> ByField:
        """What is reported on each field; nothing where the claims were not asked."""
        if self.citations is None:
            return ByField()
        return on_fields(self.citations, self.funding)

    @property
    def contested(self) -> list[Reports]:
        """The fields of the sum on which sources disagree."""
        return [reports for reports in self.said.values() if reports.is_disputed]

    @property
    def part_of(self) -> "Sum | None":
        """The sum that this one is a part of, if the public sees it."""
        return Sum(self.whole) if self.whole else None

    @cached_property
    def claim(self) -> Claim | None:
        """The claim that the amount stands on."""
        said = (one for one in self.claims if one.funding_id == self.funding.pk)
        standing = (one for one in said if one.preferred and one.field == "amount")
        return next(standing, None)

    @property
    def figure(self) -> str:
        """The amount without its qualifier; for a range the whole of it."""
        funding = self.funding
        if funding.amount is None or funding.qualifier == Qualifier.BETWEEN:
            return self.in_full
        return with_currency(funding.amount, funding.currency)

    @property
    def before(self) -> str:
        return self.in_full.partition(self.figure)[0] if self.figure else ""

    @property
    def after(self) -> str:
        return self.in_full.partition(self.figure)[2] if self.figure else ""

    @cached_property
    def in_full(self) -> str:
        """The amount with its qualifier; empty when nobody reports one."""
        one = self.funding
        return money(one.amount, one.currency, one.qualifier, one.amount_high)

    @property
    def restated(self) -> list[Restatement]:
        """What sources print beside the figure, right or wrong."""
        return [
            Restatement(claim, printed(claim, self.funding))
            for claim in self.claims
            if claim.funding_id == self.funding.pk and claim.conversion_of_id
        ]

    @property
    def meaning(self) -> str:
        return str(MEANING.get(Qualifier(self.funding.qualifier or "exact"), ""))

    @property
    def funder(self) -> Organization | None:
        return if_public(self.funding.funder)


def printed(claim: Claim, funding: Funding) -> Words:
    """The sum as a source prints it; as we read it where the phrase is not noted."""
    if claim.as_reported:
        return as_written(claim.as_reported, claim.language)
    return untranslated(reading(claim, funding, public=True))


@dataclass(frozen=True)
class StageOfMoney:
    """The sums that have come to one stage; those not written out are counted."""

    stage: Stage
    sums: list[Sum]
    more: int


def stages(
    fundings: Iterable[Funding],
    claims: Sequence[Claim] = (),
    citations: Citations | None = None,
    computed: Mapping[int, Computed] | None = None,
) -> list[StageOfMoney]:
    """The sums by stage, up the ladder; a part is left out beside its whole.

    With ``citations`` they tell on which fields sources disagree, with ``computed``
    what they are in another currency.
    """
    known = {funding.pk: funding for funding in fundings}
    wholes = list(whole_sums(known.values()))
    said = defaultdict[int | None, list[Claim]](list)
    for claim in claims:
        said[claim.funding_id].append(claim)
    found = []
    for stage in Stage:
        sums = [
            Sum(
                one,
                said[one.pk],
                known.get(one.part_of_id or 0),
                citations,
                (computed or {}).get(one.pk),
            )
            for one in wholes
            if one.stage == stage
        ]
        if sums:
            rest = max(0, len(sums) - LISTED)
            found.append(StageOfMoney(stage, sums[:LISTED], rest))
    return found


def whole_sums(fundings: Iterable[Funding]) -> Iterable[Funding]:
    """Those of ``fundings`` whose whole is not among them at the same stage."""
    known = {funding.pk: funding for funding in fundings}
    for funding in known.values():
        above = known.get(funding.part_of_id or 0)
        while above and above.stage != funding.stage:
            above = known.get(above.part_of_id or 0)
        if above is None:
            yield funding


@dataclass(frozen=True)
class SumSheet:
    """All about one sum: facts, what its figure rests on, restatements of it."""

    sum: Sum
    facts: list[Fact]
    amount: Reports
    further: list[Citation]
    conversions: list[Citation]
    findings: list[FindingRow]

    @property
    def evidence(self) -> list[Citation]:
        """The claims that give the very figure that stands."""
        return [
            one
            for value in self.amount.values
            if value.stands
            for one in value.citations
        ]


def sum_sheets(
    fundings: Iterable[Funding], citations: Citations, findings: Iterable[FindingRow]
) -> list[SumSheet]:
    """A sheet for each of ``fundings``, up the ladder of stages.

    Of ``findings`` each shows those about it and about the claims on it.
    """
    known = {funding.pk: funding for funding in fundings}
    ladder = list(Stage)
    ordered = sorted(known.values(), key=lambda one: ladder.index(Stage(one.stage)))
    found = list(findings)
    return [
        SumSheet(
            sum=Sum(one, whole=known.get(one.part_of_id or 0)),
            facts=_facts(one, citations),
            amount=reports(citations, one, "amount"),
            further=[
                said
                for said in citations.on(one)
                if said.claim.field not in ("amount", "")
            ],
            conversions=[
                said for said in citations.on(one) if said.claim.conversion_of_id
            ],
            findings=[row for row in found if row.concerns(one)],
        )
        for one in ordered
    ]


def _facts(funding: Funding, citations: Citations) -> list[Fact]:
    sheet = FactSheet(funding, citations)
    for name in ("funder", "channel", "recipient"):
        organization = if_public(getattr(funding, name))
        words = in_reader_language(organization, "name") if organization else None
        if name == "recipient" and words is None:
            text = untranslated(funding.recipient_text)
            sheet.add("recipient_text", text, label=field_label(funding, name))
        elif words or name != "channel":
            sheet.add(name, words)
    sheet.add("stage", funding.get_stage_display())
    unsure = funding.instrument == Instrument.UNKNOWN
    note = _("No source says whether this is a grant, a subsidy, a loan or equity.")
    instrument = funding.get_instrument_display()
    sheet.add("instrument", instrument, note=note if unsure else "")
    for name in ("dated", "period"):
        sheet.add(name, fuzzy_date(getattr(funding, name)))
    for name in ("financed_by", "conditions"):
        if text := getattr(funding, name):
            sheet.add(name, untranslated(text))
    return sheet.facts
