"""The law: an answer stays what it was, whatever happens later.

``python3 dev.py drill history`` runs more of it.
"""

import os
from itertools import cycle

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from consortium.editorial import projection
from consortium.models import Claim, Initiative
from consortium.models.turns import DataVersion
from tests.laws.newsroom import Newsroom, make_world

RUNS = int(os.environ.get("LAW_RUNS", "200"))
PHASES = [Phase.generate] + ([Phase.shrink] if "LAW_SHRINK" in os.environ else [])
"""Making a failing story shorter takes minutes: on demand only."""

SHARDS = 4
"""The runs are split so that test workers share them."""

ADDRESSES = (
    "initiatives/",
    "organizations/",
    "members/",
    "funding/",
    "claims/",
    "findings/",
    "sources/",
    "totals/",
    "initiatives/{slug}/",
)


STARTS = cycle(range(len(ADDRESSES)))
"""Where the next story begins, so that short ones see every address too."""


class Archive(Newsroom):
    """Keeps answers with the instant they speak of, and asks for them again."""

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.client = Client()
        self.kept = []
        start = next(STARTS)
        self.addresses = cycle([*ADDRESSES[start:], *ADDRESSES[:start]])
        self.slug = Initiative.objects.published().first().slug

    def ask(self, address, **query):
        answer = self.client.get(f"/api/v1/{address}", query)
        # A refusal carries the id of its request.
        return answer.status_code, answer.content if answer.status_code == 200 else b""

    @invariant()
    def an_answer_is_kept(self):
        instant = DataVersion.current().written_at.isoformat()
        address = next(self.addresses).format(slug=self.slug)
        self.kept.append((address, instant, self.ask(address)))

    @invariant()
    def records_say_what_their_preferred_claims_say(self):
        assert list(projection.departures()) == []

    @invariant()
    def two_persons_stand_behind_every_decision(self):
        alone = Claim.objects.filter(decided_by=F("recorded_by"))
        assert not alone.exclude(single_handed=True).exists()

    def teardown(self):
        try:
            for address, instant, (status, content) in self.kept:
                assert status in (200, 404)
                again = self.ask(address, as_of=instant)
                assert again == (status, content), (address, instant)
        finally:
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)


@pytest.mark.django_db
@pytest.mark.parametrize("shard", range(SHARDS))
def test_an_answer_can_be_given_again(shard):
    make_world()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tracker.written_at', '', true)")

    run_state_machine_as_test(
        Archive,
        settings=settings(
            max_examples=RUNS // SHARDS,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=PHASES,
            database=None,
        ),
    )
