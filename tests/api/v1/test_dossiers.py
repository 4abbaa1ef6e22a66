"""An initiative shows what its records show, looked up as plainly as can be."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.test import Client

from consortium.api.rendering import JSONRenderer
from consortium.api.v1.dossiers import LATEST_FIRST, LATEST_PERIOD_FIRST
from consortium.api.v1.serializers.claims import ClaimSerializer
from consortium.api.v1.serializers.fields import claim_counts, context_of
from consortium.api.v1.serializers.frameworks import AlignmentSerializer
from consortium.api.v1.serializers.funding import FundingSerializer
from consortium.api.v1.serializers.indicators import ObservationSerializer
from consortium.api.v1.serializers.initiatives import InitiativeSerializer
from consortium.api.v1.serializers.members import MemberSerializer
from consortium.api.v1.serializers.milestones import MilestoneSerializer
from consortium.api.v1.serializers.sectors import InitiativeSectorSerializer
from consortium.models import Claim, Finding, Member
from tests.api.records import fill, full_initiative, path
from tests.api.v1.hidden import HIDDEN
from tests.factories import make_claim, make_initiative, make_superuser

pytestmark = pytest.mark.django_db
ROOT = "http://testserver/api/v1/"


def of_instances(initiative, user):
    """The initiative and all that hangs on it, by DRF's own way with instances."""
    mine, context = Q(initiative=initiative), context_of(user, ROOT)

    def shown(shape, which, *order):
        rows = shape.rows(user).filter(which).order_by(*order)
        return shape(rows, many=True, context=context).data

    told = Claim.objects.visible_to(user).about(initiative)
    sources = {claim.source_id for claim in told}
    around = Claim.objects.visible_to(user).filter(source__in=sources)
    around = Q(pk__in=around.values("observation"), initiative=None, organization=None)
    observed = shown(
        ObservationSerializer,
        mine | around,
        "indicator__title",
        LATEST_PERIOD_FIRST,
        "id",
    )
    own = [
        each
        for each in observed
        if each["initiative"] and each["kind"] not in ("context", "forecast")
    ]
    open_findings = Finding.objects.visible_to(user).about(initiative)
    open_findings = open_findings.filter(state="open")
    parties = mine | Q(country=initiative.country or None)
    public = Member.objects.published().filter(mine, status="member")
    return {
        **InitiativeSerializer(initiative, context=context).data,
        "named_members": len({member.organization_id for member in public}),
        "members": shown(
            MemberSerializer, mine, "organization__name", "joined_from", "id"
        ),
        "funding": shown(FundingSerializer, mine, LATEST_FIRST, "id"),
        "milestones": shown(MilestoneSerializer, mine, "planned_from", "id"),
        "sectors": shown(
            InitiativeSectorSerializer,
            mine,
            "relation",
            "sector__name",
            "id",
        ),
        "frameworks": shown(AlignmentSerializer, parties, "framework__name", "id"),
        "observations": own,
        "context": [each for each in observed if each not in own],
        "statements": shown(
            ClaimSerializer, mine & Q(field="") & ~Q(statement=""), "id"
        ),
        "claims": claim_counts(claim.status for claim in told),
        "sources": len(sources),
        "findings": {
            severity: sum(each.severity == severity for each in open_findings)
            for severity in ("error", "warning", "info")
        },
    }


@pytest.mark.parametrize("is_staff", [False, True])
@pytest.mark.parametrize("make", [full_initiative, make_initiative])
def test_an_initiative_shows_what_instances_do(make, is_staff):
    initiative = make()
    fill(initiative)
    for _resource, hidden in HIDDEN.values():
        hidden()
    make_claim(subject=initiative, field="name", value="x", status="pending")
    client, user = Client(), AnonymousUser()
    if is_staff:
        user = make_superuser()
        client.force_login(user)

    answer = client.get(path("initiatives", initiative))

    initiative.refresh_from_db()
    assert answer.content == JSONRenderer().render(of_instances(initiative, user))
