"""Why a file is not a sheet we can read."""

from enum import StrEnum


class SheetTrouble(StrEnum):
    """One reason each; pages and commands have a sentence for it."""

    EMPTY = "sheet.empty"
    TOO_BIG = "sheet.too_big"
    HAS_NULS = "sheet.has_nuls"
    TOO_MANY_COLUMNS = "sheet.too_many_columns"
    TOO_MANY_ROWS = "sheet.too_many_rows"
    CELL_TOO_LONG = "sheet.cell_too_long"
    A_WORKBOOK = "sheet.a_workbook"
    NOT_TEXT = "sheet.not_text"
    UNKNOWN_ENCODING = "sheet.unknown_encoding"


class SheetRefused(Exception):
    """A file that is not taken; nothing of it was kept. `facts` fill the sentence."""

    def __init__(self, trouble: SheetTrouble, **facts: object) -> None:
        self.trouble = trouble
        self.facts = facts
        super().__init__(trouble)
