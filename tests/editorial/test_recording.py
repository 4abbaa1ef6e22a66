"""What a source said already, recorded again or anew."""

import pytest
from django.core.exceptions import ValidationError

from consortium import editorial
from consortium.models import Claim, Organization, OrganizationName
from tests.editorial.reporting import TRILLION, accepted, propose_one
from tests.factories import make_funding, make_organization, make_source, make_user

pytestmark = pytest.mark.django_db

DOLLARS = {"amount": "6160000000", "qualifier": "exact", "currency": "USD"}


def whole_and_restated():
    funding, source = make_funding(), make_source()
    whole = accepted(funding, "amount", TRILLION, source=source)
    return funding, source, whole


def test_a_figure_recorded_without_its_whole_is_not_returned_as_its_conversion():
    funding, source, whole = whole_and_restated()
    plain = propose_one(funding, "amount", DOLLARS, source=source)

    with pytest.raises(ValidationError, match=f"number {plain.pk}") as refusal:
        propose_one(funding, "amount", DOLLARS, source=source, conversion_of=whole)

    assert set(refusal.value.message_dict) == {"conversion_of"}


def test_what_was_rejected_as_recorded_wrongly_is_recorded_anew():
    funding, source, whole = whole_and_restated()
    plain = propose_one(funding, "amount", DOLLARS, source=source)
    editorial.reject(plain, by=make_user(), reason="It restates the yen.")

    again = propose_one(funding, "amount", DOLLARS, source=source, conversion_of=whole)

    assert again.pk != plain.pk
    assert again.conversion_of == whole


@pytest.mark.parametrize("said", [{}, {"valid": "2026-04"}])
def test_who_says_the_same_again_gets_what_stands(said):
    funding, source = make_funding(), make_source()
    first = propose_one(funding, "stage", "committed", source=source, valid="2026-04")

    again = propose_one(funding, "stage", "committed", source=source, **said)

    assert again == first


def test_a_disputed_claim_is_seen_with_its_source():
    funding = make_funding()
    source = make_source(state="draft")
    editorial.submit(source, by=make_user())
    claim = propose_one(funding, "stage", "committed", source=source)

    editorial.dispute(claim, by=make_user(), reason="The ministry denies it.")

    source.refresh_from_db()
    assert source.is_published
    assert claim in Claim.objects.published()


def test_a_claim_that_nobody_would_see_is_not_accepted_on_what_everybody_sees():
    funding = make_funding()
    accepted(funding, "stage", "announced")
    claim = propose_one(
        funding, "stage", "committed", source=make_source(state="draft")
    )

    with pytest.raises(editorial.Refused, match="Publish first: source"):
        editorial.accept(claim, by=make_user(), reason="It says so.")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"valid": "2026-07/.."}, [("SoftBank", "../2026-06-30")]),
        (
            {"because": "world_changed", "published": "2026-08-02"},
            [("SoftBank", "../2026-08-01")],
        ),
        ({"because": "we_erred"}, []),
    ],
)
def test_who_is_renamed_keeps_the_former_name(said, kept):
    organization = make_organization(name="SoftBank")
    accepted(organization, "name", "SoftBank", source=make_source(published="2026-01"))
    source = make_source(published=said.pop("published", None))
    claim = propose_one(organization, "name", "SB Next", source=source, **said)

    editorial.accept(claim, by=make_user(), reason="The register says so.")
    if not claim.preferred:
        editorial.prefer(claim, by=make_user(), reason="We had misread it.")

    names = OrganizationName.objects.filter(organization=organization, kind="former")
    organization = Organization.objects.get(pk=organization.pk)
    assert organization.name == "SB Next"
    assert [(row.name, str(row.valid)) for row in names] == kept
    assert ("softbank" in organization.search_text) is bool(kept)


def test_what_turns_out_to_be_the_present_name_is_no_former_one():
    organization = make_organization(name="Asahi")
    first = accepted(organization, "name", "Asahi", valid="2020")
    accepted(organization, "name", "Yuhi", valid="2026-07/..")
    editorial.accept(first, by=make_user(), reason="It is still so called.")

    editorial.prefer(first, by=make_user(), reason="We had misread it.")

    organization.refresh_from_db()
    assert organization.name == "Asahi"
    assert "Asahi" not in {row.name for row in organization.names.all()}


def test_what_was_recorded_anew_is_not_taken_up_again():
    funding, source, whole = whole_and_restated()
    plain = propose_one(funding, "amount", DOLLARS, source=source)
    editorial.reject(plain, by=make_user(), reason="It restates the yen.")
    again = propose_one(funding, "amount", DOLLARS, source=source, conversion_of=whole)

    for verb in (editorial.accept, editorial.dispute):
        with pytest.raises(editorial.Refused, match=f"number {again.pk}"):
            verb(plain, by=make_user(), reason="It does say so.")


@pytest.mark.parametrize(
    "wrongly",
    [
        pytest.param({"quote": "not what it prints"}, id="quote"),
        pytest.param({"locator": "p. 9"}, id="place"),
        pytest.param({"kind": "forecast"}, id="kind"),
        pytest.param({"valid": "2026-09"}, id="valid"),
    ],
)
def test_what_was_rejected_is_recorded_anew_the_right_way(wrongly):
    funding, source = make_funding(), make_source()
    wrong = propose_one(funding, "stage", "committed", source=source, **wrongly)
    editorial.reject(wrong, by=make_user(), reason="Entered wrongly.")

    right = propose_one(funding, "stage", "committed", source=source)
    same = propose_one(funding, "stage", "committed", source=source)

    assert (right.status, same.pk) == ("pending", right.pk)
    assert right.pk != wrong.pk


def test_a_wrongly_marked_conversion_is_recorded_anew_as_a_figure_of_its_own():
    funding, source, whole = whole_and_restated()
    wrong = propose_one(funding, "amount", DOLLARS, source=source, conversion_of=whole)
    editorial.reject(wrong, by=make_user(), reason="It is another sum.")

    right = propose_one(funding, "amount", DOLLARS, source=source)

    assert (right.status, right.conversion_of) == ("pending", None)


def test_a_date_in_another_spelling_is_the_same_date():
    funding, source = make_funding(), make_source()
    said = {"source": source, "valid": "2026年4月"}

    first = propose_one(funding, "stage", "committed", **said)

    assert propose_one(funding, "stage", "committed", **said) == first


def test_what_no_claim_in_the_field_says_is_not_published():
    funding, source = make_funding(state="draft", amount=None), make_source()
    yen = propose_one(funding, "amount", TRILLION, source=source)
    dollars = propose_one(funding, "amount", DOLLARS, source=source, conversion_of=yen)
    editorial.accept(dollars, by=make_user(), reason="It says so.")
    for field in ("stage", "instrument"):
        accepted(funding, field, funding.claim_value(field))
    funding.refresh_from_db()
    editorial.submit(funding, by=make_user())

    with pytest.raises(editorial.NotPublishable, match="amount"):
        editorial.publish(funding, by=make_user())
