"""Figures are for those who may see them, and their labels are bounded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from tracker import metrics

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "t" * 40


@pytest.fixture
def shown(settings):
    settings.METRICS_TOKEN = TOKEN
    return {"Authorization": f"Bearer {TOKEN}"}


def counted(**labels):
    return REGISTRY.get_sample_value("tracker_answers_total", labels) or 0


@pytest.mark.django_db
def test_without_a_setting_there_is_nothing(client):
    assert client.get("/metrics").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("shown_token", ["", "Bearer ", "Bearer wrong", TOKEN])
def test_strangers_find_nothing(client, shown, shown_token):
    answer = client.get("/metrics", headers={"Authorization": shown_token})

    assert answer.status_code == 404
    assert "tracker_answers" not in answer.content.decode()


@pytest.mark.django_db
def test_the_token_shows_them(client, shown):
    answer = client.get("/metrics", headers=shown)

    assert answer.status_code == 200
    assert "# TYPE tracker_answers_total counter" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [("10.0.0.7", 200), ("10.0.0.8", 404)])
def test_so_does_the_address(client, settings, address, status):
    settings.METRICS_ADDRESSES = ["10.0.0.7"]

    assert client.get("/metrics", REMOTE_ADDR=address).status_code == status


@pytest.mark.django_db
def test_answers_are_counted_by_view_and_not_by_address(client, shown):
    label = {"view": "v1:funding-list", "method": "GET", "status": "200"}
    before = counted(**label)

    for size in range(1, 4):
        client.get("/api/v1/funding/", {"page_size": size})

    assert counted(**label) == before + 3
    assert "page_size" not in client.get("/metrics", headers=shown).content.decode()


@pytest.mark.django_db
def test_what_callers_make_up_makes_no_labels(client):
    known = {"view": "none", "method": "other", "status": "404"}
    before = counted(**known)

    for name in ("ONE", "TWO"):
        client.generic(name, f"/no/such/{name}/page")

    assert counted(**known) == before + 2
    said = {
        label
        for metric in REGISTRY.collect()
        for sample in metric.samples
        for label in sample.labels.values()
    }
    assert not {label for label in said if "ONE" in label or "such/" in label}


TWO_WORKERS = """
import os, sys
from tracker import metrics
metrics.KEPT.labels(200).inc()
if sys.argv[1:] == ["tell"]:
    sys.stdout.buffer.write(metrics.figures())
"""


def test_the_figures_of_all_workers_are_added_up(tmp_path):
    place = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}

    for words in ([], ["tell"]):
        done = subprocess.run(
            [sys.executable, "-c", TWO_WORKERS, *words],
            cwd=ROOT,
            env=place,
            capture_output=True,
            text=True,
            check=True,
        )

    assert 'tracker_kept_answers_total{status="200"} 2.0' in done.stdout
    assert metrics.PATH == "/metrics"
