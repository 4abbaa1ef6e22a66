"""What everybody may see, and much beside it that the public may not."""

from itertools import product

from consortium.models import FundingPurpose
from tests.api.records import fill, full_initiative
from tests.factories import (
    back,
    make_alignment,
    make_claim,
    make_finding,
    make_framework,
    make_funding,
    make_indicator,
    make_initiative,
    make_initiative_sector,
    make_link_check,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_sector,
    make_source,
    make_staff,
)

WORD = "Canarywharf"
SLUG = "canarywharf"
KEY = 987_654_321
"""The name, the slug and the id of everything that is hidden."""

DRAFT = {"state": "draft"}


class Public:
    """What everybody may see, and what is asked about it."""

    def __init__(self):
        self.initiative = full_initiative()
        fill(self.initiative)
        self.funding = back(
            make_funding(
                initiative=self.initiative,
                funder=make_organization(kind="government", country="JP"),
            )
        )
        self.organization = self.funding.funder
        self.source = make_source(url="https://a.example/1")
        self.claim = make_claim(subject=self.funding, source=self.source)
        self.indicator = make_indicator()
        self.framework = make_framework()
        self.sector = make_sector()
        self.milestone = make_milestone(initiative=self.initiative)

    @property
    def slugs(self):
        """The slugs of public rows of each kind."""
        rows = (self.initiative, self.organization, self.source, self.indicator)
        return [row.slug for row in (*rows, self.framework, self.sector)]

    @property
    def keys(self):
        """The ids of public rows."""
        return [self.funding.pk, self.claim.pk, self.milestone.pk]


def hide(public):
    """Everything that the public does not see, tied to what it does."""
    named = {"slug": SLUG, "name": WORD, **DRAFT}
    make_staff("reviewer", username=SLUG)
    organization = make_organization(
        kind="government", country="JP", parent=public.organization, **named
    )
    organization.names.create(name=f"{WORD} Ltd", kind="former")
    initiative = make_initiative(
        summary=f"{WORD} it is.", country="JP", part_of=public.initiative, **named
    )
    source = make_source(
        slug=SLUG,
        title=WORD,
        publisher=public.organization,
        origin=public.source,
        text=WORD,
        url="https://a.example/2",
        **DRAFT,
    )
    framework = make_framework(owner=public.organization, **named)
    indicator = make_indicator(slug=SLUG, title=WORD, **DRAFT)
    for at, (whose, who) in enumerate(
        product((public.initiative, initiative), (public.organization, organization))
    ):
        of_draft = {"initiative": whose, **DRAFT, "id": KEY + at}
        make_member(organization=who, note=WORD, left="2030", **of_draft)
        funding = make_funding(
            funder=who, recipient=who, conditions=WORD, amount=KEY, **of_draft
        )
        FundingPurpose.objects.create(funding=funding, sector=public.sector)
        milestone = make_milestone(title=WORD, planned="2031", **of_draft)
        milestone.dependencies.create(depends_on=public.milestone)
        make_initiative_sector(
            sector=public.sector,
            relation=("represented", "interested")[at % 2],
            as_written=WORD,
            **of_draft,
        )
        if at % 2:
            make_alignment(framework=public.framework, **of_draft)
        make_observation(
            indicator=public.indicator, organization=who, value=KEY, **of_draft
        )
    make_funding(
        initiative=public.initiative, part_of=public.funding, amount=KEY, **DRAFT
    )
    make_member(
        initiative=initiative,
        organization=public.organization,
        joined="2031",
        id=KEY + 10,
    )
    make_funding(initiative=initiative, funder=public.organization, id=KEY + 10)
    make_alignment(framework=framework, initiative=public.initiative, id=KEY + 10)
    make_observation(indicator=indicator, initiative=public.initiative, id=KEY + 10)
    make_milestone(initiative=initiative, id=KEY + 10)
    said = {"statement": WORD, "quote": WORD, "source": public.source}
    claims = [
        make_claim(subject=public.funding, status="pending", id=KEY, **said),
        make_claim(subject=public.initiative, id=KEY + 1, **{**said, "source": source}),
        make_claim(subject=public.funding, attributed_to=source, id=KEY + 2, **said),
        make_claim(subject=initiative, id=KEY + 3, **said),
        make_claim(subject=funding, id=KEY + 4, **said),
        make_claim(
            subject=public.funding,
            status="pending",
            field="amount",
            value={"amount": str(KEY), "currency": "JPY", "qualifier": "exact"},
            conversion_of=public.claim,
            source=public.source,
            id=KEY + 5,
        ),
    ]
    for at, subject in enumerate(
        (initiative, organization, source, framework, funding, milestone, *claims)
    ):
        make_finding(subject=subject, message=WORD, severity="error", id=KEY + at)
    make_initiative(name=WORD, **DRAFT).delete()
    make_link_check(source=source)
