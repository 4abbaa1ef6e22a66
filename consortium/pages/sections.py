"""The lists of an initiative's page: each row with what is reported on its fields."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consortium.codelists import (
    MilestoneStatus,
    SectorRelation,
)
from consortium.models import (
    Alignment,
    InitiativeSector,
    Milestone,
    Observation,
    Organization,
    Sector,
)
from consortium.pages.citations import Citation, Citations, marks
from consortium.pages.dossiers import if_public
from consortium.pages.reports import ByField, on_fields
from consortium.pages.timeline import slip
from consortium.readings import place_name
from consortium.wording import (
    Words,
    as_written,
    figure,
    fuzzy_date,
    untranslated,
)

ALWAYS = (SectorRelation.REPRESENTED, SectorRelation.INTERESTED)
"""The lists of sectors that are shown even when they are empty."""


@dataclass(frozen=True)
class SectorRow:
    """A sector that an initiative touches, and the word the source used for it."""

    link: InitiativeSector
    sector: Sector
    as_written: Words
    share: str
    note: Words
    marks: list[Citation]
    said: ByField

    @property
    def relation_marks(self) -> list[Citation]:
        """Who says so, of the row or of its relation."""
        return marks([*self.marks, *self.said["relation"].supporting])


@dataclass(frozen=True)
class SectorList:
    """The sectors that one relation ties to the initiative."""

    relation: str
    rows: list[SectorRow]


def sector_lists(
    links: Sequence[InitiativeSector], citations: Citations
) -> list[SectorList]:
    """One list for each relation: they are never merged."""
    lists = []
    for relation in SectorRelation:
        rows = [
            sector_row(link, citations) for link in links if link.relation == relation
        ]
        if rows or relation in ALWAYS:
            lists.append(SectorList(str(relation.label), rows))
    return lists


def sector_row(link: InitiativeSector, citations: Citations) -> SectorRow:
    return SectorRow(
        link,
        link.sector,
        as_written(link.as_written),
        figure(link.percentage, "percent", "exact"),
        untranslated(link.note),
        citations.whole(link),
        on_fields(citations, link),
    )


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone with its dates in words; empty ones are not reported."""

    milestone: Milestone
    planned: str
    forecast: str
    achieved: str
    not_yet: str
    marks: list[Citation]
    said: ByField

    @property
    def later(self) -> str:
        """How much later than planned it is expected."""
        return slip(self.milestone.planned, self.milestone.forecast)

    @property
    def slipped(self) -> str:
        """How much later than planned it was reached."""
        return slip(self.milestone.planned, self.milestone.achieved)


def milestone_rows(
    milestones: Iterable[Milestone], citations: Citations
) -> list[MilestoneRow]:
    return [
        MilestoneRow(
            one,
            fuzzy_date(one.planned),
            fuzzy_date(one.forecast),
            fuzzy_date(one.achieved),
            "" if one.status == MilestoneStatus.MET else _("not yet"),
            citations.whole(one),
            on_fields(citations, one),
        )
        for one in milestones
    ]


@dataclass(frozen=True)
class AlignmentRow:
    """Who is said to follow which framework."""

    alignment: Alignment
    party: str
    owner: Organization | None
    marks: list[Citation]
    said: ByField


def alignment_rows(
    alignments: Iterable[Alignment], citations: Citations
) -> list[AlignmentRow]:
    """Those of the initiative before those of its country."""
    ordered = sorted(alignments, key=lambda one: one.initiative_id is None)
    return [
        AlignmentRow(
            one,
            place_name(str(one.country)) if one.country else _("This initiative"),
            if_public(one.framework.owner),
            citations.whole(one),
            on_fields(citations, one),
        )
        for one in ordered
    ]


@dataclass(frozen=True)
class ObservationRow:
    """One measured value, with the place and the time it is for."""

    observation: Observation
    value: str
    place: str
    period: str
    note: Words
    marks: list[Citation]
    said: ByField


def observation_rows(
    observations: Iterable[Observation], citations: Citations
) -> list[ObservationRow]:
    by_indicator = sorted(
        observations, key=lambda one: (one.indicator.title, one.place, one.pk)
    )
    return [
        ObservationRow(
            one,
            figure(one.value, one.indicator.unit, one.qualifier, one.value_high),
            place_name(one.place) if one.place else "",
            fuzzy_date(one.period),
            untranslated(one.note),
            citations.whole(one),
            on_fields(citations, one),
        )
        for one in by_indicator
    ]
