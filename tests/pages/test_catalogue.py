"""The page of the files: it promises what there is."""

import hashlib

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consortium.exports import writers
from consortium.exports.datasets import DATASETS
from consortium.pages import catalogue
from tests.exports.reading import whole
from tests.factories import make_funding, make_superuser
from tests.pages.documents import read

pytestmark = pytest.mark.django_db
ADDRESSES = ["/downloads/", "/ja/downloads/"]
COUNTED_AND_MEASURED = 2 * len(DATASETS)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_file_that_is_listed_is_there(client, address):
    make_funding()

    links = [link["href"] for link in read(client.get(address)).all("a")]

    files = [link for link in links if link.startswith("/downloads/")]
    assert len(files) >= 4 * len(DATASETS) + 1
    for link in files:
        assert client.head(link).status_code == 200
    asked = [link for link in files if "lang=ja" in link]
    assert len(asked) == (4 * len(DATASETS) if "/ja/" in address else 0)


def test_every_column_is_explained_in_both_languages(client):
    english, japanese = (client.get(address).content.decode() for address in ADDRESSES)

    for dataset in DATASETS.values():
        assert f'id="{dataset.name}"' in english
        for column in dataset.columns:
            assert f"<code>{column.name}</code>" in english
            assert f"<code>{column.name}</code>" in japanese
            assert column.kind in catalogue.KINDS
    assert "段階" in japanese
    assert "段階" not in english


def test_sizes_and_digests_are_those_of_the_files(client):
    make_funding()
    content = whole(client.get("/downloads/funding.csv"))

    page = read(client.get("/downloads/"))

    assert f"sha256:{hashlib.sha256(content).hexdigest()}" in page.text
    assert "1 row." in page.text


def test_large_files_are_not_measured_for_the_page(client, monkeypatch):
    monkeypatch.setattr(catalogue, "COUNTED", 1)
    one = make_funding()
    make_funding(initiative=one.initiative)

    with CaptureQueriesContext(connection) as captured:
        page = read(client.get("/downloads/"))

    measured = [query["sql"] for query in captured if "COPY" in query["sql"]]
    assert "More than 1 rows" in page.text
    assert not any('FROM (SELECT "consortium_funding"' in sql for sql in measured)


def test_the_page_is_the_same_for_staff(client):
    make_funding(state="draft")
    staff = Client()
    staff.force_login(make_superuser(username="sato"))

    assert staff.get("/downloads/").content == client.get("/downloads/").content


def test_without_its_library_no_parquet_is_promised(client, monkeypatch):
    monkeypatch.setattr(writers, "duckdb", None)

    assert b".parquet" not in client.get("/downloads/").content.split(b'id="asking"')[0]


def test_the_page_names_the_licence(client, settings):
    known = client.get("/downloads/").content.decode()
    settings.DATA_LICENSE = "Own-1.0"
    own = client.get("/downloads/").content.decode()

    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in known
    assert "Own-1.0" in own


def test_every_example_of_a_question_is_answered(client):
    make_funding()

    page = client.get("/downloads/").content.decode()

    asked = [
        part.partition("</code>")[0].replace("&amp;", "&")
        for part in page.split("<code>http://testserver")[1:]
    ]
    assert len(asked) == 4
    for address in asked:
        assert whole(client.get(address)) is not None


@pytest.mark.parametrize("number", [1, 5])
def test_the_page_takes_a_fixed_number_of_queries(client, number):
    for _each in range(number):
        make_funding()
    client.get("/downloads/")

    with CaptureQueriesContext(connection) as captured:
        client.get("/downloads/")

    counted = [query for query in captured if "counted" in query["sql"]]
    assert len(counted) == len(DATASETS)
    assert len(captured) <= COUNTED_AND_MEASURED
