"""What only the newsroom's verbs may change, whoever tries."""

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction

from consortium.models import Claim, Funding, Initiative, Organization, Source
from tests.factories import (
    by_verb,
    make_claim,
    make_funding,
    make_initiative,
    make_organization,
    make_source,
)

pytestmark = pytest.mark.django_db


def refused(rows, **values):
    with (
        pytest.raises(IntegrityError, match="only a verb") as refusal,
        transaction.atomic(),
    ):
        rows.update(**values)
    return refusal.value.__cause__.diag.constraint_name


@pytest.mark.parametrize("state", ["draft", "published"])
def test_a_state_changes_by_a_verb_only(state):
    make_source(**({} if state == "published" else {"state": state}))

    law = refused(Source.objects.all(), state="submitted")

    assert law == "consortium_source_by_verb"


@pytest.mark.parametrize(
    ("make", "column", "value"),
    [
        (make_funding, "amount", 5),
        (make_funding, "currency", "USD"),
        (make_initiative, "planned_start", "2027"),
        (make_organization, "name", "Another"),
    ],
)
def test_a_published_figure_changes_by_a_verb_only(make, column, value):
    record = make()

    refused(type(record).objects.filter(pk=record.pk), **{column: value})


def test_what_nobody_claims_is_edited_at_once():
    initiative = make_initiative()

    Initiative.objects.update(summary="What it is about.")

    initiative.refresh_from_db()
    assert initiative.summary == "What it is about."


def test_drafts_are_edited_at_once():
    make_funding(state="draft")

    assert Funding.objects.update(amount=5) == 1


@pytest.mark.parametrize(
    "decision", [{"status": "disputed"}, {"preferred": True}, {"because": "we_erred"}]
)
def test_a_decision_changes_by_a_verb_only(decision):
    make_claim(subject=make_funding(), field="stage", value="announced")

    refused(Claim.objects.all(), **decision)


def test_a_verb_may():
    make_organization()

    with by_verb():
        assert Organization.objects.update(name="Another") == 1


@pytest.mark.parametrize("state", ["published", "draft"])
def test_only_a_draft_is_deleted(state):
    funding = make_funding(**({} if state == "published" else {"state": state}))

    if state == "draft":
        funding.delete()
        assert not Funding.objects.exists()
    else:
        with (
            pytest.raises((InternalError, ProgrammingError), match="Cannot delete"),
            transaction.atomic(),
        ):
            funding.delete()
