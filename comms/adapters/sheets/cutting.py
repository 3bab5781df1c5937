"""Text becomes lines of cells; the delimiter is the one that gives the steadiest columns."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from comms.adapters.sheets.trouble import SheetRefused, SheetTrouble

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = (";", ",", "\t", "|")
LONGEST_CELL = 131_072  # characters
MOST_COLUMNS = 1_000
_SAMPLE = 300  # lines looked at for the delimiter
_RUNAWAY = 40  # line breaks in one cell: its quote was never closed
_TOLD = re.compile(r"^\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)

csv.field_size_limit(LONGEST_CELL)


def cut(text: str, delimiter: str | None = None) -> tuple[list[list[str]], str]:
    """Return the lines of cells of a text, blank ones too, and the delimiter.

    Raises:
        SheetRefused: too many columns, or a cell too long.
    """
    if told := _TOLD.match(text):
        text, delimiter = text[told.end() :], delimiter or told[1]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    chosen = delimiter or _steadiest(text)
    return _lines(text, chosen), chosen


def _lines(text: str, delimiter: str) -> list[list[str]]:
    """Cut with quotes as quotes; when one is never closed, cut again with quotes as characters."""
    try:
        lines = list(_checked(_reader(text, delimiter)))
    except csv.Error:
        lines = None
    if lines is not None and not any(_is_runaway(line) for line in lines):
        return lines
    plain = _reader(text, delimiter, quotes=False)
    try:
        return list(_checked(plain))
    except csv.Error as error:
        raise SheetRefused(SheetTrouble.CELL_TOO_LONG, line=plain.line_num) from error


def _is_runaway(line: list[str]) -> bool:
    return any(cell.count("\n") > _RUNAWAY for cell in line)


def _checked(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    for line in lines:
        if len(line) > MOST_COLUMNS:
            raise SheetRefused(SheetTrouble.TOO_MANY_COLUMNS, columns=len(line), most=MOST_COLUMNS)
        yield line


def _reader(text: str, delimiter: str, *, quotes: bool = True) -> "Reader":
    page = io.StringIO(text)
    if quotes:
        return csv.reader(page, delimiter=delimiter)
    return csv.reader(page, delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _steadiest(text: str) -> str:
    head = "".join(text.splitlines(keepends=True)[:_SAMPLE])
    return max(DELIMITERS, key=lambda each: _steadiness(head, each))


def _steadiness(head: str, delimiter: str) -> float:
    """Weigh a delimiter: how many lines agree on how many columns; one column says nothing."""
    try:
        counts = Counter(len(line) for line in _reader(head, delimiter) if any(line))
    except csv.Error:
        return 0.0
    total = counts.total()
    return max((n / total * min(c - 1, 20) ** 0.5 for c, n in counts.items() if c > 1), default=0)
