"""Sums of money as readers see them: per stage, never added up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.codelists import Instrument, Qualifier, Stage
from consortium.models import Claim, Funding, Organization
from consortium.pages.citations import Citation, Citations
from consortium.pages.dossiers import if_public
from consortium.pages.facts import Fact, FactSheet
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

    @property
    def in_full(self) -> str:
        """The amount with its qualifier; empty when nobody reports one."""
        one = self.funding
        return money(one.amount, one.currency, one.qualifier, one.amount_high)

    @property
    def restated(self) -> list[Restatement]:
        """What sources print beside the figure, right or wrong."""
        return [
            Restatement(claim, as_written(claim.as_reported, claim.language))
            for claim in self.claims
            if claim.funding_id == self.funding.pk
            and claim.conversion_of_id
            and claim.as_reported
        ]

    @property
    def meaning(self) -> str:
        return str(MEANING.get(Qualifier(self.funding.qualifier or "exact"), ""))

    @property
    def funder(self) -> Organization | None:
        return if_public(self.funding.funder)


@dataclass(frozen=True)
class StageOfMoney:
    """The sums that have come to one stage; those not written out are counted."""

    stage: Stage
    sums: list[Sum]
    more: int


def stages(
    fundings: Iterable[Funding], claims: Sequence[Claim] = ()
) -> list[StageOfMoney]:
    """The sums by stage, up the ladder; a part is left out beside its whole."""
    wholes = list(whole_sums(fundings))
    found = []
    for stage in Stage:
        sums = [Sum(one, claims) for one in wholes if one.stage == stage]
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
    evidence: list[Citation]
    further: list[Citation]
    conversions: list[Citation]
    whole: Sum | None


def sum_sheets(fundings: Iterable[Funding], citations: Citations) -> list[SumSheet]:
    """A sheet for each of ``fundings``, up the ladder of stages."""
    known = {funding.pk: funding for funding in fundings}
    ladder = list(Stage)
    ordered = sorted(known.values(), key=lambda one: ladder.index(Stage(one.stage)))
    return [_sheet(one, known.get(one.part_of_id or 0), citations) for one in ordered]


def _sheet(funding: Funding, whole: Funding | None, citations: Citations) -> SumSheet:
    said = citations.on(funding)
    figures = [one for one in said if one.claim.field == "amount"]
    return SumSheet(
        sum=Sum(funding),
        facts=_facts(funding, citations),
        evidence=[one for one in figures if not one.claim.conversion_of_id],
        further=[one for one in said if one.claim.field not in ("amount", "")],
        conversions=[one for one in figures if one.claim.conversion_of_id],
        whole=Sum(whole) if whole else None,
    )


def _facts(funding: Funding, citations: Citations) -> list[Fact]:
    sheet = FactSheet(funding, citations)
    for name in ("funder", "channel", "recipient"):
        organization = if_public(getattr(funding, name))
        words = in_reader_language(organization, "name") if organization else None
        if name == "recipient":
            words = words or untranslated(funding.recipient_text)
            sheet.add(name, words, also="recipient_text")
        elif words or name == "funder":
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
