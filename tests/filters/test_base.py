import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from consortium import filters
from consortium.filters import Refused
from consortium.models import Funding
from tests.factories import (
    make_funding,
)
from tests.filters.asking import MODELS, asked, faults, found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("filterset", "model"), MODELS.values(), ids=MODELS)
def test_all_rows_fit_a_query_that_asks_nothing(filterset, model):
    assert found(filterset, "") == list(model.objects.all())


@pytest.mark.parametrize(("filterset", "model"), MODELS.values(), ids=MODELS)
def test_every_ordering_works_both_ways(filterset, model):
    for name in filterset.orderings:
        assert found(filterset, f"ordering={name}") == []
        assert found(filterset, f"ordering=-{name}") == []
    assert set(filterset.default_ordering) <= {
        sign + name for name in filterset.orderings for sign in ("", "-")
    }


@pytest.mark.parametrize(("filterset", "model"), MODELS.values(), ids=MODELS)
def test_every_parameter_says_what_it_is(filterset, model):
    for parameter in filterset.base_filters.values():
        assert parameter.help_text
        assert parameter.schema()["type"]


@pytest.mark.parametrize(("filterset", "model"), MODELS.values(), ids=MODELS)
def test_every_parameter_refuses_what_it_cannot_read(filterset, model):
    for name in filterset.base_filters:
        assert set(faults(filterset, f"{name}=%00")) == {name}
        assert faults(filterset, f"{name}=")[name].code == "empty"
        assert faults(filterset, f"{name}=a&{name}=b")[name].code == "repeated"
        if name != "search":
            assert set(faults(filterset, f"{name}=~'\"<>")) == {name}


def test_an_unknown_parameter_is_told_the_valid_ones():
    fault = faults(filters.FundingFilter, "stagee=announced")["stagee"]

    assert fault.code == "unknown_parameter"
    assert "did you mean “stage”" in fault.detail
    assert "amount_max, amount_min, currency" in fault.detail


def test_a_parameter_like_no_other_is_told_the_valid_ones():
    fault = faults(filters.SectorFilter, "xyzzy=1")["xyzzy"]

    assert fault.detail == (
        "There is no “xyzzy”. "
        "Valid are ordering, parent, scheme, search, updated_since."
    )


def test_parameters_of_others_are_theirs_to_read():
    filterset = filters.FundingFilter(
        QueryDict("cursor=&stage=x"),
        Funding.objects.all(),
        user=AnonymousUser(),
        beside=["cursor"],
    )

    assert [fault.parameter for fault in filterset.faults] == ["stage"]


def test_a_query_that_is_refused_gives_no_rows_and_all_its_faults():
    filterset = asked(filters.FundingFilter, "stage=x&public=1&nothing=1")

    with pytest.raises(Refused) as refused:
        filterset.qs  # noqa: B018
    assert {fault.parameter for fault in refused.value.faults} == {
        "stage",
        "public",
        "nothing",
    }
    with pytest.raises(Refused):
        filterset.read  # noqa: B018


def test_a_wrong_code_is_told_the_valid_ones():
    fault = faults(filters.SectorFilter, "scheme=ISIC4,NACE,SIC")["scheme"]

    assert fault.detail == "“NACE”, “SIC”: not one of ISIC4, JSIC, own."


def test_a_long_list_of_valid_codes_is_cut():
    fault = faults(filters.FundingFilter, "currency=jpy")["currency"]

    assert "“jpy”: not one of " in fault.detail
    assert fault.detail.endswith(" more.")
    assert len(fault.detail) < 400


def test_changes_are_those_since_an_instant():
    funding = make_funding()
    funding.refresh_from_db()
    later = funding.updated_at + datetime.timedelta(microseconds=1)

    at = funding.updated_at.isoformat().replace("+", "%2B")
    assert found(filters.FundingFilter, f"updated_since={at}") == [funding]
    after = later.isoformat().replace("+", "%2B")
    assert found(filters.FundingFilter, f"updated_since={after}") == []


def test_what_is_not_known_comes_last_whichever_way_round():
    dated = [make_funding(dated=dated) for dated in ("2025", "2026", None)]

    assert found(filters.FundingFilter, "ordering=dated") == dated
    assert found(filters.FundingFilter, "ordering=-dated") == [
        dated[1],
        dated[0],
        dated[2],
    ]


def test_the_key_decides_between_equals():
    rows = [make_funding(amount=1) for _each in range(3)]

    assert found(filters.FundingFilter, "ordering=amount") == rows
    assert found(filters.FundingFilter, "ordering=amount,-id") == rows[::-1]
