"""The address of an organization that was merged."""

import pytest

from consortium import editorial
from tests.factories import make_organization, make_superuser, make_user

pytestmark = pytest.mark.django_db
OLD = "/api/v1/organizations/old/"
NEW = "/api/v1/organizations/new/"


@pytest.fixture
def merge():
    keep, absorb = make_organization(slug="new"), make_organization(slug="old")
    return editorial.merge_organizations(
        keep, absorb=absorb, by=make_user(), reason="They are one."
    )


def test_it_leads_to_the_one_kept(client, merge):
    answer = client.get(OLD, {"expand": "evidence"})

    assert answer.status_code == 302
    assert answer["Location"].endswith(f"{NEW}?expand=evidence")
    assert client.get(OLD, follow=True).json()["slug"] == "new"


def test_it_is_its_own_again_when_they_are_parted(client, merge):
    editorial.unmerge(merge, by=make_user(), reason="They are two.")

    assert client.get(OLD).status_code == 200


def test_staff_see_the_retracted_one(client, merge):
    client.force_login(make_superuser())

    assert client.get(OLD).json()["state"] == "retracted"


def test_it_does_not_lead_to_what_the_public_may_not_see(client, merge):
    editorial.retract(merge.keep, by=make_user(), reason="It never existed.")

    assert client.get(OLD).status_code == 404
    assert client.get("/api/v1/organizations/nobody/").status_code == 404


def test_what_was_never_public_leads_nowhere(client):
    keep, draft = make_organization(), make_organization(slug="old", state="draft")
    editorial.merge_organizations(
        keep, absorb=draft, by=make_user(), reason="They are one."
    )

    assert client.get(OLD).status_code == 404
