"""Files read back as their users would read them."""

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import duckdb
from openpyxl import load_workbook


def whole(answer: Any) -> bytes:
    """The bytes of a file, which has to be there."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200, content
    return content


def rows(content: bytes, extension: str, folder: Any = None) -> list[dict[str, Any]]:
    """The rows of a file of any format."""
    if extension == "csv":
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        return list(csv.DictReader(text, strict=True))
    if extension == "jsonl":
        return [json.loads(line) for line in content.decode().splitlines()]
    if extension == "xlsx":
        lines = load_workbook(io.BytesIO(content), read_only=True).worksheets[0].values
        names = next(lines)
        return [dict(zip(names, line, strict=True)) for line in lines]
    path = folder / "rows.parquet"
    path.write_bytes(content)
    # As text: DuckDB needs one more library to give instants to Python.
    found = duckdb.read_parquet(str(path)).project("COLUMNS(*)::VARCHAR")
    return [dict(zip(found.columns, line, strict=True)) for line in found.fetchall()]


def read(kind: str, value: Any, *, encoded: bool = False) -> Any:
    """What ``value`` of a column of this kind means, whatever format it is from.

    ``encoded`` says that JSON is text in this format.
    """
    if value in (None, ""):
        return None
    readers = {
        "boolean": lambda: value in (True, "true"),
        "integer": lambda: int(value),
        "decimal": lambda: Decimal(str(value)),
        "date": lambda: str(value)[:10],
        "instant": lambda: _instant(value),
        "json": lambda: json.loads(value) if encoded else value,
    }
    return readers.get(kind, lambda: str(value))()


def _instant(value: Any) -> datetime:
    instant = datetime.fromisoformat(str(value))
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(microsecond=0)
