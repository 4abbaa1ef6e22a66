"""What keeps a record from being published."""

import pytest

from consortium.checks import errors_blocking
from tests.factories import (
    make_claim,
    make_finding,
    make_funding,
    make_indicator,
    make_initiative,
    make_organization,
)

pytestmark = pytest.mark.django_db

ERROR = {"code": "evidence.missing", "severity": "error"}


@pytest.mark.parametrize(
    ("fields", "blocks"),
    [
        pytest.param({}, True, id="open-error"),
        pytest.param({"severity": "warning"}, False, id="warning"),
        pytest.param({"state": "resolved"}, False, id="resolved"),
    ],
)
def test_open_errors_block(fields, blocks):
    organization = make_organization(state="draft")
    finding = make_finding(**{"subject": organization} | ERROR | fields)
    make_finding(subject=make_organization(), **ERROR)

    assert list(errors_blocking(organization)) == ([finding] if blocks else [])


@pytest.mark.parametrize(
    ("status", "blocks"),
    [
        pytest.param("pending", True, id="pending"),
        pytest.param("accepted", True, id="accepted"),
        pytest.param("disputed", False, id="disputed"),
        pytest.param("rejected", False, id="rejected"),
        pytest.param("superseded", False, id="superseded"),
    ],
)
def test_a_claim_blocks_while_it_may_count(status, blocks):
    funding = make_funding()
    claim = make_claim(subject=funding, status=status)
    finding = make_finding(subject=claim, **ERROR)

    for record in (funding, funding.initiative):
        assert list(errors_blocking(record)) == ([finding] if blocks else [])


@pytest.mark.parametrize(
    ("fields", "blocks"),
    [
        pytest.param({}, True, id="published"),
        pytest.param({"state": "draft"}, False, id="draft"),
    ],
)
def test_an_initiative_waits_for_its_published_rows(fields, blocks):
    initiative = make_initiative(state="draft")
    funding = make_funding(initiative=initiative, **fields)
    finding = make_finding(subject=funding, **ERROR)

    assert list(errors_blocking(initiative)) == ([finding] if blocks else [])
    assert list(errors_blocking(funding)) == [finding]


def test_what_no_check_looks_at_is_never_blocked():
    make_finding(**ERROR)

    assert list(errors_blocking(make_indicator())) == []
