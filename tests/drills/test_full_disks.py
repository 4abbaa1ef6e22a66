"""A disk that runs full, in short."""

from pathlib import Path

import pytest

from drills import clusters, full_disks, newsroom
from drills.ledger import ACKNOWLEDGED
from drills.writers import Writers

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("drills")]


@pytest.mark.skipif(
    not full_disks.may_mount(), reason="only root may make a small file system"
)
def test_a_full_disk_refuses_and_halves_nothing(stopped):
    with clusters.clusters() as make, full_disks.small(cluster := make()) as ballast:
        cluster.adopt(Path(stopped.cluster.data))
        cluster.database = newsroom.DATABASE
        cluster.start()
        with newsroom.serving(cluster, workers=1) as server:
            writers = Writers(server.port, stopped.cookie, number=0, name="disk")

            assert full_disks.trial(cluster, ballast, writers) == []

    assert len(writers.ledger.of(ACKNOWLEDGED)) >= 4
