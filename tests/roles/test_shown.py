"""What each role is shown in files and on pages, and in which fields."""

import csv
import io

import pytest
from django.urls import reverse

from consortium import editorial
from consortium.models import FundingPurpose
from consortium.roles import MATRIX, Role, Rows
from tests.factories import (
    make_claim,
    make_finding,
    make_funding,
    make_organization,
    make_sector,
)
from tests.roles.world import Pair

pytestmark = pytest.mark.django_db
ARGS = {
    "initiative-embed": lambda slug: [slug, "ladder"],
    "overview-embed": lambda _one: ["ladder"],
    "sitemap-section": lambda _one: ["initiatives"],
    "download": lambda _one: ["sources", "csv"],
}
WITH_PAGES = [row for row in MATRIX if row.pages]
OF_ONE = {"initiative", "organization", "source", "sector", "claim", "funding"}
"""Kinds that have pages of their own."""


def name(row):
    return row.name


@pytest.fixture(scope="module")
def parts(world):
    """Sums with a purpose, one of them a draft."""
    pair = Pair(make_funding(), make_funding(state="draft"))
    for funding in pair:
        FundingPurpose.objects.create(funding=funding, sector=make_sector())
    return pair


@pytest.mark.parametrize(
    ("row", "dataset"),
    [pytest.param(row, dataset, id=dataset) for row in MATRIX for dataset in row.files],
)
def test_a_file_has_the_rows_of_the_matrix(world, parts, row, dataset):
    pair = parts if dataset == "funding-by-sector" else world.pairs[row.api]

    for role in Role:
        answer = world.ask(role, "get", f"/downloads/{dataset}.csv")
        assert answer.status_code == 200
        lines = list(csv.DictReader(io.StringIO(answer.read.decode())))
        seen = {next(iter(line.values())) for line in lines}
        found = {
            name
            for name, one in pair._asdict().items()
            if str(getattr(one, "slug", one.pk)) in seen
        }
        all_of = row.rows(role) is Rows.ALL
        assert (role, found) == (
            role,
            {"public", "hidden"} if all_of else {"public"},
        )


def places(row, which, world):
    """Where the pages of ``row`` are, for one that is seen or not."""
    for name in row.pages:
        if name.startswith(("admin:", "accounts/")) or name == "set_language":
            continue
        one = getattr(world.pairs[row.api], which) if row.name in OF_ONE else None
        is_list = name.endswith("-list")
        if which == "hidden" and (one is None or is_list):
            continue
        key = getattr(one, "slug", getattr(one, "pk", None))
        fill = ARGS.get(name, lambda key: [] if key is None else [key])
        yield reverse(name, args=[] if is_list else fill(key))


@pytest.mark.parametrize("row", WITH_PAGES, ids=name)
def test_a_page_is_the_same_for_everybody(world, settings, row):
    settings.SECURITY_CONTACT = ["mailto:safe@tracker.example"]

    for address in places(row, "public", world):
        answers = {role: world.ask(role, "get", address) for role in Role}

        assert {answer.status_code for answer in answers.values()} == {200}
        if row.name != "files":
            assert len({answer.read for answer in answers.values()}) == 1, address


@pytest.mark.parametrize("row", WITH_PAGES, ids=name)
def test_a_page_of_what_is_not_published_is_there_for_nobody(world, row):
    for address in places(row, "hidden", world):
        answers = [world.ask(role, "get", address).status_code for role in Role]

        assert set(answers) == {404}, address


@pytest.fixture(scope="module")
def signed(world):
    """Rows that name the people who had to do with them."""
    reviewer = world.users[Role.REVIEWER]
    claim = make_claim()
    finding = make_finding()
    editorial.waive(finding, by=reviewer, reason="Seen.")
    keep, absorbed = make_organization(), make_organization()
    merge = editorial.merge_organizations(
        keep, absorb=absorbed, by=reviewer, reason="One."
    )
    editorial.unmerge(merge, by=reviewer, reason="Two.")
    return {"claims": claim, "findings": finding, "organization-merges": merge}


OF_PEOPLE = [row for row in MATRIX if row.fields and row.kind]


@pytest.mark.parametrize("row", OF_PEOPLE, ids=name)
def test_a_field_is_for_those_of_the_matrix(world, signed, row):
    one = signed[row.api]

    for role in Role:
        answer = world.ask(role, "get", f"/api/v1/{row.api}/{one.pk}/")
        if row.rows(role) is Rows.NONE:
            assert answer.status_code == 404
            continue
        shown = answer.json()
        for name, roles in row.fields.items():
            assert (role, name, shown[name] is not None) == (
                role,
                name,
                role in roles,
            )


@pytest.mark.parametrize("row", [row for row in OF_PEOPLE if row.files], ids=name)
def test_a_column_is_for_those_of_the_matrix(world, signed, row):
    for role in Role:
        answer = world.ask(role, "get", f"/downloads/{row.files[0]}.csv")
        lines = csv.DictReader(io.StringIO(answer.read.decode()))
        shown = next(line for line in lines if line["id"] == str(signed[row.api].pk))
        for name, roles in row.fields.items():
            assert (role, name, shown[name] != "") == (role, name, role in roles)


def test_who_changed_something_is_for_those_of_the_matrix(world, signed):
    (row,) = (row for row in MATRIX if row.name == "changes")
    address = "/api/v1/changes/?resource=findings&page_size=1000"

    for role in Role:
        lines = world.ask(role, "get", address).json()["results"]
        named = [line for line in lines if line["by"]]
        assert (role, bool(named)) == (role, role in row.fields["by"])


def test_an_account_that_is_told_who_it_is_is_its_own(world):
    for role in list(Role)[1:]:
        shown = world.ask(role, "get", "/api/v1/me/").json()

        assert shown["username"] == world.users[role].username
