import pytest
from django.utils import translation

from consortium.admin.labels import choice, label
from tests import factories

pytestmark = pytest.mark.django_db


def ai_plan():
    return factories.make_initiative(name="AI plan", name_ja="AI計画")


def softbank():
    return factories.make_organization(name="SoftBank", name_ja="ソフトバンク")


def make_member():
    return factories.make_member(initiative=ai_plan(), organization=softbank())


def make_sector():
    return factories.make_sector(code="C", name="Manufacturing", name_ja="製造業")


def make_link():
    return factories.make_initiative_sector(initiative=ai_plan(), sector=make_sector())


def make_funding():
    return factories.make_funding(initiative=ai_plan(), qualifier="up_to")


def make_unknown_sum():
    return factories.make_funding(initiative=ai_plan(), amount=None)


def make_observation():
    indicator = factories.make_indicator(title="Share", title_ja="割合", unit="percent")
    return factories.make_observation(indicator=indicator, value=40)


def make_framework():
    return factories.make_framework(name="G7 process", name_ja="G7プロセス")


def make_alignment():
    return factories.make_alignment(framework=make_framework(), initiative=ai_plan())


def make_country():
    return factories.make_alignment(framework=make_framework(), country="JP")


def make_claim():
    return factories.make_claim(as_reported="up to 1 trillion yen")


@pytest.mark.parametrize(
    ("make", "english", "japanese"),
    [
        pytest.param(ai_plan, "AI plan", "AI計画", id="initiative"),
        pytest.param(
            make_member, "SoftBank – AI plan", "ソフトバンク – AI計画", id="member"
        ),
        pytest.param(make_sector, "C Manufacturing", "C 製造業", id="sector"),
        pytest.param(make_link, "C Manufacturing (", "C 製造業 (", id="link"),
        pytest.param(make_funding, "up to ¥1,000 (", "1,000円", id="funding"),
        pytest.param(make_unknown_sum, "amount not known", "AI計画", id="no-sum"),
        pytest.param(make_observation, "Share: 40%", "割合: 40%", id="observation"),
        pytest.param(
            make_alignment,
            "G7 process – AI plan",
            "G7プロセス – AI計画",
            id="alignment",
        ),
        pytest.param(
            make_country, "G7 process – Japan", "G7プロセス – 日本", id="country"
        ),
        pytest.param(make_claim, "up to 1 trillion yen", "up to 1", id="claim"),
    ],
)
def test_a_record_is_called_something_in_both_languages(make, english, japanese):
    record = make()

    assert english in label(record)
    with translation.override("ja"):
        assert japanese in label(record)


@pytest.mark.parametrize(
    ("make", "text"),
    [
        pytest.param(softbank, "SoftBank (ソフトバンク)", id="two-names"),
        pytest.param(
            lambda: factories.make_organization(name="Sony"), "Sony", id="one-name"
        ),
        pytest.param(make_member, "SoftBank – AI plan", id="label-of-its-own"),
        pytest.param(factories.make_rate, "EUR/JPY 2026-06-30", id="no-name"),
    ],
)
def test_a_choice_has_both_names(make, text):
    assert choice(make()) == text
