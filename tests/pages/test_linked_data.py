"""What pages tell machines of themselves is what they tell people."""

import json
import re

import pytest
from django.utils.timezone import localdate

from consortium.models import OrganizationIdentifier, OrganizationName
from tests.factories import make_claim, make_initiative, make_organization, make_source

pytestmark = pytest.mark.django_db
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def linked_data(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return [json.loads(block) for block in BLOCK.findall(answer.content.decode())]


def test_an_initiative_is_a_dataset_whose_files_answer(client):
    make_initiative(
        slug="compute",
        name="Compute for all",
        name_ja="みんなの計算資源",
        summary="Machines for everybody.",
    )

    [data] = linked_data(client, "/initiatives/compute/")

    assert data["@type"] == "Dataset"
    assert (data["name"], data["alternateName"]) == (
        "Compute for all",
        ["みんなの計算資源"],
    )
    assert data["description"] == "Machines for everybody."
    assert data["license"].startswith("https://creativecommons.org/")
    for file in data["distribution"]:
        answer = client.get(file["contentUrl"])
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(file["encodingFormat"])


def test_a_dataset_without_a_summary_still_says_what_it_is(client):
    make_initiative(slug="compute", summary="")

    [data] = linked_data(client, "/initiatives/compute/")

    assert len(data["description"]) > 50


def test_what_ends_a_script_in_a_name_does_not_end_it(client):
    make_initiative(slug="compute", name="</script><b>")

    [data] = linked_data(client, "/initiatives/compute/")

    assert data["name"] == "</script><b>"


def test_an_organization_is_named_in_both_scripts_with_its_numbers(client):
    one = make_organization(slug="ntt", name="NTT", name_ja="日本電信電話")
    OrganizationName.objects.create(
        organization=one, name="Nippon T&T", language="en", kind="other"
    )
    OrganizationIdentifier.objects.create(
        organization=one, scheme="JP-JCN", value="7010001065142"
    )

    [data] = linked_data(client, "/ja/organizations/ntt/")

    assert data["@type"] == "Organization"
    assert data["name"] == "日本電信電話"
    assert data["alternateName"] == ["NTT", "Nippon T&T"]
    assert [one["value"] for one in data["identifier"]] == ["7010001065142"]


@pytest.mark.parametrize(("status", "rating"), [("rejected", 1), ("disputed", 2)])
def test_a_claim_that_was_not_accepted_is_a_correction(client, status, rating):
    source = make_source(title="A report", url="https://example.org/a")
    claim = make_claim(
        source=source,
        subject=make_initiative(),
        status=status,
        decision_reason="The ministry denied it.",
    )

    [data] = linked_data(client, f"/claims/{claim.pk}/")

    assert data["@type"] == "ClaimReview"
    assert data["reviewRating"]["ratingValue"] == rating
    assert data["reviewBody"] == "The ministry denied it."
    assert data["datePublished"] == localdate(claim.decided_at).isoformat()
    assert data["itemReviewed"]["appearance"]["url"] == "https://example.org/a"
    assert data["claimReviewed"]


def test_an_accepted_claim_is_no_correction(client):
    claim = make_claim(subject=make_initiative())

    assert linked_data(client, f"/claims/{claim.pk}/") == []


def test_all_files_together_are_a_dataset(client):
    [data] = linked_data(client, "/downloads/")

    assert data["@type"] == "Dataset"
    assert data["distribution"][0]["contentUrl"].endswith("/downloads/datapackage.json")


def test_a_page_of_the_past_is_no_dataset_of_its_own(client):
    make_initiative(slug="compute")
    # The fixture's records are of this transaction, so "now" is the only past.
    answer = client.get("/initiatives/compute/?as_of=2999-01-01")

    assert not BLOCK.findall(answer.content.decode())
