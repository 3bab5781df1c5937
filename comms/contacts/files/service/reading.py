"""Takes a file for what it means: its sheet, what its columns stand for, a draft a row."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from comms.adapters import sheets, vcards
from comms.adapters.sheets import Sheet, SheetRefused
from comms.contacts.files.queries import imports
from comms.contacts.files.rules import headings
from comms.contacts.files.rules.drafts import Draft, read_row
from comms.contacts.files.rules.headings import Field
from comms.contacts.files.service.cards_in import cards_sheet
from comms.core.refusal import Refused

SAMPLE = 200  # rows looked at to guess what a column holds


@dataclass(frozen=True)
class Understood:
    """A file as understood; `is_remembered`: its columns were set by a person before."""

    sheet: Sheet
    mapping: dict[str, Field]
    drafts: tuple[Draft, ...]
    is_remembered: bool

    @property
    def headings(self) -> str:
        """Return the hash by which these columns are known again."""
        return headings_hash(self.sheet)


def understand(data: bytes, wished: Mapping[str, str] | None = None) -> Understood:
    """Read a file; `wished` says what some columns stand for.

    Raises:
        Refused: the file cannot be read; nothing of it was kept.
    """
    return _understood(cards_sheet(data) if vcards.is_cards(data) else _read(data), wished)


def understand_pasted(text: str, wished: Mapping[str, str] | None = None) -> Understood:
    """Read cells pasted from a spreadsheet; see `understand`.

    Raises:
        Refused: the cells cannot be read.
    """
    try:
        sheet = sheets.read_pasted(text, headings.meaning)
    except SheetRefused as refusal:
        raise Refused(refusal.trouble, **refusal.facts) from refusal
    return _understood(sheet, wished)


def _read(data: bytes) -> Sheet:
    try:
        return sheets.read(data, headings.meaning)
    except SheetRefused as refusal:
        raise Refused(refusal.trouble, **refusal.facts) from refusal


def _understood(sheet: Sheet, wished: Mapping[str, str] | None) -> Understood:
    samples = [[row.cells[at] for row in sheet.rows[:SAMPLE]] for at in range(len(sheet.columns))]
    guessed = headings.mapping(sheet.columns, samples)
    remembered = imports.remembered(headings_hash(sheet)) if sheet.has_header else {}
    mapping = headings.corrected(headings.corrected(guessed, remembered), wished or {})
    columns = [(column, mapping[column]) for column in sheet.columns]
    drafts = tuple(read_row(row.number, row.line, row.cells, columns) for row in sheet.rows)
    return Understood(sheet, mapping, drafts, bool(remembered))


def headings_hash(sheet: Sheet) -> str:
    """Return what two files with the same columns share."""
    said = "\n".join(column.casefold() for column in sheet.columns)
    return hashlib.sha256(said.encode()).hexdigest()
