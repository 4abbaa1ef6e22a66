"""Which rows a run looks at."""

import pytest

from consortium.checks.scope import ARCS, around, standing
from consortium.models import (
    FINDING_SUBJECTS,
    Alignment,
    Claim,
    Framework,
    Funding,
    FundingPurpose,
    Initiative,
    Member,
    Milestone,
    Observation,
    Organization,
    Source,
)
from tests.factories import (
    by_verb,
    make_alignment,
    make_claim,
    make_finding,
    make_framework,
    make_funding,
    make_indicator,
    make_initiative,
    make_initiative_sector,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_rate,
    make_sector,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


class World:
    """An initiative with a row of each kind, and another one beside it."""

    def __init__(self):
        self.initiative = make_initiative()
        base = {"initiative": self.initiative}
        self.member = make_member(**base)
        self.whole = make_funding()
        self.funding = make_funding(
            **base,
            part_of=self.whole,
            funder=make_organization(),
            channel=make_organization(),
            recipient=make_organization(),
        )
        self.milestone = make_milestone(**base)
        self.observation = make_observation(**base, organization=make_organization())
        self.alignment = make_alignment(**base)
        self.sector = make_initiative_sector(**base)
        self.cited = make_source(held=False)
        self.claim = make_claim(subject=self.member, attributed_to=self.cited)
        self.elsewhere = make_claim(subject=make_member())


@pytest.fixture
def world():
    return World()


def test_every_kind_of_subject_has_its_arc():
    assert set(ARCS.values()) == set(FINDING_SUBJECTS)


@pytest.mark.parametrize(
    "touched",
    [
        "initiative",
        "member",
        "funding",
        "milestone",
        "observation",
        "alignment",
        "sector",
        "claim",
        "cited",
    ],
)
def test_a_change_concerns_its_initiative_with_all_rows(world, touched):
    pks = around(getattr(world, touched))

    funding = world.funding
    assert pks[Initiative] == {world.initiative.pk}
    assert pks[Member] == {world.member.pk}
    assert pks[Funding] == {funding.pk, world.whole.pk}
    assert pks[Milestone] == {world.milestone.pk}
    assert pks[Observation] == {world.observation.pk}
    assert pks[Alignment] == {world.alignment.pk}
    assert pks[Framework] == {world.alignment.framework_id}
    assert pks[Claim] == {world.claim.pk}
    assert pks[Source] == {world.claim.source_id, world.cited.pk}
    assert pks[Organization] == {
        world.member.organization_id,
        world.observation.organization_id,
        funding.funder_id,
        funding.channel_id,
        funding.recipient_id,
    }


def test_a_change_to_an_organization_stays_with_it(world):
    organization = world.member.organization
    claim = make_claim(subject=organization)

    pks = around(organization)

    assert pks[Organization] == {organization.pk}
    assert pks[Claim] == {claim.pk}
    assert pks[Source] == {claim.source_id}
    assert not pks[Initiative]


def test_an_indicator_and_a_framework_bring_their_rows():
    context = make_observation(indicator=make_indicator(), place="JP")
    alignment = make_alignment(framework=make_framework(), country="JP")

    pks = around(context.indicator, alignment.framework)

    assert pks[Observation] == {context.pk}
    assert pks[Alignment] == {alignment.pk}


def test_a_part_stands_for_its_whole(world):
    purpose = FundingPurpose.objects.create(funding=world.funding, sector=make_sector())
    finding = make_finding(subject=world.milestone)

    assert around(purpose)[Initiative] == {world.initiative.pk}
    assert around(finding)[Milestone] == {world.milestone.pk}


def test_a_row_that_no_check_looks_at_concerns_nothing():
    pks = around(make_rate())

    assert not any(pks.get(model) for model in ARCS)


def retract(record):
    with by_verb():
        type(record).objects.filter(pk=record.pk).update(
            state="retracted",
            retracted_at=record.published_at,
            retracted_by=make_user(),
            retraction_reason="Wrong.",
        )


def test_nobody_looks_at_what_is_retracted(world):
    retract(world.initiative)

    assert world.initiative not in standing(Initiative)
    assert world.member not in standing(Member)
    assert world.claim not in standing(Claim)
    assert list(standing(Claim)) == [world.elsewhere]
    assert world.member.organization in standing(Organization)
