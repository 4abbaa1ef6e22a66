import datetime
import io
import zipfile
from decimal import Decimal

import pytest

from consortium.imports import rates
from consortium.models import ExchangeRate, ImportRun

OLDER = """Date,USD,JPY,CYP,
2026-06-30,1.1394,185.08,N/A,
2026-06-29,1.1402,185.31,,
"""
NEWER = OLDER.replace("\n", "\n2026-07-01,1.14,185.2,N/A,\n", 1)


def stored():
    return set(ExchangeRate.objects.values_list("currency", "date", "rate"))


@pytest.mark.django_db
def test_every_rate_of_every_day_is_added(tmp_path):
    (tmp_path / "rates.csv").write_text(OLDER)

    outcome = rates.load(tmp_path / "rates.csv")

    last, first = datetime.date(2026, 6, 30), datetime.date(2026, 6, 29)
    assert stored() == {
        ("USD", last, Decimal("1.1394")),
        ("JPY", last, Decimal("185.08")),
        ("USD", first, Decimal("1.1402")),
        ("JPY", first, Decimal("185.31")),
    }
    assert outcome == rates.Outcome(rates=4, added=4, first=first, last=last)


@pytest.mark.django_db
def test_a_rate_is_to_the_euro_and_says_who_published_it(tmp_path):
    (tmp_path / "rates.csv").write_text(OLDER)

    rates.load(tmp_path / "rates.csv")

    assert set(ExchangeRate.objects.values_list("base", "origin")) == {("EUR", "ECB")}


@pytest.mark.django_db
def test_the_file_may_be_packed(tmp_path):
    with zipfile.ZipFile(tmp_path / "rates.zip", "w") as archive:
        archive.writestr("rates.csv", OLDER)

    outcome = rates.load(tmp_path / "rates.zip")

    assert outcome.added == 4


@pytest.mark.django_db
def test_the_run_names_its_file_and_the_days_in_it(tmp_path):
    (tmp_path / "rates.csv").write_text(OLDER)

    rates.load(tmp_path / "rates.csv")

    run = ImportRun.objects.get()
    assert run.source_name == "rates.csv, 2026-06-29 to 2026-06-30"
    assert run.counts == {"rates": 4, "added": 4}


@pytest.mark.django_db
def test_the_same_file_is_not_loaded_twice(tmp_path):
    (tmp_path / "rates.csv").write_text(OLDER)
    rates.load(tmp_path / "rates.csv")

    outcome = rates.load(tmp_path / "rates.csv")

    assert outcome.was_loaded
    assert ImportRun.objects.count() == 1


@pytest.mark.django_db
def test_a_newer_file_adds_only_the_new_days(tmp_path):
    (tmp_path / "rates.csv").write_text(OLDER)
    rates.load(tmp_path / "rates.csv")
    (tmp_path / "rates.csv").write_text(NEWER)

    outcome = rates.load(tmp_path / "rates.csv")

    assert (outcome.rates, outcome.added) == (6, 2)


@pytest.mark.django_db
def test_a_rate_that_is_there_is_not_changed(tmp_path):
    (tmp_path / "rates.csv").write_text(OLDER)
    rates.load(tmp_path / "rates.csv")
    before = stored()
    (tmp_path / "rates.csv").write_text(OLDER.replace("185.08", "18.508"))

    rates.load(tmp_path / "rates.csv")

    assert stored() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("Date", "Day", "line 1: expected “Date”", id="header"),
        pytest.param("JPY", "yen", "line 1: “yen” is no currency", id="currency"),
        pytest.param("185.08", "185,08", "line 2: expected 5 columns", id="columns"),
        pytest.param("2026-06-29", "29 June", "line 3: .*29 June", id="day"),
        pytest.param("185.31", "much", "line 3: “much” is no rate", id="word"),
        pytest.param("185.31", "-1", "line 3: “-1” is no rate", id="negative"),
        pytest.param("185.31", "NaN", "line 3: “NaN” is no rate", id="not-a-number"),
        pytest.param(OLDER[OLDER.index("2026") :], "", "no rates", id="nothing"),
        pytest.param("Date", "PK", "not a zip file", id="not-packed"),
    ],
)
def test_a_file_of_something_else_is_refused_whole(tmp_path, old, new, message):
    assert old in OLDER
    (tmp_path / "rates.csv").write_text(OLDER.replace(old, new))

    with pytest.raises(rates.BadRates, match=message):
        rates.load(tmp_path / "rates.csv")

    assert not ExchangeRate.objects.exists()
    assert not ImportRun.objects.exists()


def test_an_empty_archive_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("other.txt", b"\xff")

    with pytest.raises(rates.BadRates, match="decode"):
        list(rates.read(packed.getvalue()))


def test_the_packaged_history_knows_what_a_trillion_yen_is_in_dollars():
    day = datetime.date(2026, 6, 30)
    to_the_euro = {
        currency: rate
        for currency, date, rate in rates.read(rates.PACKAGED.read_bytes())
        if date == day
    }

    dollars = Decimal(10) ** 12 / to_the_euro["JPY"] * to_the_euro["USD"]

    assert Decimal("6.15e9") < dollars < Decimal("6.17e9")
