"""What each format does with hard values."""

import re
from decimal import Decimal

import duckdb
import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from consortium.exports import workbooks
from consortium.exports.writers import FORMULA, GUARDED, GUARDED_WITHIN
from consortium.models import FundingPurpose
from tests.exports.reading import rows, whole
from tests.factories import (
    make_funding,
    make_initiative,
    make_member,
    make_sector,
    make_source,
)

pytestmark = pytest.mark.django_db

FORMULAS = ["=1+1", "+81", "-1", "@SUM(A1)", "\tx", "\rx", "＝１＋１"]


def file(client, name, extension, folder=None, **query):
    content = whole(client.get(f"/downloads/{name}.{extension}", query))
    return rows(content, extension, folder)


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_no_spreadsheet_takes_a_text_for_a_formula(client, extension, text):
    make_source(title=text)

    (row,) = file(client, "sources", extension)

    # XML takes a carriage return for a line feed.
    assert row["title"].replace("\n", "\r") == f"'{text}"


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))

ASKED = f"SELECT {GUARDED.format('it')} FROM (SELECT %s::text AS it) AS texts"  # noqa: S608


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from(["", *FORMULA]), TEXTS)
def test_of_a_thousand_texts_none_is_a_formula(begin, rest):
    text = begin + rest
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [text])
        (written,) = cursor.fetchone()

    assert not written.startswith(FORMULA)
    assert written.removeprefix("'" if text.startswith(FORMULA) else "") == text


WITHIN = f"SELECT {GUARDED_WITHIN.format('it')} FROM (SELECT %s::text AS it) AS texts"  # noqa: S608
SPLITS = re.compile("[;\t\r\n]")


@settings(max_examples=1000, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["", "a", *FORMULA]), TEXTS), max_size=4),
    st.sampled_from(";\t\r\n"),
)
def test_of_a_thousand_texts_none_is_a_formula_where_lines_are_split(parts, separator):
    text = separator.join(begin + rest for begin, rest in parts)
    with connection.cursor() as cursor:
        cursor.execute(WITHIN, [text])
        (written,) = cursor.fetchone()

    cells = SPLITS.split(written)
    assert not [cell for cell in cells if cell.startswith(FORMULA)]
    assert written.replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("separator", [";", "\t", "\n", "\r\n"])
def test_a_text_with_a_formula_after_a_separator_is_guarded_in_csv(client, separator):
    make_source(title=f"a{separator}=1+1")

    (row,) = file(client, "sources", "csv")

    assert row["title"].replace("\r'\n", "\r\n") == f"a{separator}'=1+1"


@pytest.mark.parametrize("extension", ["jsonl", "parquet"])
def test_programs_get_the_text_as_it_is(client, tmp_path, extension):
    make_source(title="=1+1")

    (row,) = file(client, "sources", extension, tmp_path)

    assert row["title"] == "=1+1"


@pytest.mark.parametrize("extension", ["csv", "xlsx", "jsonl", "parquet"])
def test_any_text_survives(client, tmp_path, extension):
    text = 'Line, "quoted"\nnext — 100% \\. \\n 計画\x0b 🗾 {curly}'
    make_funding(conditions=text)

    (row,) = file(client, "funding", extension, tmp_path)

    kept = text.replace("\x0b", "") if extension == "xlsx" else text
    assert row["conditions"] == kept


@pytest.mark.parametrize("search", ["%", "100%s", "{0}", "'; --", "\\"])
def test_signs_of_sql_are_only_searched_for(client, search):
    make_initiative(name=f"A {search} B")
    make_initiative(name="Another")

    found = file(client, "initiatives", "csv", search=search)

    assert [row["name"] for row in found] == [f"A {search} B"]


@pytest.mark.parametrize(
    ("extension", "shown"),
    [
        ("csv", "123456789012345678901234.5"),
        ("jsonl", "123456789012345678901234.5"),
        ("parquet", "123456789012345678901234.5000"),
    ],
)
def test_large_sums_keep_every_digit(client, tmp_path, extension, shown):
    make_funding(amount=Decimal("123456789012345678901234.5"))

    (row,) = file(client, "funding", extension, tmp_path)

    assert row["amount"] == row["amount_min"] == row["amount_max"] == shown


def test_a_sheet_shows_a_trillion_in_digits(client, tmp_path):
    make_funding(amount=10**12)
    path = tmp_path / "book.xlsx"
    path.write_bytes(whole(client.get("/downloads/funding.xlsx")))

    sheet = load_workbook(path)["funding"]

    cells = {name.value: cell for name, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["amount"].value, cells["amount"].number_format) == (10**12, "#,##0")
    assert cells["created_at"].is_date
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold


def test_a_workbook_says_where_it_is_from(client, tmp_path, settings):
    settings.DATA_LICENSE = "CC0-1.0"
    make_funding()
    path = tmp_path / "book.xlsx"
    address = "/downloads/funding.xlsx?stage=announced&lang=ja"
    path.write_bytes(whole(client.get(address)))

    lines = list(load_workbook(path).worksheets[1].values)

    text = str(lines)
    assert "stage=announced" in text
    assert "publicdomain/zero" in text
    assert "32,767" in text
    named = [line[0] for line in lines if line[0]]
    assert {"amount", "claims_accepted", "dated_from"} <= set(named)
    assert any("段階" in str(line[1]) for line in lines)


def test_a_sheet_that_would_overflow_is_refused(client, monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 1)
    one = make_funding()
    assert len(file(client, "funding", "xlsx")) == 1
    make_funding(initiative=one.initiative)

    answer = client.get("/downloads/funding.xlsx")

    assert answer.status_code == 400
    assert answer.json()["code"] == "too_many"
    assert len(file(client, "funding", "csv")) == 2


def test_parquet_has_types(client, tmp_path):
    make_funding(dated="2026-06")
    path = tmp_path / "rows.parquet"
    path.write_bytes(whole(client.get("/downloads/funding.parquet")))

    found = duckdb.read_parquet(str(path))

    types = dict(zip(found.columns, map(str, found.types), strict=True))
    assert types["amount"] == "DECIMAL(28,4)"
    assert types["dated_from"] == "DATE"
    assert types["created_at"] == "TIMESTAMP WITH TIME ZONE"
    assert types["id"] == "BIGINT"
    assert types["stage"] == "VARCHAR"


def test_labels_and_names_are_in_the_language_asked_for(client):
    initiative = make_initiative(name="Compute", name_ja="計算基盤", country="JP")
    make_member(initiative=initiative, roles=["lead", "core"])

    (english,) = file(client, "members", "csv")
    (japanese,) = file(client, "members", "csv", lang="ja")

    assert english["roles"] == japanese["roles"] == "lead,core"
    assert english["roles_label"] == "Lead, Core member"
    assert english["initiative_name"] == "Compute"
    assert japanese["initiative_name"] == "計算基盤"
    assert japanese["status_label"] not in ("", english["status_label"])
    (row,) = file(client, "initiatives", "csv", lang="ja")
    assert (row["country"], row["country_label"]) == ("JP", "日本")


def test_a_sum_in_several_sectors_is_never_counted_twice(client):
    split, only, unsplit, nowhere = (make_funding(amount=1000) for _ in range(4))
    for funding, shares in ((split, (30, 70)), (only, (None,)), (unsplit, (None, 20))):
        for share in shares:
            FundingPurpose.objects.create(
                funding=funding, sector=make_sector(), percentage=share
            )

    found = file(client, "funding-by-sector", "csv", ordering="id")

    amounts = {}
    for row in found:
        amounts.setdefault(int(row["id"]), []).append(row["amount_in_sector"])
    assert sorted(amounts.pop(split.pk)) == ["300", "700"]
    assert amounts == {only.pk: ["1000"], unsplit.pk: ["", ""], nowhere.pk: ["1000"]}


def test_the_sectors_of_one_sum_stand_in_one_order(client):
    funding = make_funding(amount=1000)
    for slug in ("robotics", "chips", "energy"):
        FundingPurpose.objects.create(
            funding=funding, sector=make_sector(slug=slug), percentage=20
        )

    found = file(client, "funding-by-sector", "csv")

    assert [row["sector"] for row in found] == ["chips", "energy", "robotics"]
