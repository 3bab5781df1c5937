"""A month of figures from a sheet: understood row by row, looked at, then taken in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from comms.adapters import sheets
from comms.adapters.sheets import Sheet, SheetRefused
from comms.audit import service as audit
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.figures import queries
from comms.figures.models import Figure
from comms.figures.rules import columns, numbers
from comms.figures.rules.record import Draft, FigureWrong, obstacles
from comms.figures.service.keeping import add

MOST_ROWS = 500


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"  # the bank says the same
    DIFFERS = "differs"  # the bank has another value: a person corrects it, no import does
    REJECTED = "rejected"


class ImportWrong(StrEnum):
    """Why a file is not taken."""

    NO_COLUMNS = "figures.no_columns"
    TOO_MANY = "figures.too_many"
    NO_FILE = "figures.no_file"


@dataclass(frozen=True)
class Foreseen:
    """A row of the file: what it says, what becomes of it, and why not."""

    number: int
    draft: Draft
    fate: Fate
    wrong: tuple[FigureWrong, ...] = ()
    known: Figure | None = None


def understand(data: bytes, pasted: str = "") -> list[Foreseen]:
    """Return what each row of a file, or of pasted cells, would become; nothing is kept.

    Raises:
        Refused: no file we can read, or no column for a value.
    """
    if not data and not pasted.strip():
        raise Refused(ImportWrong.NO_FILE)
    try:
        sheet = (
            sheets.read(data, columns.meaning)
            if data
            else sheets.read_pasted(pasted, columns.meaning)
        )
    except SheetRefused as error:
        raise Refused(error.trouble, **error.facts) from error
    return foresee(_drafts(sheet))


def _drafts(sheet: Sheet) -> list[Draft]:
    meant = [columns.meaning(name) for name in sheet.columns]
    if "value" not in meant or not {"key", "label_fr"} & set(meant):
        raise Refused(ImportWrong.NO_COLUMNS)
    if len(sheet.rows) > MOST_ROWS:
        raise Refused(ImportWrong.TOO_MANY, rows=len(sheet.rows), most=MOST_ROWS)
    named = [dict(zip(meant, row.cells, strict=True)) for row in sheet.rows]
    return [columns.drafted({key: cell for key, cell in row.items() if key}) for row in named]


def foresee(drafts: list[Draft]) -> list[Foreseen]:
    """Say of each draft what it would become; every row is accounted for."""
    known = queries.keyed({each.key for each in drafts})
    seen: set[str] = set()
    rows = []
    for number, draft in enumerate(drafts, 1):
        rows.append(_foreseen(number, draft, known, is_twice=draft.key in seen))
        seen.add(draft.key)
    return rows


def _foreseen(
    number: int, draft: Draft, known: Mapping[str, Figure], *, is_twice: bool
) -> Foreseen:
    wrong = obstacles(draft)
    if is_twice:
        wrong.append(FigureWrong.KEY_TAKEN)
    if wrong:
        return Foreseen(number, draft, Fate.REJECTED, tuple(wrong))
    figure = known.get(draft.key)
    if figure is None:
        return Foreseen(number, draft, Fate.NEW)
    is_same = figure.value == numbers.read(draft.value)
    return Foreseen(number, draft, Fate.KNOWN if is_same else Fate.DIFFERS, known=figure)


def take_in(rows: list[Foreseen], *, actor: Actor) -> list[Figure]:
    """Put the new figures of a file into the bank; return all of its figures that stand there."""
    made = []
    for row in rows:
        if row.fate is Fate.NEW:
            made.append(add(row.draft, actor=actor))
        elif row.fate is Fate.KNOWN and row.known:
            made.append(row.known)
    audit.record(actor.id, "figures.imported", "figures", len(made))
    return made
