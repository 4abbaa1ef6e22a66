"""Importers say what is wrong with whatever they are given, and raise nothing else."""

import io
import zipfile
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consortium.imports import fixtures, rates, seed
from consortium.models import Organization

HISTORY = b"Date,USD,JPY,\n2026-06-30,1.17,169.5,\n2026-06-29,N/A,168.9,\n"


def mutated(content):
    """``content`` with some of its bytes cut out, and others in their place."""
    places = st.integers(0, len(content))
    pieces = st.sampled_from([b"", b'"', b"\0", b"\xff", b"1e999", b"-", b"\r", b","])
    cut = st.tuples(places, st.integers(0, 6), pieces | st.binary(max_size=6))

    def apply(cuts):
        made = content
        for start, length, piece in cuts:
            made = made[:start] + piece + made[start + length :]
        return made

    return st.lists(cut, min_size=1, max_size=4).map(apply)


@settings(max_examples=300, deadline=None)
@given(
    mutated(HISTORY) | st.binary(max_size=200) | st.binary().map(lambda b: b"PK" + b)
)
def test_rates_are_read_or_refused(content):
    read = []
    with suppress(rates.BadRates):
        read = list(rates.read(content))

    assert all(rates.LEAST <= rate < rates.MOST for _currency, _day, rate in read)


@pytest.mark.parametrize("rate", ["1e999999", "1e12", "1e-9", "-1", "NaN", "Infinity"])
def test_a_rate_that_no_column_holds_is_refused(rate):
    with pytest.raises(rates.BadRates, match="line 2"):
        list(rates.read(f"Date,USD\n2026-06-30,{rate}\n".encode()))


def test_a_field_without_end_is_refused():
    with pytest.raises(rates.BadRates, match="field larger"):
        list(rates.read(b"Date,USD\n2026-06-30," + b"1" * 200_000))


def test_an_archive_that_swells_is_refused(monkeypatch):
    monkeypatch.setattr(rates, "LARGEST", 1000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref-hist.csv", b"Date,USD\n" + b"\n" * 100_000)

    with pytest.raises(rates.BadRates, match="more than 1000 bytes"):
        list(rates.read(packed.getvalue()))


@given(st.decimals(rates.LEAST, rates.MOST - 1, places=8))
def test_rates_come_back_as_they_were_written(rate):
    (read,) = rates.read(f"Date,USD\n2026-06-30,{rate:f}\n".encode())

    assert read[2] == Decimal(f"{rate:f}")


YAML = b"""
every_claim: {source: paper}
records:
  - slug: company
    name: "Company"
    when: 2026-06-30
    claims: [{external_id: a, field: name, quote: b}]
"""


@settings(max_examples=300, deadline=None)
@given(mutated(YAML) | st.binary(max_size=100) | st.text(max_size=100).map(str.encode))
def test_fixtures_are_read_or_refused_by_name(tmp_path_factory, content):
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.yaml").write_bytes(content)

    places = []
    try:
        places = [entry.place for entry in fixtures.read(folder, "any.yaml").records]
    except fixtures.BadFixture as refusal:
        places = [str(refusal)]

    assert all(place.startswith("any.yaml: ") for place in places)


@pytest.mark.parametrize(
    "value",
    ["!!bool x", "!!int x", "2026-13-45", '"\\0"', '"\\ud800"', "[" * 3000, "!!set x"],
)
def test_values_that_are_none_are_refused_by_name(tmp_path, value):
    (tmp_path / "any.yaml").write_text(f"records: [{{slug: {value}}}]")

    with pytest.raises(fixtures.BadFixture, match=r"any\.yaml"):
        fixtures.read(tmp_path, "any.yaml")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("name: no", "name: write no in quotes", id="false"),
        pytest.param("name: [a]", "name: expected one value", id="list"),
        pytest.param("name: {a: b}", "name: expected one value", id="object"),
        pytest.param("name: 1.5", "name: write 1.5 in quotes", id="fraction"),
        pytest.param("parent: 5", "parent:", id="number-for-a-slug"),
        pytest.param("country: Japan", "country:", id="country"),
        pytest.param(f"name: {'x' * 300}", "name:", id="too-long"),
        pytest.param("nonsense: 1", "nonsense: no such field", id="unknown"),
    ],
)
def test_a_bad_row_is_named_with_its_field_and_nothing_is_written(folder, line, said):
    lines = f"  - slug: odd\n    kind: media\n    {line}\n"
    if not line.startswith("name"):
        lines += "    name: Odd\n"
    folder.write("seed/organizations.yaml", f"records:\n{lines}")

    with pytest.raises(fixtures.BadFixture) as refusal:
        seed.load(folder.path)

    assert f"organizations.yaml: odd: {said}" in str(refusal.value)
    assert not Organization.objects.exists()
