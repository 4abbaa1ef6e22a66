"""What the checks find in the seed: exactly this."""

from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from consortium import checks
from consortium.checks.gate import errors_blocking
from consortium.models import Finding, Funding, Initiative, Source
from tests.factories import make_rate

pytestmark = pytest.mark.django_db

EXPECTED = {
    "fx.decimal-shift": 1,
    "member.count": 1,
    "source.undated": 1,
    "evidence.single-origin": 1,
    "evidence.unresolved-attribution": 4,
    "evidence.qualifier-drift": 1,
    "funding.instrument-unknown": 1,
    "funding.recipient-ambiguous": 1,
    "organization.ambiguous": 1,
    "initiative.provisional-name": 1,
    "funding.stage-ambiguous": 1,
    "export.incomplete": 1,
    "framework.overclaim": 3,
    "observation.incomplete": 2,
}


@pytest.fixture
def seed():
    make_rate(currency="JPY", date="2026-06-30", rate="185.1770")
    make_rate(currency="USD", date="2026-06-30", rate="1.13850")
    call_command("seed", stdout=StringIO())


def test_the_seed_raises_these_findings_and_no_other(seed):
    checks.run_all()

    found = Finding.objects.values_list("code", flat=True)
    assert Counter(found.filter(state="open")) == Counter(found) == EXPECTED


def test_it_finds_them_on_what_they_are_about(seed):
    checks.run_all()

    about = {(finding.code, str(finding.subject)) for finding in Finding.objects.all()}
    assert ("organization.ambiguous", "Sony") in about
    assert {name for code, name in about if code == "framework.overclaim"} == {
        "Security guidelines of Japan (document not identified)",
        "ISO standards or guidelines on AI (document not identified)",
        "NIST guidelines on AI (document not identified)",
    }
    assert {
        getattr(finding.subject, "external_id", "")
        for finding in Finding.objects.filter(
            code__in=["fx.decimal-shift", "observation.incomplete"]
        )
    } == {"seed:F22", "seed:F60", "seed:F61"}


def test_the_tenfold_error_is_explained(seed):
    checks.run_all()

    details = Finding.objects.get(code="fx.decimal-shift").details
    assert details.pop("claim")
    assert details == {
        "factor": 10,
        "too_large": True,
        "implied_rate": "16.23",
        "expected_rate": "162.65",
        "unit": "JPY/USD",
        "rate_date": "2026-06-30",
        "rate_source": "ECB",
    }


def test_running_again_changes_nothing(seed):
    history = apps.get_model("consortium", "FindingEvent").objects
    checks.run_all()
    before = history.count()

    outcome = checks.run_all()
    checks.refresh(*Initiative.objects.all(), *Source.objects.all())

    assert history.count() == before
    assert outcome.found == EXPECTED
    assert not outcome.opened
    assert not outcome.closed


def test_the_disputed_dollars_keep_nothing_from_being_published(seed):
    checks.run_all()

    assert list(errors_blocking(Funding.objects.get())) == []
    assert list(errors_blocking(Initiative.objects.get())) == []


def test_without_rates_the_dollars_are_impossible(seed):
    apps.get_model("consortium", "ExchangeRate").objects.all().delete()

    checks.run_all()

    assert Finding.objects.get(code="fx.decimal-shift").state == "resolved"
    assert Finding.objects.get(code="fx.deviation").severity == "error"
