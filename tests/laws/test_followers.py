"""Whoever follows the change feed holds what is public, whatever happens."""

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.api.mirror import Mirror, public
from tests.laws.newsroom import RUNS, Newsroom, make_world, stories


class Followed(Newsroom):
    """Two clients: one follows from the first day, one begins at the end."""

    def __init__(self):
        super().__init__()
        self.early = Mirror().follow()

    def look_back(self):
        held = public()
        assert self.early.follow().rows == held
        assert Mirror(page_size=7).follow().rows == held


@pytest.mark.django_db
@pytest.mark.parametrize("shard", range(2))
def test_who_follows_the_feed_holds_what_is_public(shard):
    make_world()

    run_state_machine_as_test(Followed, settings=stories(RUNS // 20))
