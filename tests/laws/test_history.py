"""The law: an answer stays what it was, whatever happens later."""

import pytest
from django.db.models import F
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test

from consortium.editorial import projection
from consortium.models import Claim, Initiative
from consortium.models.turns import DataVersion
from tests.laws.newsroom import RUNS, Newsroom, make_world, next_turn, stories

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
    "series/",
    "initiatives/{slug}/",
    "funding/?expand=evidence",
)


class Archive(Newsroom):
    """Keeps answers with the instant they speak of, and asks for them again."""

    @initialize(first=st.integers(0, len(ADDRESSES) - 1))
    def begin(self, first):
        self.client, self.kept, self.next = Client(), [], first
        self.slug = Initiative.objects.published().first().slug

    def ask(self, address, instant=None):
        said = {"as_of": instant} if instant else {}
        path, _mark, query = f"/api/v1/{address}".partition("?")
        said |= dict(part.split("=") for part in query.split("&") if part)
        answer = self.client.get(path, said)
        # A refusal carries the id of its request.
        return answer.status_code, answer.content if answer.status_code == 200 else b""

    @invariant()
    def an_answer_is_kept(self):
        instant = DataVersion.current().written_at.isoformat()
        address = ADDRESSES[self.next % len(ADDRESSES)].format(slug=self.slug)
        self.next += 1
        self.kept.append((address, instant, self.ask(address)))

    @invariant()
    def records_say_what_their_preferred_claims_say(self):
        assert list(projection.departures()) == []

    @invariant()
    def two_persons_stand_behind_every_decision(self):
        alone = Claim.objects.filter(decided_by=F("recorded_by"))
        assert not alone.exclude(single_handed=True).exists()

    def look_back(self):
        for address, instant, (status, content) in self.kept:
            assert status in (200, 404)
            again = self.ask(address, instant)
            assert again == (status, content), (address, instant)


@pytest.mark.django_db
@pytest.mark.parametrize("shard", range(SHARDS))
def test_an_answer_can_be_given_again(shard):
    make_world()
    next_turn()

    run_state_machine_as_test(Archive, settings=stories(RUNS // SHARDS))
