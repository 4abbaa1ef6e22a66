"""How rows become CSV and JSON Lines, as they come, and Parquet, once all are there.

PostgreSQL writes the rows (``COPY``): nothing here holds more than a few of them. What
a spreadsheet could take for a formula gets an apostrophe before it.
"""

import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import IO, Any

from consortium.databases import connection
from consortium.exports.columns import Column
from consortium.exports.extracts import Extract

try:
    import duckdb
except ImportError:  # the extra ``parquet`` is not installed
    duckdb = None  # type: ignore[assignment]

CHUNK = 1 << 16
BOM = b"\xef\xbb\xbf"

INSTANT = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a formula begins with; half and full width, as in Japanese."""

GUARDED = (
    f"CASE WHEN {{0}} <> '' AND strpos('{''.join(FORMULA)}', left({{0}}, 1)) > 0"
    " THEN '''' || {0} ELSE {0} END"
)
"""Text that no spreadsheet takes for a formula."""

SPLIT = f"([;\t\r\n])(?=[{''.join(sorted(FORMULA, key='-'.__eq__))}])"
GUARDED_WITHIN = (
    f"CASE WHEN {{0}} ~ '{SPLIT}'"
    f" THEN regexp_replace({GUARDED}, '{SPLIT}', '\\1' || chr(39), 'g')"
    f" ELSE {GUARDED} END"
)
"""The same after every ``;``, tab and line break: a spreadsheet of a country that
separates by ``;`` splits there, whatever quotation marks are around the whole.
"""

PLAIN = {
    "decimal": "trim_scale({})",
    "instant": INSTANT,
    "boolean": "{}::text",
    "json": "{}::text",
}
AS_CSV = {**PLAIN, "text": GUARDED_WITHIN}
AS_JSON = {"decimal": "trim_scale({})::text", "instant": INSTANT}

CSV_OPTIONS = "FORMAT csv, HEADER"
AS_LINES = r"FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02'"
"""The text of one column as it is: JSON has none of these characters in it."""

PARQUET = {
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "instant": "TIMESTAMPTZ",
}
MODEST = {"memory_limit": "128MB", "threads": 1, "autoinstall_known_extensions": False}
AS_WRITTEN = (
    """auto_detect = false, header = true, delim = ',', quote = '"', escape = '"'"""
)
AS_PARQUET = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20000"


class NoParquet(RuntimeError):
    """The library that writes Parquet is not installed."""


def csv(extract: Extract, *, bom: bool = False) -> Generator[bytes]:
    """The rows as CSV (RFC 4180) in UTF-8; ``bom`` tells Excel that it is."""
    statement = extract.statement(AS_CSV)
    return _copied(statement, CSV_OPTIONS, b"\r\n", BOM if bom else b"")


def jsonl(extract: Extract) -> Generator[bytes]:
    """The rows as JSON Lines: an object each, figures as text as the API has them."""
    statement = extract.statement(AS_JSON, "row_to_json(line)")
    return _copied(statement, AS_LINES, b"\n")


def _copied(
    statement: str, options: str, end: bytes, before: bytes = b""
) -> Generator[bytes]:
    """What ``COPY`` says, a row at a time, in chunks; each row ends with ``end``."""
    chunk = bytearray(before)
    command = f"COPY ({statement}) TO STDOUT ({options})"
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(command) as rows,
    ):
        for row in rows:
            chunk += row[:-1]
            chunk += end
            if len(chunk) >= CHUNK:
                yield bytes(chunk)
                chunk.clear()
    if chunk:
        yield bytes(chunk)


def parquet(extract: Extract, into: IO[bytes]) -> None:
    """Write the rows as a Parquet file with exact decimals; raises ``NoParquet``."""
    if not has_parquet():
        raise NoParquet
    with tempfile.TemporaryDirectory() as folder:
        rows, written = Path(folder, "rows.csv"), Path(folder, "rows.parquet")
        with rows.open("wb") as lines:
            lines.writelines(_copied(extract.statement(PLAIN), CSV_OPTIONS, b"\n"))
        _convert(rows, written, {each.name: _type(each) for each in extract.columns})
        with written.open("rb") as whole:
            shutil.copyfileobj(whole, into)


def has_parquet() -> bool:
    """Whether Parquet files can be written here."""
    return duckdb is not None


def _type(column: Column) -> str:
    if column.kind == "decimal":
        return f"DECIMAL({24 + column.places}, {column.places})"
    return PARQUET.get(column.kind, "VARCHAR")


def _convert(rows: Path, into: Path, types: dict[str, str]) -> None:
    """Turn a CSV file into a Parquet file, a row group at a time."""
    settings: Any = {**MODEST, "temp_directory": str(rows.parent)}
    with duckdb.connect(config=settings) as database:
        # What stands in it are our own words, and paths of our own making.
        database.execute(
            f"COPY (SELECT * FROM read_csv('{rows}', columns = {types}, {AS_WRITTEN}))"  # noqa: S608
            f" TO '{into}' ({AS_PARQUET})"
        )
