"""Sources and quotations."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from consortium.checks.sources import (
    address_leads_nowhere,
    claim_cannot_be_looked_up,
    credited_source_is_not_held,
    quotation_is_not_in_the_text,
    source_has_no_date,
)
from consortium.models import Claim, Source
from tests.factories import make_claim, make_link_check, make_source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "fires"),
    [
        pytest.param({}, True, id="undated"),
        pytest.param({"published": "2026~"}, False, id="roughly-dated"),
        pytest.param({"held": False}, False, id="not-held"),
    ],
)
def test_source_has_no_date(fields, fires):
    make_source(**fields)

    assert bool(list(source_has_no_date(Source.objects.all()))) is fires


@pytest.mark.parametrize(
    ("held", "status", "fires"),
    [
        pytest.param(False, "accepted", True, id="cited"),
        pytest.param(False, "pending", True, id="cited-by-a-pending-claim"),
        pytest.param(False, "rejected", False, id="cited-by-a-rejected-claim"),
        pytest.param(True, "accepted", False, id="held"),
    ],
)
def test_credited_source_is_not_held(held, status, fires):
    source = make_source(held=held)
    make_claim(attributed_to=source, status=status, decision_reason="x")

    flags = list(credited_source_is_not_held(Source.objects.all()))

    assert [flag.subject for flag in flags] == ([source] if fires else [])


def test_a_source_that_nobody_cites_need_not_be_found():
    make_source(held=False)

    assert list(credited_source_is_not_held(Source.objects.all())) == []


@pytest.mark.parametrize(
    ("days", "severity"),
    [pytest.param(30, None, id="new"), pytest.param(31, "warning", id="old")],
)
def test_an_unread_source_weighs_more_after_a_month(days, severity):
    make_claim(attributed_to=make_source(held=False))
    later = timezone.now() + timezone.timedelta(days=days, hours=-1)

    with time_machine.travel(later):
        (flag,) = credited_source_is_not_held(Source.objects.all())

    assert flag.severity == severity


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        pytest.param({}, ["quote", "locator"], id="both"),
        pytest.param({"quote": "nine companies"}, ["locator"], id="no-place"),
        pytest.param({"locator": "¶2"}, ["quote"], id="no-quote"),
        pytest.param({"quote": "nine companies", "locator": "¶2"}, None, id="neither"),
        pytest.param({"status": "pending"}, None, id="pending"),
    ],
)
def test_claim_cannot_be_looked_up(fields, missing):
    make_claim(**fields)

    flags = list(claim_cannot_be_looked_up(Claim.objects.all()))

    assert [flag.details["missing"] for flag in flags] == ([missing] if missing else [])


@pytest.mark.parametrize(
    ("text", "quote", "fires"),
    [
        pytest.param("Up to 1 trillion yen.", "up to 1 trillion", False, id="there"),
        pytest.param("Up to\n1 trillion", "up to 1 trillion", False, id="line-break"),
        pytest.param("Ｊａｐａｎ’s plan", "Japan's plan", False, id="widths-quotes"),
        pytest.param("Up to 1 trillion", "1 billion", True, id="not-there"),
        pytest.param("", "1 billion", False, id="no-text"),
        pytest.param("Up to 1 trillion", "", False, id="no-quote"),
    ],
)
def test_quotation_is_not_in_the_text(text, quote, fires):
    claim = make_claim(source=make_source(text=text), quote=quote)

    flags = list(quotation_is_not_in_the_text(Claim.objects.all()))

    assert [flag.subject for flag in flags] == ([claim] if fires else [])


def test_each_text_is_read_once(django_assert_num_queries):
    for _ in range(3):
        source = make_source(text="Something else.")
        for _ in range(2):
            make_claim(source=source, quote="nine companies")

    with django_assert_num_queries(2):
        assert len(list(quotation_is_not_in_the_text(Claim.objects.all()))) == 6


@pytest.mark.parametrize(
    ("days", "url", "fires"),
    [
        pytest.param(7, "https://a.example/", True, id="a-week"),
        pytest.param(6, "https://a.example/", False, id="less"),
        pytest.param(None, "https://a.example/", False, id="alive"),
        pytest.param(9, "https://b.example/", False, id="another-address"),
    ],
)
def test_address_leads_nowhere(days, url, fires):
    failed = {}
    if days is not None:
        since = timezone.now() - datetime.timedelta(days=days)
        failed = {"failing_since": since, "fault": "404"}
    make_link_check(source=make_source(url="https://a.example/"), url=url, **failed)

    flags = list(address_leads_nowhere(Source.objects.all()))

    assert bool(flags) is fires
