import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from consortium import editorial
from consortium.models import Organization, OrganizationMerge
from tests.admin.forms import address, said
from tests.factories import make_claim, make_member, make_organization, make_user

pytestmark = pytest.mark.django_db

ADD = "/admin/consortium/organizationmerge/add/"


def merge_url(one, other):
    return f"{ADD}?one={one.pk}&other={other.pk}"


def unmerge(client, merge, reason="They are two after all."):
    url = reverse("admin:consortium_organizationmerge_unmerge", args=[merge.pk])
    return client.post(url, {"reason": reason}, follow=True)


@pytest.fixture
def pair():
    one = make_organization(name="Preferred Networks")
    other = make_organization(name="Preferred Networks, Inc.")
    make_member(organization=other)
    make_claim(subject=other, field="kind", value="private_sector")
    return one, other


def test_two_are_chosen_first(desk):
    response = desk.get(ADD)

    assert "One organization" in response.content.decode()
    assert "sides" not in response.context


@pytest.mark.parametrize("query", ["one=0&other=x", "one=0"])
def test_what_is_no_pair_is_said(desk, query):
    response = desk.get(f"{ADD}?{query}")

    assert "Select a valid choice" in said(response)[0]
    assert "One organization" in response.content.decode()


def test_an_organization_is_not_compared_with_itself(desk, pair):
    text = desk.get(merge_url(pair[0], pair[0])).content.decode()

    assert "Choose two different organizations." in text


def test_it_says_what_would_move_and_nothing_moves_yet(desk, pair):
    one, other = pair

    sides = desk.get(merge_url(one, other)).context["sides"]

    moves = {side.keep: dict(side.moves) for side in sides}
    assert moves[one] == {"Claims": 1, "Members": 1}
    assert moves[other] == {}
    assert not OrganizationMerge.objects.exists()
    assert {row.version for row in Organization.objects.filter(pk=other.pk)} == {1}


def test_one_is_kept_with_a_reason_and_parted_again(desk, pair):
    one, other = pair

    response = desk.post(
        merge_url(one, other), {"keep": one.pk, "reason": "The same."}, follow=True
    )

    merge = OrganizationMerge.objects.get()
    assert (merge.keep, merge.absorbed, merge.reason) == (one, other, "The same.")
    assert said(response) == ["Preferred Networks, Inc. is now Preferred Networks."]
    assert "Undo the merge" in response.content.decode()
    assert "Members: 1" in response.content.decode()
    response = unmerge(desk, merge)
    merge.refresh_from_db()
    other.refresh_from_db()
    assert said(response) == ["They are two again."]
    assert merge.undone_reason == "They are two after all."
    assert other.state == "published"
    assert "Undo the merge" not in response.content.decode()


@pytest.mark.parametrize("typed", [{"reason": "Same."}, {"keep": "0", "reason": "x"}])
def test_a_merge_needs_its_kept_one(desk, pair, typed):
    response = desk.post(merge_url(*pair), typed)

    assert "errorlist" in response.content.decode()
    assert not OrganizationMerge.objects.exists()


def test_a_merge_that_cannot_be_is_refused_before_and_after_the_click(desk, pair):
    one, _other = pair
    child = make_organization(name="Child", parent=one)

    response = desk.post(merge_url(one, child), {"keep": one.pk, "reason": "The same."})

    assert "they are two" in said(response)[0]
    assert "disabled" in response.content.decode()
    assert not OrganizationMerge.objects.exists()


def test_an_unmerge_needs_a_reason_and_says_what_stands_in_its_way(desk, pair):
    one, other = pair
    by = make_user()
    merge = editorial.merge_organizations(one, absorb=other, by=by, reason="Same.")
    third = make_organization()
    editorial.merge_organizations(third, absorb=one, by=by, reason="Same.")

    assert "This field is required." in unmerge(desk, merge, " ").content.decode()
    assert "undo that" in said(unmerge(desk, merge))[0]
    merge.refresh_from_db()
    assert merge.undone_at is None


def test_only_reviewers_merge(client, pair):
    user = make_user(is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    merge = editorial.merge_organizations(
        pair[0], absorb=pair[1], by=make_user(), reason="Same."
    )

    assert client.get(ADD).status_code == 403
    assert unmerge(client, merge).status_code == 403
    text = client.get(address(OrganizationMerge, "change", merge.pk)).content.decode()
    assert "Undo the merge" not in text
