"""Rows become a file that opens in a French spreadsheet and runs nothing there."""

import csv
import io
from collections.abc import Iterable, Sequence
from importlib import import_module

# What makes a spreadsheet compute a cell instead of showing it.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # the wide ones too


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file: UTF-8 with its mark and `;`, formulas neutralised with an apostrophe."""
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(cell) for cell in columns])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return page.getvalue().encode("utf-8-sig")


def neutral(cell: str) -> str:
    """Return a cell that a spreadsheet shows and does not compute."""
    return f"'{cell}" if computes(cell) else cell


def computes(cell: str) -> bool:
    """Say whether a spreadsheet would compute a cell instead of showing it."""
    return cell.lstrip(" \u00a0\n").startswith(_STARTS)


def write_xlsx(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str) -> bytes:
    """Return a workbook of text cells; the library is loaded when one is asked for."""
    written: bytes = import_module("comms.adapters.sheets.workbook").write(columns, rows, title)
    return written
