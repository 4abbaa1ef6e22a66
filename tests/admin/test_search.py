import pytest
from django.utils import translation

from consortium.admin.labels import label
from consortium.models import (
    Claim,
    ExchangeRate,
    Finding,
    Framework,
    Funding,
    Indicator,
    Member,
    Milestone,
    Organization,
    Source,
)
from tests import factories
from tests.admin.forms import address


def found(client, model, term):
    response = client.get(address(model, "changelist"), {"q": term})
    return [row.pk for row in response.context["cl"].result_list]


def softbank():
    organization = factories.make_organization(
        name="SoftBank Corp.", name_ja="ソフトバンク株式会社"
    )
    organization.names.create(name="SBKK", kind="abbreviation")
    organization.identifiers.create(scheme="TSE", value="9434")
    return organization


@pytest.mark.parametrize(
    "term",
    [
        "SoftBank",
        "ＳｏｆｔＢａｎｋ",
        "softbank corp",
        "corp softbank",
        "ソフトバンク",
        "ｿﾌﾄﾊﾞﾝｸ",
        "ソフトバンク　株式会社",
        "sbkk",
        "9434",
        '"SoftBank Corp."',
    ],
)
def test_an_organization_is_found_however_it_is_typed(desk, term):
    organization = softbank()
    factories.make_organization(name="Honda Motor", name_ja="本田技研工業株式会社")

    assert found(desk, Organization, term) == [organization.pk]


@pytest.mark.parametrize("term", ["%", "_", "soft_bank", "Soft%Bank", "SoftBank Group"])
def test_wildcards_and_other_words_find_nothing(desk, term):
    softbank()

    assert found(desk, Organization, term) == []


@pytest.mark.parametrize(
    ("model", "make", "term"),
    [
        pytest.param(
            Member,
            lambda: factories.make_member(organization=softbank()),
            "ｿﾌﾄﾊﾞﾝｸ",
            id="member-by-organization",
        ),
        pytest.param(
            Funding,
            lambda: factories.make_funding(funder=softbank()),
            "sbkk",
            id="funding-by-alias-of-funder",
        ),
        pytest.param(
            Funding,
            lambda: factories.make_funding(recipient_text="ＮＩＮＥ firms"),
            "nine",
            id="funding-by-recipient-in-words",
        ),
        pytest.param(
            Milestone,
            lambda: factories.make_milestone(title="Go", title_ja="ﾓﾃﾞﾙ公開"),
            "モデル",
            id="milestone-by-half-width-title",
        ),
        pytest.param(
            Framework,
            lambda: factories.make_framework(name="Hiroshima AI Process"),
            "hiroshima process",
            id="framework",
        ),
        pytest.param(
            Indicator,
            lambda: factories.make_indicator(title="Share of spending"),
            "SPENDING",
            id="indicator",
        ),
        pytest.param(
            Source,
            lambda: factories.make_source(url="https://example.org/News/1"),
            "example.org/News",
            id="source-by-address",
        ),
        pytest.param(
            Claim,
            lambda: factories.make_claim(quote="Up to 1 trillion yen"),
            "TRILLION",
            id="claim-by-quote",
        ),
        pytest.param(
            Finding,
            lambda: factories.make_finding(message_ja="日付がない"),
            "日付",
            id="finding",
        ),
        pytest.param(ExchangeRate, factories.make_rate, "jpy", id="rate-by-currency"),
    ],
)
def test_records_are_found_by_their_words_and_by_those_they_name(
    desk, model, make, term
):
    record = make()

    assert found(desk, model, term) == [record.pk]
    assert found(desk, model, "nothing like it") == []


@pytest.mark.parametrize(
    "term",
    [
        "¥1 trillion",
        "1兆円",
        "1000000000000",
        "1,000,000,000,000",
        "1 trillion ai programme",
        "ai 1兆",
        "programme",
    ],
)
def test_a_sum_is_found_by_what_its_choice_displays(desk, term):
    initiative = factories.make_initiative(name="AI programme")
    found_one = factories.make_funding(initiative=initiative, amount=10**12)
    factories.make_funding(amount=10**9)

    assert found(desk, Funding, term) == [found_one.pk]
    choices = desk.get(
        "/admin/autocomplete/",
        {
            "term": term,
            "app_label": "consortium",
            "model_name": "funding",
            "field_name": "part_of",
        },
    ).json()["results"]
    assert [row["id"] for row in choices] == [str(found_one.pk)]


@pytest.mark.parametrize(
    "term", ["2 trillion", "1 trillion other", "9" * 40, "1e5", "x 1 " * 500]
)
def test_another_amount_finds_nothing(desk, term):
    factories.make_funding(amount=10**12)

    assert found(desk, Funding, term) == []


@pytest.mark.parametrize(
    ("language", "sum_of_money"),
    [
        pytest.param("en", {"amount": 10**12, "qualifier": "up_to"}, id="up-to"),
        pytest.param("ja", {"amount": 10**12, "qualifier": "up_to"}, id="japanese"),
        pytest.param("en", {"amount": None}, id="not-known"),
    ],
)
def test_a_sum_is_found_by_its_whole_label(desk, language, sum_of_money):
    initiative = factories.make_initiative(name="AI (national)", name_ja="国産AI事業")
    found_one = factories.make_funding(initiative=initiative, **sum_of_money)
    factories.make_funding(initiative=initiative, amount=10**9)
    desk.cookies["django_language"] = language
    with translation.override(language):
        shown = label(found_one)

    assert found(desk, Funding, shown) == [found_one.pk]
