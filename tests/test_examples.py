"""The example reads what there is, and nothing from anywhere else."""

import re
from pathlib import Path

import pytest

from consortium.codelists import Qualifier, Stage
from tests.factories import (
    make_claim,
    make_finding,
    make_funding,
    make_initiative,
    make_rate,
)

pytestmark = pytest.mark.django_db

PAGE = (Path(__file__).resolve().parents[1] / "examples/dashboard.html").read_text()
READ = re.compile(r'read\(("[^"]+"|`[^`]+`)(?:, \{(.*?)\})?[,)]')
QUERY = re.compile(r'(\w+): "?([\w,]+)"?')

KEYS = {
    "totals/": {"results", "combined", "counted", "excluded", "basis"},
    "series/": {"results", "apart", "basis"},
    "claims/": {"results", "next"},
    "findings/": {"results", "next"},
    "initiatives/": {"results", "next"},
    "initiatives/compute/": {"name", "name_ja", "named_members", "reported_members"},
    "codelists/stage/": {"codes"},
    "codelists/qualifier/": {"codes"},
}
ROW_KEYS = {
    "totals/": {
        "stage",
        "public",
        "amount",
        "amount_high",
        "currency",
        "qualifier",
        "converted",
        "count",
    },
    "series/": {"period", "value"},
    "claims/": {"as_reported", "quote", "field", "language", "reason"},
    "findings/": {"severity", "message", "message_ja", "subject"},
    "initiatives/": {"slug"},
}


@pytest.fixture
def facts():
    make_rate(currency="JPY", rate="185")
    make_rate(currency="USD", rate="1.16")
    initiative = make_initiative(slug="compute")
    whole = make_funding(initiative=initiative, amount=10**12, qualifier="up_to")
    make_funding(initiative=initiative, part_of=whole, amount=5)
    make_finding(
        subject=make_claim(subject=whole, status="disputed"), severity="warning"
    )


def asked():
    """Every address that the page reads, with its query."""
    found = {}
    for path, query in READ.findall(PAGE):
        names = path.strip('"`').replace("${one.slug}", "compute")
        read = dict(QUERY.findall(query.replace("convert_to: into", "convert_to: USD")))
        for name in ["stage", "qualifier"] if "${name}" in names else [""]:
            found[names.replace("${name}", name)] = read
    return found


def test_the_page_reads_what_the_test_knows_of():
    assert asked().keys() == KEYS.keys()


@pytest.mark.parametrize("path", KEYS)
def test_what_it_reads_is_there(client, facts, path):
    answer = client.get(f"/api/v1/{path}", asked()[path])

    assert answer.status_code == 200, answer.content
    assert KEYS[path] <= set(answer.json())
    if path in ROW_KEYS:
        assert ROW_KEYS[path] <= set(answer.json()["results"][0])


def test_it_reads_the_caveats_of_a_sum(client, facts):
    (row,) = client.get("/api/v1/totals/", asked()["totals/"]).json()["results"]
    body = client.get("/api/v1/totals/", asked()["totals/"]).json()

    assert {"amount", "rate", "rate_date", "rate_source"} <= set(row["converted"])
    assert {"count", "detail"} <= set(body["excluded"][0])
    assert all("not_converted" in one for one in body["combined"])


def test_it_counts_findings_by_severity(client, facts):
    findings = client.get("/api/v1/initiatives/compute/").json()["findings"]

    assert {"error", "warning", "info"} <= set(findings)


def test_every_code_has_both_labels(client):
    for name, codes in [("stage", Stage), ("qualifier", Qualifier)]:
        listed = client.get(f"/api/v1/codelists/{name}/").json()["codes"]
        assert {one["code"] for one in listed} == set(codes.values)
        assert all({"en", "ja"} <= set(one["label"]) for one in listed)


def test_nothing_comes_from_elsewhere():
    hosts = set(re.findall(r"https?://[\w.]+", PAGE))

    assert hosts == {"http://www.w3.org"}  # the name of SVG
    assert "innerHTML" not in PAGE


def test_the_clock_of_the_browser_tells_no_instant():
    assert "new Date()" not in PAGE
    assert 'headers.get("As-Of")' in PAGE


def test_both_languages_say_the_same_things():
    english, japanese = re.findall(r"^  (?:en|ja): \{\n(.*?)^  \},$", PAGE, re.M | re.S)

    def names(block):
        return re.findall(r"(\w+): \"", block)

    def holes(block):
        return sorted(re.findall(r"\{\w+\}", block))

    assert names(english) == names(japanese)
    assert holes(english) == holes(japanese)
