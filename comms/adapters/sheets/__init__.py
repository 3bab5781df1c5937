"""Sheets of cells: what people export from their spreadsheets, read without a single question."""

from comms.adapters.sheets.reading import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Sheet,
    read,
    read_pasted,
)
from comms.adapters.sheets.trouble import SheetRefused, SheetTrouble
from comms.adapters.sheets.writing import write_csv, write_xlsx

__all__ = [
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Row",
    "Sheet",
    "SheetRefused",
    "SheetTrouble",
    "read",
    "read_pasted",
    "write_csv",
    "write_xlsx",
]
