"""What the database computes agrees with what Python says."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from consortium.excerpts import count_words
from consortium.models import Initiative, Organization, OrganizationName
from consortium.periods import NotAFuzzyDate, parse
from tests.factories import by_verb, make_initiative, make_organization
from tests.test_periods import FUZZY_DATES

pytestmark = pytest.mark.django_db
WITH_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def asked(sql: str, *parameters: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()


@WITH_DATABASE
@given(FUZZY_DATES)
def test_the_database_reads_fuzzy_dates_as_python_does(text):
    date = parse(text)

    found = asked(
        "SELECT fuzzy_from(%s), fuzzy_to(%s), is_fuzzy_date(%s)", *[date.value] * 3
    )

    assert found == (date.earliest, date.latest, True)


@WITH_DATABASE
@given(st.text("0123456789-/.~?%XFY", max_size=24))
def test_the_database_refuses_what_python_does(text):
    try:
        is_canonical = parse(text).value == text
    except NotAFuzzyDate as refusal:
        assume(refusal.code != "not_a_day")
        is_canonical = False

    assert asked("SELECT is_fuzzy_date(%s)", text) == (is_canonical,)


@WITH_DATABASE
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60))
def test_the_database_counts_words_as_python_does(text):
    folded = " ".join(unicodedata.normalize("NFKC", text).split())

    assert asked("SELECT count_words(%s)", folded) == (count_words(folded),)


def test_days_follow_their_fuzzy_date_whoever_writes_it():
    initiative = make_initiative(planned_start="2026-06")

    with by_verb():
        Initiative.objects.filter(pk=initiative.pk).update(planned_start="FY2027")

    initiative.refresh_from_db()
    assert str(initiative.planned_start_from) == "2027-04-01"
    assert str(initiative.planned_start_to) == "2028-03-31"


def test_search_text_is_folded():
    initiative = make_initiative(name="ＡＩ　Ｍｏｄｅｌ", name_ja="ﾓﾃﾞﾙ㈱")

    initiative.refresh_from_db()

    assert initiative.search_text == "ai model モデル(株)"


def test_an_organization_is_found_by_all_its_names():
    organization = make_organization(name="SoftBank Corp.", name_ja="ソフトバンク")
    alias = OrganizationName.objects.create(
        organization=organization, name="ＳＢ", kind="abbreviation"
    )

    organization.refresh_from_db()
    assert organization.search_text == "softbank corp. ソフトバンク sb"

    alias.delete()
    organization.refresh_from_db()
    assert organization.search_text == "softbank corp. ソフトバンク"


def test_nobody_can_write_the_search_text_by_hand():
    organization = make_organization(name="NEC", name_ja="")

    Organization.objects.filter(pk=organization.pk).update(search_text="anything")

    organization.refresh_from_db()
    assert organization.search_text == "nec"
    assert organization.version == 1


def test_japanese_has_trigrams_in_this_database():
    (count,) = asked("SELECT cardinality(show_trgm('半導体'))")

    assert count > 0
