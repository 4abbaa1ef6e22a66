import pytest

from consortium.models import (
    Alignment,
    ExchangeRate,
    Framework,
    Funding,
    Initiative,
    Member,
    Observation,
    Organization,
    Sector,
    Source,
)
from tests import factories
from tests.admin.forms import address, errors, fields, new_row, submit

FUNDING = {"stage": "announced", "instrument": "unknown"}
SUM = {"amount": "5", "qualifier": "exact", "currency": "JPY"}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        pytest.param({"amount": "-5"}, "greater than zero", id="negative"),
        pytest.param({"amount": "0"}, "greater than zero", id="zero"),
        pytest.param({"amount": "1" + "0" * 24}, "24 digits", id="too-large"),
        pytest.param({"amount": "soon"}, "not understood", id="no-number"),
        pytest.param({"amount": "1\0"}, "not understood", id="nul-in-number"),
        pytest.param({"currency": ""}, "needs its currency", id="no-currency"),
        pytest.param({"currency": "JPX"}, "ISO 4217", id="unknown-currency"),
        pytest.param({"qualifier": ""}, "needs a qualifier", id="no-qualifier"),
        pytest.param({"amount": ""}, "needs a figure", id="no-amount"),
        pytest.param({"qualifier": "between"}, "upper value", id="no-upper"),
        pytest.param(
            {"qualifier": "between", "amount_high": "4"}, "upper value", id="reversed"
        ),
        pytest.param({"amount_high": "9"}, "upper value", id="upper-of-exact"),
        pytest.param({"dated": "soon"}, "not a date", id="date"),
        pytest.param({"dated": "2026-02-30"}, "not a day", id="day"),
        pytest.param({"period": "2027/2026"}, "ends before", id="reversed-period"),
        pytest.param({"period": "9999"}, "1800 to 2200", id="year"),
        pytest.param({"stage": "promised"}, "valid choice", id="stage"),
        pytest.param({"initiative": ""}, "required", id="no-initiative"),
        pytest.param({"initiative": "999999"}, "valid choice", id="initiative"),
        pytest.param({"recipient_text": "a\0b"}, "Null characters", id="nul"),
        pytest.param({"external_id": "taken"}, "unique", id="external-id"),
    ],
)
def test_what_the_database_would_refuse_is_an_error_of_the_form(
    desk, changes, complaint
):
    taken = factories.make_funding(external_id="taken")
    data = FUNDING | SUM | {"initiative": str(taken.initiative_id)} | changes

    response = submit(desk, address(Funding, "add"), **data)

    assert complaint in " ".join(errors(response))
    assert Funding.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        pytest.param({"joined": "2026-06"}, "already a member", id="overlap"),
        pytest.param({}, "already a member", id="always"),
        pytest.param({"roles": []}, "required", id="no-role"),
        pytest.param({"roles": ["king"]}, "valid choice", id="unknown-role"),
        pytest.param({"roles": ["core", "core"]}, "twice", id="role-twice"),
        pytest.param(
            {"joined": "2028", "stake": "40"}, "needs a qualifier", id="bare-stake"
        ),
        pytest.param(
            {"joined": "2028", "stake": "101", "stake_qualifier": "exact"},
            "between 0 and 100",
            id="stake-beyond-100",
        ),
        pytest.param(
            {"joined": "2028", "stake": "40", "stake_qualifier": "between"},
            "cannot be a range",
            id="stake-range",
        ),
    ],
)
def test_a_membership_keeps_the_laws(desk, changes, complaint):
    member = factories.make_member(joined="2026", left="2027")
    data = {
        "initiative": str(member.initiative_id),
        "organization": str(member.organization_id),
        "roles": ["core"],
        "status": "member",
    }

    response = submit(desk, address(Member, "add"), **data | changes)

    assert complaint in " ".join(errors(response))
    assert Member.objects.count() == 1


def test_a_membership_may_follow_another(desk):
    member = factories.make_member(joined="2026", left="2027")

    response = submit(
        desk,
        address(Member, "add"),
        initiative=str(member.initiative_id),
        organization=str(member.organization_id),
        roles=["lead", "core"],
        status="member",
        joined="2028",
    )

    assert errors(response) == []
    assert Member.objects.order_by("pk").last().roles == ["lead", "core"]


def test_ticked_roles_are_shown_again(desk):
    member = factories.make_member(roles=["lead", "core"])

    page = fields(desk.get(address(Member, "change", member.pk)))

    assert sorted(page["roles"]) == ["core", "lead"]


@pytest.mark.parametrize(
    ("maker", "parent"),
    [
        pytest.param(factories.make_initiative, "part_of", id="initiative"),
        pytest.param(factories.make_organization, "parent", id="organization"),
        pytest.param(factories.make_funding, "part_of", id="funding"),
        pytest.param(factories.make_sector, "parent", id="sector"),
        pytest.param(factories.make_source, "origin", id="source"),
    ],
)
def test_a_hierarchy_never_runs_in_a_circle(desk, maker, parent):
    state = {} if maker is factories.make_sector else {"state": "draft"}
    top = maker(**state)
    below = maker(**{parent: top}, **state)

    url = address(type(top), "change", top.pk)
    response = submit(desk, url, **{parent: str(below.pk)})

    assert "This would make a circle." in errors(response)


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        pytest.param(
            new_row("identifiers", scheme="JP-JCN", value="1234567890123"),
            "a digit is wrong",
            id="check-digit",
        ),
        pytest.param(
            new_row("identifiers", scheme="TSE", value="9434"),
            "already has this identifier",
            id="taken",
        ),
        pytest.param(
            new_row("identifiers", scheme="", value="9434"), "required", id="no-scheme"
        ),
        pytest.param(
            new_row("names", name="SBKK", kind=""), "required", id="kind-of-name"
        ),
        pytest.param(
            new_row("names", name="SBKK", kind="legal", valid="once"),
            "not a date",
            id="time-of-name",
        ),
    ],
)
def test_names_and_identifiers_keep_the_laws(desk, rows, complaint):
    factories.make_organization().identifiers.create(scheme="TSE", value="9434")
    organization = factories.make_organization()

    url = address(Organization, "change", organization.pk)
    response = submit(desk, url, **rows)

    assert complaint in " ".join(errors(response))


def add_alignment():
    taken = factories.make_alignment()
    return {
        "framework": str(taken.framework_id),
        "initiative": str(taken.initiative_id),
        "relation": "claimed",
    }


def add_observation():
    indicator = factories.make_indicator()
    return {
        "indicator": str(indicator.pk),
        "initiative": str(factories.make_initiative().pk),
        "kind": "context",
        "value": "40",
        "qualifier": "approximately",
    }


@pytest.mark.parametrize(
    ("model", "make", "changes", "complaint"),
    [
        pytest.param(Alignment, add_alignment, {}, "already exists", id="twice"),
        pytest.param(
            Alignment,
            add_alignment,
            {"initiative": ""},
            "initiative or a country",
            id="nobody",
        ),
        pytest.param(
            Alignment,
            add_alignment,
            {"country": "JP"},
            "initiative or a country",
            id="both",
        ),
        pytest.param(
            Observation, add_observation, {}, "Context belongs to no", id="context"
        ),
        pytest.param(
            Observation, add_observation, {"place": "XX"}, "country code", id="place"
        ),
        pytest.param(
            ExchangeRate,
            lambda: {"base": "EUR", "date": "2026-06-30", "origin": "ECB"},
            {"currency": "EUR", "rate": "1"},
            "two_currencies",
            id="one-currency",
        ),
        pytest.param(
            ExchangeRate,
            lambda: {"base": "EUR", "date": "2026-06-30", "origin": "ECB"},
            {"currency": "JPY", "rate": "-1"},
            "greater than zero",
            id="rate",
        ),
        pytest.param(
            Framework,
            lambda: {"name": "ISO", "slug": "iso"},
            {"identifier": "42001"},
            "one we know",
            id="identifier-of-unknown",
        ),
        pytest.param(
            Source,
            lambda: {"title": "News", "slug": "news", "kind": "other"},
            {"text": "All of it", "reliability": "F"},
            "do not hold",
            id="text-not-held",
        ),
        pytest.param(
            Source,
            lambda: {"title": "News", "slug": "news", "kind": "other"},
            {"url": "https://user@example.org/", "held": "on"},
            "valid URL",
            id="address-with-user",
        ),
        pytest.param(
            Source,
            lambda: {"title": "News", "slug": factories.make_source().slug},
            {"held": "on"},
            "already exists",
            id="slug",
        ),
        pytest.param(
            Initiative,
            lambda: {"name": "AI", "slug": "ai", "kind": "programme"},
            {"reported_member_count": "9"},
            "needs a qualifier",
            id="bare-count",
        ),
        pytest.param(
            Initiative,
            lambda: {"name": "AI", "slug": "ai", "kind": "programme"},
            {
                "reported_member_count": "3000000000",
                "reported_member_count_qualifier": "exact",
            },
            "less than or equal",
            id="large-count",
        ),
        pytest.param(
            Sector,
            lambda: {"scheme": "own", "name": "AI", "slug": "ai"},
            {"code": "S-1"},
            "already exists",
            id="code",
        ),
    ],
)
def test_every_law_speaks_through_the_form(desk, model, make, changes, complaint):
    factories.make_sector(code="S-1")
    data = make() | changes
    before = model.objects.count()

    url = address(model, "add")
    response = desk.post(url, unheld(fields(desk.get(url))) | data, follow=True)

    assert complaint in " ".join(errors(response))
    assert model.objects.count() == before


def unheld(data):
    """The fields of a new source without the tick that says we hold it."""
    return {name: value for name, value in data.items() if name != "held"}
