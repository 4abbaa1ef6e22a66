import pytest

from consortium import filters
from tests.filters.asking import faults, found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query",
    [
        "stage=announced,",
        "stage=Announced",
        "stage= announced",
        "stage=12",
        "public=True",
        "public=1",
        "amount_min=-1",
        "amount_min=1e9",
        "amount_min=NaN",
        "amount_min=1,000",
        "amount_min=0.12345",
        "amount_min=1234567890123456789012345",
        "amount_max=１０",
        "fiscal_year=0",
        "fiscal_year=-1",
        "fiscal_year=1899",
        "fiscal_year=2201",
        "fiscal_year=99999999999",
        "fiscal_year=FY2026",
        "dated_after=yesterday",
        "dated_after=2026-02-30",
        "dated_after=2026-13",
        "dated_before=9999",
        "dated_before=2027/2026",
        f"dated_before={'2' * 41}",
        "updated_since=2026-01-01",
        "updated_since=2026-01-01T00:00:00",
        "updated_since=2026-01-01T00:00:00+09:00",
        "updated_since=0001-01-01T00:00:00%2B14:00",
        "updated_since=now",
        "part_of=1.5",
        "part_of=true",
        "part_of=0",
        f"part_of={'9' * 30}",
        "initiative=No Such",
        "sector=nothing",
        "country=JP",
        "ordering=amount,amount",
        "ordering=amount,-amount",
        "ordering=-",
        "ordering=funder",
        f"search={'x' * 201}",
        "search=%E3%80%80",
    ],
)
def test_values_that_mean_nothing_are_refused(query):
    assert len(faults(filters.FundingFilter, query)) == 1


@pytest.mark.parametrize(
    "query",
    [
        "updated_since=2026-01-01T00:00:00Z",
        "updated_since=2026-01-01T00:00:00%2B23:59",
        "updated_since=9999-12-31T23:59:59Z",
        "fiscal_year=1900",
        "fiscal_year=2200",
        "dated_before=../2030",
        "dated_after=令和8年度",
        "amount_max=999999999999999999999999.9999",
        "search=%25_%5C'",
    ],
)
def test_values_at_the_edge_are_read(query):
    assert found(filters.FundingFilter, query) == []


@pytest.mark.parametrize(
    ("filterset", "query"),
    [
        (filters.MemberFilter, "valid_at=2026"),
        (filters.MemberFilter, "valid_at=2026-02-30"),
        (filters.MemberFilter, "valid_at=FY2026"),
        (filters.ExchangeRateFilter, "date=0000-01-01"),
        (filters.SourceFilter, "language=English (UK)"),
        (filters.ClaimFilter, "subject=funding"),
        (filters.ClaimFilter, "subject=funding:"),
        (filters.ClaimFilter, "subject=source:a"),
        (filters.ClaimFilter, "subject=funding:1.5"),
        (filters.ClaimFilter, "field=slug"),
        (filters.FindingFilter, "code=DQ01"),
        (filters.FindingFilter, "subject=finding:1"),
        (filters.OrganizationFilter, "identifier=NTA:1"),
        (filters.ObservationFilter, "place=XX"),
        (filters.AlignmentFilter, "country=japan"),
    ],
)
def test_values_of_other_kinds_are_refused_too(filterset, query):
    assert len(faults(filterset, query)) == 1
