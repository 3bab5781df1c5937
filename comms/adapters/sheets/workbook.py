"""Workbooks of cells: reads the sheet that holds most, writes one that runs nothing.

The library is heavy; `comms.adapters.sheets` loads this module when there is a workbook.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from comms.adapters.sheets.cutting import LONGEST_CELL, MOST_COLUMNS
from comms.adapters.sheets.trouble import SheetRefused, SheetTrouble
from comms.core.text.typed import seen

MOST_UNPACKED = 200 * 1024 * 1024  # bytes; a workbook is a zip, and a zip may be a bomb
# Cells are tags, three or four each: ten million of them, 600 kB packed, took 96 s to read.
MOST_TAGS = 5_000_000
_GROWS, _LONGEST_GROWING = b"<!ATTLIST", 20  # 54 kB packed, of which no reader came back
MOST_LINES = 120_000
MOST_CELLS = 20_000_000  # a cell far to the right is a line of empty ones
_PIECE = 1024 * 1024
_UNREADABLE = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError),  # XML that is cut short
    *(KeyError, ValueError, OSError, EOFError, RuntimeError, NotImplementedError),
)


def lines(data: bytes) -> list[list[str]]:
    """Return the lines of cells of the sheet that holds most.

    Raises:
        SheetRefused: no workbook, one that unpacks to more than memory bears, or too wide.
    """
    _refuse_bomb(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        found = [_lines(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    except _UNREADABLE as error:
        raise SheetRefused(SheetTrouble.A_WORKBOOK) from error
    return max(found, key=len, default=[])


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            is_small = sum(each.file_size for each in parts) <= MOST_UNPACKED
            is_light = is_small and sum(_tags(packed, each) for each in parts) <= MOST_TAGS
    except _UNREADABLE as error:
        raise SheetRefused(SheetTrouble.A_WORKBOOK) from error
    if not is_light:
        raise SheetRefused(SheetTrouble.TOO_BIG, most=MOST_UNPACKED // 1024**2)


def _tags(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Count the tags of a part, before anything is built of it; none may give others attributes."""
    count, before = 0, b""
    with packed.open(part) as opened:
        while piece := opened.read(_PIECE):
            if _GROWS in (before + piece).replace(b"\0", b""):  # in UTF-16 too
                raise SheetRefused(SheetTrouble.A_WORKBOOK)
            count, before = count + piece.count(b"<"), piece[-_LONGEST_GROWING:]
    return count


def _lines(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    found: list[list[str]] = []
    cells = 0
    for number, row in enumerate(rows, 1):
        cells += len(row)
        if len(row) > MOST_COLUMNS:
            row = row[: _width(row)]
        if len(row) > MOST_COLUMNS:
            raise SheetRefused(SheetTrouble.TOO_MANY_COLUMNS, columns=len(row), most=MOST_COLUMNS)
        if number > MOST_LINES or cells > MOST_CELLS:
            raise SheetRefused(SheetTrouble.TOO_MANY_ROWS, rows=number, most=MOST_LINES)
        found.append([_text(cell, number) for cell in row])
    while found and not any(found[-1]):
        found.pop()
    return found


def _width(row: Sequence[object]) -> int:
    return max((at for at, cell in enumerate(row, 1) if cell not in (None, "")), default=0)


def _text(cell: object, line: int) -> str:
    """Return a cell as it is read: numbers without a point nobody typed, days as days."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    if isinstance(cell, datetime | date):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell)
    if len(text) > LONGEST_CELL:
        raise SheetRefused(SheetTrouble.CELL_TOO_LONG, line=line)
    return text.replace("_x000D_", "")


def write(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str) -> bytes:
    """Return a workbook of text cells: nothing in it computes, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    assert isinstance(sheet, WriteOnlyWorksheet)
    sheet.freeze_panes = "A2"  # the heads stay in sight
    for row in (columns, *rows):
        sheet.append([_cell(sheet, text) for text in row])
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def _cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, value=_writable(text))
    cell.data_type = "s"  # a formula is only text
    cell.number_format = "@"
    cell.quotePrefix = True  # and stays text when someone edits it
    return cell


def _writable(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return "".join(sign for sign in seen(text) if sign >= " " or sign in "\n\t")
