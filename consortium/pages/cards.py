"""An initiative on the overview: what can be said of it at a glance."""

from dataclasses import dataclass
from typing import cast

from consortium.codelists import ClaimStatus, Stage
from consortium.disputes import CONTRADICTION, place_of
from consortium.models import (
    Claim,
    Finding,
    Funding,
    Initiative,
    Member,
    Record,
    Source,
)
from consortium.pages.dossiers import Dossier, if_public
from consortium.pages.funding import StageOfMoney, stages
from consortium.pages.members import Headcount, headcount
from consortium.readings import place_name


@dataclass(frozen=True)
class Card:
    """The numbers of a card are those of the initiative's own page."""

    dossier: Dossier

    @property
    def initiative(self) -> Initiative:
        return self.dossier.initiative

    @property
    def part_of(self) -> Initiative | None:
        return if_public(self.initiative.part_of)

    @property
    def country(self) -> str:
        code = str(self.initiative.country)
        return place_name(code) if code else ""

    @property
    def stages(self) -> list[StageOfMoney]:
        return stages(self.dossier.all(Funding), self.dossier.all(Claim))

    @property
    def nothing_disbursed(self) -> bool:
        """Whether money is reported, and none of it as disbursed."""
        sums = self.dossier.all(Funding)
        return bool(sums) and all(one.stage != Stage.DISBURSED for one in sums)

    @property
    def members(self) -> Headcount:
        return headcount(self.initiative, self.dossier.all(Member))

    @property
    def members_claim(self) -> Claim | None:
        """The claim that the reported number of members stands on."""
        initiative, field = self.initiative.pk, "reported_member_count"
        said = (one for one in self.dossier.all(Claim) if one.preferred)
        on_it = (one for one in said if one.initiative_id == initiative)
        return next((one for one in on_it if one.field == field), None)

    @property
    def accepted_claims(self) -> int:
        return self.dossier.count(ClaimStatus.ACCEPTED)

    @property
    def disputed_claims(self) -> int:
        return self.dossier.count(ClaimStatus.DISPUTED)

    @property
    def sources_read(self) -> int:
        return sum(source.held for source in self.dossier.all(Source))

    @property
    def sources_cited(self) -> int:
        return sum(not source.held for source in self.dossier.all(Source))

    @property
    def open_findings(self) -> int:
        return len(self.dossier.all(Finding))

    @property
    def open_contradictions(self) -> int:
        """On how many fields accepted claims contradict each other, undecided."""
        found = (one for one in self.dossier.all(Finding) if one.code == CONTRADICTION)
        return len(
            {place_of(cast(Record, one.subject), one.details["field"]) for one in found}
        )
