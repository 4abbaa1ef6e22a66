import pytest

from consortium import filters
from consortium.folding import fold
from tests.factories import (
    make_alignment,
    make_claim,
    make_finding,
    make_framework,
    make_indicator,
    make_initiative,
    make_member,
    make_milestone,
    make_observation,
    make_organization,
    make_sector,
    make_source,
)
from tests.filters.asking import found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("filterset", "make"),
    [
        (filters.InitiativeFilter, lambda: make_initiative(name_ja="国産ＡＩ")),
        (filters.OrganizationFilter, lambda: make_organization(name="国産Ai")),
        (filters.SectorFilter, lambda: make_sector(name="国産AI")),
        (filters.SourceFilter, lambda: make_source(title_ja="国産AI")),
        (filters.ClaimFilter, lambda: make_claim(statement_ja="国産ＡＩ")),
        (filters.FindingFilter, lambda: make_finding(message_ja="国産AI")),
        (filters.MilestoneFilter, lambda: make_milestone(title_ja="国産ＡＩ")),
        (filters.IndicatorFilter, lambda: make_indicator(title_ja="国産AI")),
        (filters.ObservationFilter, lambda: make_observation(note="国産ai")),
        (filters.FrameworkFilter, lambda: make_framework(name_ja="国産AI")),
        (
            filters.AlignmentFilter,
            lambda: make_alignment(framework=make_framework(name_ja="国産AI")),
        ),
        (
            filters.MemberFilter,
            lambda: make_member(organization=make_organization(name_ja="国産AI")),
        ),
    ],
)
def test_records_are_found_by_words_in_whatever_width_and_case(filterset, make):
    record = make()

    assert found(filterset, "search=産ａI") == [record]
    assert found(filterset, "search=産%25ai") == []


def test_words_are_folded_as_the_database_folds_them():
    assert fold("  ＳｏｆｔＢａｎｋ　㈱ ") == "softbank (株)"
