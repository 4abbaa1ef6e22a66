"""A file is of one state of the data, and lets go of it."""

from threading import Thread

import pytest
from django.db import DataError, connection, transaction

from consortium.codelists import ClaimStatus
from consortium.exports import writers
from consortium.exports.extracts import one_state
from consortium.models import FundingPurpose, Initiative
from tests.api.records import full_funding
from tests.api.v1.hidden import DRAFT
from tests.exports.reading import rows, whole
from tests.factories import (
    make_claim,
    make_funding,
    make_initiative,
    make_sector,
    make_source,
)

pytestmark = pytest.mark.django_db(transaction=True)
FUNDING = "/downloads/funding.csv"


def elsewhere(do):
    """Let another connection ``do`` it and commit."""

    def run():
        do()
        connection.close()

    other = Thread(target=run)
    other.start()
    other.join()


def test_what_is_committed_meanwhile_is_in_the_next_file():
    with one_state() as version:
        elsewhere(make_initiative)
        seen = Initiative.objects.count()

    with one_state() as later:
        assert Initiative.objects.count() == seen + 1
    assert later.number > version.number


def test_nothing_can_be_written_while_a_file_is():
    with pytest.raises(Exception, match="read-only"), one_state():
        make_initiative()


@pytest.mark.parametrize("extension", ["csv", "jsonl"])
@pytest.mark.parametrize("query", ["", "?as_of=2026-01-01T00:00:00Z"])
def test_who_hangs_up_leaves_nothing_open(client, monkeypatch, extension, query):
    monkeypatch.setattr(writers, "CHUNK", 1)
    for _number in range(3):
        make_initiative()
    answer = client.get(f"/downloads/initiatives.{extension}{query}")
    next(iter(answer.streaming_content))

    answer.close()

    assert not connection.in_atomic_block
    with transaction.atomic():
        assert Initiative.objects.count() == 3


def test_what_is_gathered_for_some_rows_is_what_is_gathered_for_all(client):
    funding = full_funding()
    FundingPurpose.objects.create(funding=funding, sector=make_sector())
    for status in ("accepted", "accepted", "rejected", "pending"):
        make_claim(subject=funding, status=status)
    make_claim(subject=funding, source=make_source(**DRAFT))
    other = make_funding(amount=7)

    every, some, none = (
        {row["id"]: row for row in rows(whole(client.get(f"{FUNDING}{query}")), "csv")}
        for query in ("", "?amount_min=100", "?search=nothing")
    )

    row = every[str(funding.pk)]
    assert some[row["id"]] == row
    assert some.items() < every.items()
    assert none == {}
    counts = [row[f"claims_{status}"] for status in ClaimStatus.values]
    assert dict(zip(ClaimStatus.values, counts, strict=True)) == {
        "pending": "0",
        "accepted": "3",
        "disputed": "1",
        "rejected": "1",
        "superseded": "0",
    }
    assert (row["findings"], row["sectors"].count(",")) == ("1", 1)
    bare = every[str(other.pk)]
    assert [bare["claims_accepted"], bare["findings"], bare["sectors"]] == [
        "0",
        "0",
        "",
    ]


def test_a_file_that_breaks_off_says_so(client, monkeypatch):
    monkeypatch.setattr(writers, "CHUNK", 1)
    make_initiative()
    broken = "SELECT 1 / (2 - number) FROM generate_series(1, 2) AS number"
    monkeypatch.setattr(
        "consortium.exports.extracts.Extract.statement", lambda *_said: broken
    )
    answer = client.get("/downloads/initiatives.csv")

    with pytest.raises(DataError, match="division by zero"):
        b"".join(answer.streaming_content)

    assert not connection.in_atomic_block
    assert Initiative.objects.count() == 1
