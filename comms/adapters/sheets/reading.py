"""A file or pasted cells become numbered rows under named columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from comms.adapters.sheets.cutting import MOST_COLUMNS, cut
from comms.adapters.sheets.decoding import WORKBOOK, decode
from comms.adapters.sheets.trouble import SheetRefused, SheetTrouble
from comms.adapters.sheets.writing import computes

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 100_000
_HEAD = 40  # lines among which the header is looked for

# Says what a heading stands for; None when the cell is no heading anyone knows.
Meaning = Callable[[str], str | None]


@dataclass(frozen=True)
class Row:
    """One row of data: its number from 1, its line in the file from 1, its cells as they came."""

    number: int
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet as understood, with what was guessed about it."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    delimiter: str
    has_header: bool


def read(
    data: bytes, meaning: Meaning, *, encoding: str | None = None, delimiter: str | None = None
) -> Sheet:
    """Return the sheet a file holds; `encoding` and `delimiter` overrule what would be guessed.

    Raises:
        SheetRefused: with its reason; nothing is read by halves.
    """
    if len(data) > MOST_BYTES:
        raise SheetRefused(SheetTrouble.TOO_BIG, most=MOST_BYTES // 1024**2)
    if data.startswith(WORKBOOK):
        lines = import_module("comms.adapters.sheets.workbook").lines(data)
        return _sheet(lines, meaning, "xlsx", "")
    decoded = decode(data, encoding)
    lines, chosen = cut(decoded.text, delimiter)
    return _sheet(lines, meaning, decoded.encoding, chosen)


def read_pasted(text: str, meaning: Meaning) -> Sheet:
    """Return the sheet of cells pasted from a spreadsheet."""
    if len(text) > MOST_BYTES:
        raise SheetRefused(SheetTrouble.TOO_BIG, most=MOST_BYTES // 1024**2)
    if "\0" in text:
        raise SheetRefused(SheetTrouble.HAS_NULS, line=text.count("\n", 0, text.index("\0")) + 1)
    lines, chosen = cut(text, "\t" if "\t" in text else None)
    return _sheet(lines, meaning, "utf-8", chosen)


def _sheet(cut_lines: list[list[str]], meaning: Meaning, encoding: str, delimiter: str) -> Sheet:
    numbered = enumerate(cut_lines, 1)
    lines = [(n, _bare(cells)) for n, cells in numbered if any(map(str.strip, cells))]
    if not lines:
        raise SheetRefused(SheetTrouble.EMPTY)
    at = _header_at(lines, meaning)
    header = lines[at][1] if at is not None else []
    body = lines if at is None else lines[at + 1 :]
    kept = [(n, cells) for n, cells in body if not _repeats(cells, header, meaning)]
    if not kept:
        raise SheetRefused(SheetTrouble.EMPTY)
    if len(kept) > MOST_ROWS:
        raise SheetRefused(SheetTrouble.TOO_MANY_ROWS, rows=len(kept), most=MOST_ROWS)
    columns = _columns(header, max(_width(cells) for _, cells in kept))
    rows = tuple(
        Row(number, line, _fitted(cells, len(columns)))
        for number, (line, cells) in enumerate(kept, 1)
    )
    return Sheet(columns, rows, encoding, delimiter, at is not None)


def _bare(cells: list[str]) -> list[str]:
    """Take back the sign that keeps a formula from running: we put it there on the way out."""
    return [cell[1:] if cell[:1] == "'" and computes(cell[1:]) else cell for cell in cells]


def _header_at(lines: Sequence[tuple[int, list[str]]], meaning: Meaning) -> int | None:
    """Find the line that names most columns: titles and notes may stand above it."""
    head = lines[:_HEAD]
    named = [len({meaning(cell) for cell in cells if cell.strip()} - {None}) for _, cells in head]
    best = max(named)
    at = named.index(best)
    is_single = max(_width(cells) for _, cells in lines) == 1
    if best < (1 if is_single else 2) or any("@" in cell for cell in lines[at][1]):
        return None
    return at


def _repeats(cells: list[str], header: list[str], meaning: Meaning) -> bool:
    """Say whether a line is the header again, as printed lists repeat it on each page."""
    said = [cell.strip() for cell in cells]
    if not header:
        return False
    if [cell.casefold() for cell in said if cell] == [
        cell.strip().casefold() for cell in header if cell.strip()
    ]:
        return True
    meanings = [meaning(cell) for cell in said if cell]
    return len(meanings) > 2 and None not in meanings and len(set(meanings)) == len(meanings)


def _columns(header: list[str], width: int) -> tuple[str, ...]:
    """Name the columns; those without a name get their number, a second of a name too."""
    wide = max(_width(header), width)
    names: list[str] = []
    for place in range(wide):
        name = " ".join(header[place].split()) if place < len(header) else ""
        name = name or f"Colonne {place + 1}"
        names.append(name if name not in names else f"{name} ({place + 1})")
    return tuple(names)


def _width(cells: Sequence[str]) -> int:
    """Return the place of the last cell that holds something."""
    return max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))


__all__ = ["MOST_BYTES", "MOST_COLUMNS", "MOST_ROWS", "Row", "Sheet", "read", "read_pasted"]
