"""What the seed holds: the facts of one article, and nothing that it does not say."""

from decimal import Decimal

import pytest
import yaml
from django.contrib.auth.models import User
from django.db import connection

from consortium.codelists import SectorScheme
from consortium.imports import seed
from consortium.models import (
    SUBJECTS,
    Alignment,
    Claim,
    Framework,
    Funding,
    Indicator,
    Initiative,
    InitiativeSector,
    Member,
    Milestone,
    Observation,
    Organization,
    OrganizationIdentifier,
    Record,
    Sector,
    Source,
)

PUBLISHED = {
    Initiative: 1,
    Organization: 13,
    Member: 4,
    Funding: 1,
    Source: 5,
    InitiativeSector: 7,
    Alignment: 4,
    Framework: 4,
    Indicator: 4,
    Observation: 3,
    Milestone: 0,
}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The seed, loaded once for all these tests, which only read it."""
    with django_db_blocker.unblock():
        seed.load()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        ours = [name for name in tables if name.startswith(("consortium_", "pghist"))]
        cursor.execute(f"TRUNCATE {', '.join(ours)}")
        User.objects.get(username="seed").delete()


@pytest.fixture
def seeded(loaded, db):
    """The seed, for one test."""


def claims_in_files():
    """Every claim as it is written, without a database."""

    def below(node):
        if isinstance(node, list):
            for item in node:
                yield from below(item)
        elif isinstance(node, dict):
            yield from node.get("claims", [])
            for value in node.values():
                yield from below(value)

    for name in (*seed.RECORDS, seed.STATEMENTS):
        yield from below(yaml.safe_load((seed.FIXTURES / name).read_text()))


CLAIMS = [pytest.param(claim, id=claim["external_id"]) for claim in claims_in_files()]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_quotes_a_few_words_and_says_where_they_stand(claim):
    words = [word for word in claim["quote"].split() if word != "/"]

    assert 0 < len(words) <= 8
    assert claim["locator"].startswith("¶")


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_a_claim_reports_is_a_fragment_or_a_statement_in_both_languages(claim):
    if "field" in claim:
        words = [word for word in claim["as_reported"].split() if word != "/"]
        assert 0 < len(words) <= 8
        assert "statement" not in claim
    else:
        assert claim["statement"]
        assert claim["statement_ja"]


def test_the_records_are_counted_and_published(seeded):
    assert {model: model.objects.count() for model in PUBLISHED} == PUBLISHED
    assert {
        model: model.objects.published().count() for model in PUBLISHED
    } == PUBLISHED


def test_the_claims_are_counted(seeded):
    assert Claim.objects.count() == 110
    assert Claim.objects.filter(field="").count() == 45


def test_a_claimable_field_shows_its_preferred_claim(seeded):
    shown, preferred = {}, {}
    for model in SUBJECTS.values():
        for record in model.objects.all():
            shown |= {
                (record, field): record.claim_value(field)
                for field in model.claimable
                if record.claim_value(field)
            }
    for claim in Claim.objects.filter(preferred=True):
        preferred[claim.subject, claim.field] = claim.value

    working_title = (Initiative.objects.get(), "name")
    assert shown.pop(working_title)
    assert preferred == shown


def test_every_claim_is_accepted_but_for_what_is_disputed(seeded):
    disputed = Claim.objects.exclude(status="accepted")

    assert sorted(disputed.values_list("external_id", "status")) == [
        ("seed:F19-committed", "disputed"),
        ("seed:F19-disbursed", "disputed"),
        ("seed:F22", "disputed"),
    ]


def test_every_claim_was_read_in_the_one_source_that_is_held(seeded):
    held = Source.objects.get(held=True)

    assert set(Claim.objects.values_list("source", flat=True)) == {held.pk}
    assert (held.published, held.accessed_on, held.text) == (None, None, "")
    assert (held.kind, held.reliability) == ("aggregator", "F")
    assert held.text_sha256


def test_what_it_credits_to_others_is_second_hand(seeded):
    attributed = Claim.objects.exclude(attributed_to=None)

    credited = {}
    for claim in attributed:
        credited.setdefault(claim.attributed_to.publisher.slug, set()).add(
            claim.external_id.partition("-")[0]
        )
    assert credited == {
        "nikkei-asia": {"seed:F50", "seed:F53"},
        "gartner": {"seed:F64", "seed:F65"},
        "government-of-japan": {"seed:F15", "seed:F17"},
        "mckinsey": {"seed:F62"},
    }


def test_the_initiative_has_a_working_title_and_no_dates(seeded):
    initiative = Initiative.objects.get()

    assert initiative.name_is_provisional
    assert (initiative.kind, initiative.status) == ("consortium", "announced")
    assert initiative.country == "JP"
    assert {
        initiative.planned_start,
        initiative.planned_end,
        initiative.actual_start,
        initiative.actual_end,
    } == {None}


def test_nine_members_are_reported_and_four_named(seeded):
    initiative = Initiative.objects.get()

    assert initiative.reported_member_count == 9
    assert initiative.reported_member_count_qualifier == "exact"
    assert {
        member.organization.slug: member.roles for member in initiative.members.all()
    } == {
        "softbank-corp": ["lead", "core"],
        "honda-motor": ["core"],
        "nec": ["core"],
        "sony": ["core"],
    }


def test_sakura_internet_is_an_organization_and_no_member(seeded):
    assert not Organization.objects.get(slug="sakura-internet").memberships.exists()


def test_one_sum_of_money_is_announced_up_to_a_trillion_yen(seeded):
    funding = Funding.objects.get()

    assert funding.claim_value("amount") == {
        "amount": "1000000000000",
        "qualifier": "up_to",
        "currency": "JPY",
    }
    assert (funding.stage, funding.instrument) == ("announced", "unknown")
    assert funding.funder.slug == "government-of-japan"
    assert funding.recipient is None
    assert funding.recipient_text


def test_the_figure_in_dollars_is_a_disputed_conversion_of_the_yen(seeded):
    conversion = Claim.objects.exclude(conversion_of=None).get()

    assert conversion.value == {
        "amount": "61600000000",
        "qualifier": "approximately",
        "currency": "USD",
    }
    assert conversion.status == "disputed"
    assert conversion.decision_reason
    assert conversion.conversion_of == conversion.funding.claims.get(
        field="amount", preferred=True
    )


def test_the_sum_is_also_mentioned_without_its_qualifier(seeded):
    mention = Claim.objects.get(external_id="seed:F27")

    assert mention.value["qualifier"] == "unspecified"
    assert (mention.status, mention.preferred) == ("accepted", False)


def test_the_words_for_the_stage_of_the_money_differ(seeded):
    claims = Claim.objects.filter(field="stage").values_list("value", "status")

    assert sorted(claims) == [
        ("announced", "accepted"),
        ("committed", "disputed"),
        ("disbursed", "disputed"),
    ]


def test_the_two_lists_of_sectors_stay_apart(seeded):
    lists = {}
    for link in InitiativeSector.objects.all():
        lists.setdefault(link.relation, {})[link.as_written] = link.sector.slug
        assert link.percentage is None

    assert lists == {
        "interested": {
            "automotive": "isic4-29",
            "electronics": "isic4-26",
            "chemical": "isic4-20",
            "robotics": "robotics",
        },
        "represented": {
            "manufacturing": "isic4-c",
            "transportation": "isic4-h",
            "electronics": "isic4-26",
        },
    }


def test_the_sections_of_isic_are_all_there_in_both_languages(seeded):
    sections = Sector.objects.filter(scheme=SectorScheme.ISIC4, parent=None)

    assert "".join(sections.values_list("code", flat=True)) == "ABCDEFGHIJKLMNOPQRSTU"
    assert not Sector.objects.filter(name_ja="").exists()


def test_alignment_is_claimed_and_no_document_is_made_up(seeded):
    assert set(Alignment.objects.values_list("relation", flat=True)) == {"claimed"}
    assert Framework.objects.get(identity_known=True).slug == "hiroshima-ai-process"
    assert set(Framework.objects.values_list("identifier", flat=True)) == {""}
    assert Alignment.objects.filter(country="JP").count() == 2


def test_observations_are_background_without_a_period(seeded):
    figures = Observation.objects.values_list("place", "kind", "value", "qualifier")

    assert set(figures) == {
        ("US", "context", Decimal(40), "approximately"),
        ("CN", "context", Decimal(30), "nearly"),
        ("001", "forecast", Decimal("4.4e12"), "up_to"),
    }
    assert not Observation.objects.exclude(initiative=None, period=None).exists()


def test_only_two_indicators_have_values(seeded):
    assert Indicator.objects.filter(observations=None).count() == 2


def test_sony_may_be_either_of_two_companies(seeded):
    sony = Organization.objects.get(identity="ambiguous")

    assert sony.slug == "sony"
    assert sony.identity_note


def test_only_two_corporate_numbers_are_known(seeded):
    identifiers = OrganizationIdentifier.objects.values_list(
        "organization__slug", "value"
    )

    assert set(identifiers) == {
        ("softbank-corp", "9010401052465"),
        ("honda-motor", "6010401027577"),
    }


def test_expectations_opinions_and_advice_fill_no_field(seeded):
    said = Claim.objects.filter(kind__in=["forecast", "opinion", "normative"])

    assert said.count() > 15
    assert set(said.values_list("field", flat=True)) == {""}


def test_no_kind_of_record_with_claims_is_without_one(seeded):
    silent = [
        record
        for model in SUBJECTS.values()
        for record in model.objects.filter(claims=None)
    ]

    assert silent == []
    assert all(issubclass(model, Record) for model in SUBJECTS.values())
