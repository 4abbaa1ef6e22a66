"""Imports that are killed half way, in short."""

import pytest

from drills import interrupted, newsroom

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("drills")]


def test_an_import_that_was_killed_left_nothing_and_is_through_the_next_time(own):
    before = interrupted.contents(own.cluster)

    assert interrupted.killed(own.cluster, "seed")

    assert interrupted.contents(own.cluster) == before
    assert "created: " in newsroom.manage(own.cluster, "seed")
    after = interrupted.contents(own.cluster)
    assert after != before
    assert "unchanged" in newsroom.manage(own.cluster, "seed")
    assert interrupted.contents(own.cluster) == after
