import pytest

from consortium.models import Funding, Initiative
from tests import factories
from tests.admin.forms import address, errors, fields, new_row, submit


def listed(client):
    return client.get(address(Initiative, "changelist")).content.decode()


@pytest.mark.parametrize(
    ("reported", "words"),
    [
        pytest.param({}, "1 named", id="not-reported"),
        pytest.param(
            {
                "reported_member_count": 9,
                "reported_member_count_qualifier": "at_least",
            },
            "1 named, at least 9 reported",
            id="reported",
        ),
    ],
)
def test_the_list_compares_named_and_reported_members(desk, reported, words):
    initiative = factories.make_initiative(**reported)
    factories.make_member(initiative=initiative)
    factories.make_member(initiative=initiative, status="interested")

    assert words in listed(desk)


def test_the_list_shows_sums_of_money_without_adding_them(desk):
    initiative = factories.make_initiative()
    whole = factories.make_funding(initiative=initiative, amount=10**12, dated="2026")
    factories.make_funding(initiative=initiative, amount=10**9, part_of=whole)
    factories.make_funding(initiative=initiative, amount=None)

    page = listed(desk)

    assert "¥1 trillion (Announced)</td>" in page
    assert "billion" not in page


def test_the_list_says_when_there_are_more_sums(desk):
    initiative = factories.make_initiative()
    for amount in (1, 2, 3, 4, 5):
        factories.make_funding(initiative=initiative, amount=amount)

    assert "<br>and 2 more</td>" in listed(desk)


def test_members_money_milestones_and_sectors_are_added_in_the_form(desk):
    initiative = factories.make_initiative()
    factories.make_funding(initiative=initiative)
    organization, sector = factories.make_organization(), factories.make_sector()
    rows = (
        new_row(
            "members",
            organization=str(organization.pk),
            roles=["lead"],
            status="member",
        )
        | new_row(
            "funding",
            1,
            stage="announced",
            instrument="subsidy",
            amount="1兆",
            qualifier="up_to",
            currency="JPY",
        )
        | new_row(
            "milestones",
            title="First model",
            kind="model_release",
            status="scheduled",
            planned="FY2027",
        )
        | new_row(
            "sector_links",
            sector=str(sector.pk),
            relation="focus",
            as_written="robots",
        )
    )

    response = submit(desk, address(Initiative, "change", initiative.pk), **rows)

    assert errors(response) == []
    assert initiative.members.get().roles == ["lead"]
    added = initiative.funding.get(instrument="subsidy")
    assert (added.amount, added.state) == (10**12, "draft")
    assert str(initiative.milestones.get().planned) == "FY2027"
    assert initiative.sector_links.get().as_written == "robots"


def test_rows_that_exist_are_read_in_the_form_and_changed_on_their_own(desk):
    funding = factories.make_funding(qualifier="up_to", amount=10**12)
    url = address(Initiative, "change", funding.initiative_id)
    response = desk.get(url)

    own = address(Funding, "change", funding.pk)
    assert f'<a href="{own}?_back=initiative">up to ¥1 trillion</a>' in (
        response.content.decode()
    )
    forged = {"funding-0-amount": "5", "funding-0-stage": "spent"}
    desk.post(url, fields(response) | forged)

    funding.refresh_from_db()
    assert (funding.amount, funding.stage) == (10**12, "announced")


def test_an_error_in_a_new_row_keeps_what_was_typed(desk):
    initiative = factories.make_initiative()
    row = new_row("funding", stage="announced", instrument="unknown", amount="1兆")

    response = submit(desk, address(Initiative, "change", initiative.pk), **row)

    assert "A figure needs a qualifier, and a qualifier needs a figure." in (
        errors(response)
    )
    assert fields(response)["funding-0-amount"] == "1兆"
