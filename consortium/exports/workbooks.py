"""How rows become a workbook: a sheet of rows, and one that says what they are."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import IO, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from consortium.databases import connection
from consortium.exports.columns import Column
from consortium.exports.extracts import Extract
from consortium.exports.writers import FORMULA, GUARDED

MOST_ROWS = 1_048_575
"""What a sheet holds below its header."""

AS_CELLS = {
    "text": GUARDED,
    "instant": "({} AT TIME ZONE 'UTC')",
    "json": "{}::text",
}
WIDTHS = {"text": 28, "decimal": 22, "instant": 20, "json": 40}
NARROW, WIDEST = 12, 40
BATCH = 1000
UNPRINTABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""

Lines = Iterable[tuple[str, Any]]


class TooManyRows(ValueError):
    """More rows than a sheet holds."""


def xlsx(extract: Extract, about: Lines, into: IO[bytes]) -> None:
    """Write the rows as a workbook; ``about`` says where they are from, with names.

    Figures are cells of numbers, of which a spreadsheet keeps 15 digits. Raises
    ``TooManyRows``.
    """
    if extract.count(limit=MOST_ROWS + 1) > MOST_ROWS:
        raise TooManyRows
    book = Workbook(write_only=True)
    _fill_rows(book.create_sheet(extract.dataset.name), extract)
    _fill_about(book.create_sheet(_("About")), extract, about)
    book.save(into)


def _fill_rows(sheet: Any, extract: Extract) -> None:
    sheet.freeze_panes = "A2"
    for place, column in enumerate(extract.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _width(column)
    sheet.append(_bold(sheet, [column.name for column in extract.columns]))
    decimals = [column.kind == "decimal" for column in extract.columns]
    for row in _rows(extract.statement(AS_CELLS)):
        sheet.append(
            _figure(sheet, value) if decimal else _printable(value)
            for value, decimal in zip(row, decimals, strict=True)
        )


def _fill_about(sheet: Any, extract: Extract, about: Lines) -> None:
    for letter, width in zip("ABCDE", (28, 32, 12, 80, 16), strict=True):
        sheet.column_dimensions[letter].width = width
    dataset = extract.dataset
    told = [(_("Dataset"), dataset.title), (_("Rows"), dataset.row)]
    for name, value in chain(told, about):
        sheet.append([_printable(name), _guarded(str(value))])
    sheet.append([])
    names = [_("Column"), _("Title"), _("Kind"), _("Description"), capfirst(_("unit"))]
    sheet.append(_bold(sheet, names))
    for column in extract.columns:
        words = [column.title, column.kind, column.description, column.unit]
        sheet.append([column.name, *(capfirst(str(word)) for word in words)])


def _rows(statement: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(BATCH):
            yield from rows


def _figure(sheet: Any, value: Decimal | int | None) -> Any:
    if value is None:
        return None
    number: Any = value
    cell = WriteOnlyCell(sheet, number)
    # The usual format of a cell shows a trillion as 1E+12.
    cell.number_format = "#,##0" if value % 1 == 0 else "#,##0.0###"
    return cell


def _printable(value: Any) -> Any:
    return UNPRINTABLE.sub("", value) if isinstance(value, str) else value


def _guarded(text: str) -> str:
    text = _printable(text)
    return f"'{text}" if text.startswith(FORMULA) else text


def _bold(sheet: Any, texts: Iterable[str]) -> list[Any]:
    cells = [WriteOnlyCell(sheet, text) for text in texts]
    for cell in cells:
        cell.font = Font(bold=True)
    return cells


def _width(column: Column) -> int:
    usual = WIDTHS.get(column.kind, NARROW)
    return min(WIDEST, max(usual, len(column.name) + 2))
