"""Every dataset in every format says what the API says."""

from datetime import timedelta

import pytest

from consortium.exports.datasets import DATASETS
from consortium.imports import seed
from tests.api.records import FULL
from tests.exports.reading import read, rows, whole

pytestmark = pytest.mark.django_db

SHAPES = {
    "from": "from",
    "to": "to",
    "name": "name",
    "title": "title",
}
"""The ends of names of columns, and what they are in an object of the API."""
MOVED = {
    "reported_member_count": ("reported_members", "value"),
    "reported_member_count_qualifier": ("reported_members", "qualifier"),
    "member_count_meaning": ("reported_members", "meaning"),
    "member_count_meaning_ja": ("reported_members", "meaning_ja"),
    "amount_min": ("bounds", "min"),
    "amount_max": ("bounds", "max"),
    "value_min": ("bounds", "min"),
    "value_max": ("bounds", "max"),
    "subject_type": ("subject", "type"),
}
NOWHERE = {
    # In the list of the API there is no such thing.
    "initiatives": {
        "named_members",
        "reported_member_count_min",
        "reported_member_count_max",
    },
    "members": {"stake_min", "stake_max"},
}
LISTS = {
    "roles": lambda record: ",".join(record["roles"]),
    "depends_on": lambda record: ",".join(map(str, record["depends_on"])),
    "other_names": lambda record: "; ".join(each["name"] for each in record["names"]),
    "identifiers": lambda record: "; ".join(
        f"{each['scheme']}:{each['value']}" for each in record["identifiers"]
    ),
    "sectors": lambda record: ",".join(
        sorted(
            each["sector"]["slug"]
            for each in record.get("purposes", record.get("sectors"))
        )
    ),
    "subject": lambda record: record["subject"]["slug"] or record["subject"]["id"],
}


@pytest.fixture
def facts(db):
    seed.load(seed.FIXTURES)
    for resource in DATASETS:
        if resource in FULL:
            FULL[resource]()
            FULL[resource]()


def said(record, name):
    """What the API says of a column, in the column's own shape."""
    if name in LISTS:
        return LISTS[name](record)
    if name in MOVED:
        whole_, part = MOVED[name]
        return record[whole_] and record[whole_][part]
    if name.startswith("claims_"):
        return record["claims"][name.removeprefix("claims_")]
    if name in record:
        value = record[name]
        is_object = isinstance(value, dict) and name not in ("value", "details")
        return value.get("slug", value.get("value")) if is_object else value
    base, _, end = name.rpartition("_")
    return record[base] and record[base][SHAPES[end]]


def same(kind, ours, theirs):
    if kind == "instant" and ours and theirs:
        return abs(ours - theirs) <= timedelta(seconds=1)  # a sheet rounds
    return ours == theirs


@pytest.mark.parametrize("extension", ["csv", "jsonl", "xlsx", "parquet"])
def test_every_row_says_what_the_api_says(client, get, facts, tmp_path, extension):
    for name in DATASETS.keys() - {"funding-by-sector"}:
        dataset = DATASETS[name]
        records = get(f"{name}/", page_size=1000)["results"]

        found = rows(
            whole(client.get(f"/downloads/{name}.{extension}")), extension, tmp_path
        )

        assert len(found) == len(records) > 1
        for row, record in zip(found, records, strict=True):
            assert list(row) == [column.name for column in dataset.columns]
            for column in dataset.columns:
                is_label = column.name.endswith("_label")
                if is_label or column.name in NOWHERE.get(name, ()):
                    continue
                if column.name.startswith("claims_") and name != "funding":
                    continue
                encoded = extension != "jsonl"
                ours = read(column.kind, row[column.name], encoded=encoded)
                theirs = read(column.kind, said(record, column.name))
                assert same(column.kind, ours, theirs), (name, column.name, record)


@pytest.mark.parametrize("extension", ["csv", "jsonl", "xlsx", "parquet"])
def test_a_file_without_rows_has_its_columns(client, db, tmp_path, extension):
    content = whole(client.get(f"/downloads/members.{extension}"))

    assert rows(content, extension, tmp_path) == []
    if extension == "csv":
        assert content.startswith(b"id,initiative,initiative_name,")
        assert content.endswith(b",updated_at\r\n")
