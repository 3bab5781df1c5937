"""The file of what was refused: the columns as they came and why; it comes back after repair."""

from pathlib import Path

from comms.adapters.sheets import write_csv
from comms.contacts.files.models import Import
from comms.contacts.files.queries import imports
from comms.contacts.files.rules.drafts import RowWrong
from comms.core import files, settings
from comms.core.refusal import say

REASON = "raison"


def content(kept: Import) -> bytes:
    """Return the file: UTF-8 with its mark and `;`, formulas neutralised."""
    rows = imports.refused(kept.id)
    columns = [each for each in kept.columns if each != REASON]
    places = [kept.columns.index(each) for each in columns]
    return write_csv(
        [*columns, REASON],
        ([*(row.cells[at] for at in places), say(RowWrong(row.reason))] for row in rows),
    )


def write(kept: Import) -> str:
    """Write the file beside the database; return where it lies."""
    path = path_of(kept)
    files.write_whole(path, content(kept))
    return str(path)


def rewrite(kept: Import) -> None:
    """Write the file anew, if there is one, after rows of it were forgotten."""
    path = path_of(kept)
    if not path.exists():
        return
    if imports.refused(kept.id):
        write(kept)
    else:
        path.unlink()


def path_of(kept: Import) -> Path:
    """Return where the file of an import lies."""
    return settings.current().folder / "imports" / f"import-{kept.id}-a-corriger.csv"
