import pytest

from consortium import editorial
from consortium.models import Claim, Finding, Funding
from tests.admin.forms import address, fields
from tests.editorial.reporting import TRILLION, accepted
from tests.factories import make_funding, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def funding():
    """A sum of which three sources say three things."""
    funding = make_funding(amount=None)
    for amount in (1, 2, 3):
        value = TRILLION | {"amount": f"{amount}000000000000"}
        accepted(funding, "amount", value, valid="2026-06")
    return funding


def page(client, funding):
    return client.get(address(Funding, "change", funding.pk)).content.decode()


@pytest.mark.parametrize("person", ["editor", "viewer"])
def test_a_field_says_how_many_values_there_are(request, funding, person):
    assert "disputed: 3 values" in page(request.getfixturevalue(person), funding)


def test_what_is_settled_says_nothing(editor, funding):
    for finding in Finding.objects.filter(code="evidence.contradiction"):
        editorial.waive(finding, by=make_user(), reason="Both are credible.")

    assert "disputed:" not in page(editor, funding)


def test_what_somebody_preferred_is_settled_until_another_value_comes(editor, funding):
    claim = funding.claims.get(value__amount="2000000000000")
    editorial.prefer(claim, by=make_user(), reason="The budget says so.")
    assert "disputed:" not in page(editor, funding)

    late = TRILLION | {"amount": "4000000000000"}
    accepted(funding, "amount", late, valid="2026-06")

    assert "disputed: 4 values" in page(editor, funding)


def test_one_value_written_in_two_ways_counts_once(editor, funding):
    twice = TRILLION | {"amount": "3000000000000.00"}
    accepted(funding, "amount", twice, valid="2026-06")

    assert "disputed: 3 values" in page(editor, funding)


def test_what_stands_can_be_confirmed_with_a_reason(reviewer, funding):
    claim = funding.claims.get(preferred=True)
    url = address(Claim, "change", claim.pk)

    page = reviewer.get(url)
    form = fields(page) | {"verb": "prefer", "reason": "The budget says so."}
    reviewer.post(f"{url.removesuffix('change/')}decide/", form)

    assert "Confirm: the field shows this one rightly" in page.content.decode()
    claim.refresh_from_db()
    assert (claim.preferred, claim.decision_reason) == (True, "The budget says so.")
