"""What an import says of itself, and why a file or a mapping is not taken."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from comms.contacts.files.rules.drafts import Draft
from comms.contacts.files.rules.weighing import Outcome, Weighed

UNDO_FOR = timedelta(days=30)


class ImportWrong(StrEnum):
    """Why an import, or its way back, is refused."""

    NO_FILE = "import.no_file"
    NO_ORIGIN = "import.no_origin"
    MAP_UNREADABLE = "import.map_unreadable"
    MAP_UNKNOWN = "import.map_unknown"
    UNKNOWN = "import.unknown"
    UNDONE = "import.undone"
    TOO_OLD = "import.too_old"
    DECIDED = "import.decided"
    GONE = "import.gone"
    FOR_OTHERS = "import.for_others"


@dataclass(frozen=True)
class Suggestion:
    """A row held back, and whom it may be: a contact, or an earlier row; `score` from 0 to 1."""

    row: int
    with_id: int | None
    with_row: int | None
    name: str
    score: float


@dataclass(frozen=True)
class Report:
    """What became of every row."""

    rows: int
    created: int
    updated: int
    suggested: int
    rejected: int
    suggestions: tuple[Suggestion, ...]
    refused: tuple[Weighed, ...]
    warned: tuple[Draft, ...]  # taken, though not every address could be read
    import_id: int | None = None
    error_file: str | None = None


def report(weighed: list[Weighed]) -> Report:
    """Account for every row."""
    by_outcome = {each: [w for w in weighed if w.outcome is each] for each in Outcome}
    held, taken = by_outcome[Outcome.SUGGESTED], (Outcome.CREATED, Outcome.UPDATED)
    return Report(
        rows=len(weighed),
        created=len(by_outcome[Outcome.CREATED]),
        updated=len(by_outcome[Outcome.UPDATED]),
        suggested=len(held),
        rejected=len(by_outcome[Outcome.REJECTED]),
        suggestions=tuple(sorted(map(_suggestion, held), key=lambda each: (-each.score, each.row))),
        refused=tuple(by_outcome[Outcome.REJECTED]),
        warned=tuple(w.draft for w in weighed if w.outcome in taken and w.draft.unread),
    )


def _suggestion(held: Weighed) -> Suggestion:
    assert held.face is not None, "a row is held because of someone"
    face = held.face
    row = None if face.contact_id else face.row
    return Suggestion(held.draft.number, face.contact_id, row, face.name, held.score / 100)
