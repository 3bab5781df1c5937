"""Takes a file in: every row accounted for, nothing overwritten, the way back kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from comms.audit import service as audit
from comms.contacts.book.queries.people import hidden_from
from comms.contacts.book.rules.kinds import AddressKind
from comms.contacts.files.models import HeldRow, Import
from comms.contacts.files.queries import imports
from comms.contacts.files.rules.drafts import Draft
from comms.contacts.files.rules.importing import ImportWrong, Report, report
from comms.contacts.files.rules.matching import Book, face_of
from comms.contacts.files.rules.weighing import Outcome, Weighed, kept_for, weigh
from comms.contacts.files.service import error_file
from comms.contacts.files.service.noes import noes, traces
from comms.contacts.files.service.reading import Understood
from comms.contacts.files.service.writing import Writing
from comms.contacts.twins.models import Twin
from comms.contacts.twins.queries import facing
from comms.contacts.twins.rules.judging import NAMESAKES
from comms.core import clock
from comms.core.db import db, insert_new
from comms.core.refusal import Refused
from comms.core.register import Register
from comms.core.rights import Actor, number_of

STEP = 200  # rows between two words on how far it is


def foresee(understood: Understood) -> Report:
    """Say what would become of every row; nothing is written."""
    return report(weighed_rows(understood, Register()))


def take_in(
    understood: Understood,
    *,
    name: str,
    origin: str,
    actor: Actor | None,
    tell: Callable[[int], None] | None = None,
) -> Report:
    """Take a file in; `origin` says where the people in it come from; `tell` hears of each step.

    A row that is a discreet person waits for her confidants when somebody else brings it.

    Raises:
        Refused: it is not said where the people come from.
    """
    if not origin.strip():
        raise Refused(ImportWrong.NO_ORIGIN)
    register = Register()
    hidden = hidden_from(actor.id) if actor else frozenset[int]()
    weighed = kept_for(weighed_rows(understood, register, tell), hidden)
    said = report(weighed)
    kept = _keep(understood, said, name, origin.strip(), actor)
    by_row = Writing(kept, actor, weighed).write()
    _hold(kept, understood, weighed, by_row, register)
    _show_namesakes(weighed, by_row)
    audit.record(number_of(actor), "contacts.imported", "import", kept.id)
    path = error_file.write(kept) if said.rejected else None
    return replace(said, import_id=kept.id, error_file=path)


def weighed_rows(
    understood: Understood, register: Register, tell: Callable[[int], None] | None = None
) -> list[Weighed]:
    """Hold every row against the book and against the rows before it."""
    prints = [
        _print(register, [f"uid {draft.uid}"] if draft.uid else row.cells)
        for draft, row in zip(understood.drafts, understood.sheet.rows, strict=True)
    ]
    known = imports.seen_before(prints)
    faces = [face_of(each) for each in understood.drafts]
    keys = {(AddressKind.EMAIL, key) for face in faces for key in face.emails}
    keys |= {(AddressKind.PHONE, key) for face in faces for key in face.phones}
    words = {word for face in faces for word in (*face.words, face.run) if len(word) > 1}
    near = facing.faces(facing.near(keys, words) | set(known.values()))
    by_id = {face.contact_id: face for face in near}
    seen = {print_: by_id[n] for print_, n in known.items() if n in by_id}
    rows = zip(understood.drafts, prints, strict=True)
    return weigh(_telling(rows, tell), Book(near), seen, noes(register))


def _telling(
    rows: Iterable[tuple[Draft, str]], tell: Callable[[int], None] | None
) -> Iterator[tuple[Draft, str]]:
    """Yield rows, and tell how many went by, now and then."""
    for count, row in enumerate(rows, 1):
        if tell is not None and count % STEP == 0:
            tell(count)
        yield row


def _print(register: Register, cells: Sequence[str]) -> str:
    """Return the hash by which the same row is known again."""
    return register.trace("\n".join(" ".join(cell.split()).casefold() for cell in cells))


def _keep(
    understood: Understood, said: Report, name: str, origin: str, actor: Actor | None
) -> Import:
    kept = Import(
        name=name,
        origin=origin,
        columns=list(understood.sheet.columns),
        mapping={column: str(field) for column, field in understood.mapping.items()},
        headings=understood.headings,
        rows=said.rows,
        created=said.created,
        updated=said.updated,
        suggested=said.suggested,
        rejected=said.rejected,
        at=clock.now(),
        by=number_of(actor),
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def _show_namesakes(weighed: Sequence[Weighed], by_row: Mapping[int, int]) -> None:
    """Write down who has the name of somebody known: a person looks whether they are one."""
    pairs = set()
    for w in weighed:
        made = by_row.get(w.draft.number)
        other = w.namesake and (w.namesake.contact_id or by_row.get(w.namesake.row or 0))
        if made and other and made != other:
            pairs.add((min(made, other), max(made, other)))
    if pairs:
        rows = [{"first_id": a, "second_id": b, "score": NAMESAKES} for a, b in sorted(pairs)]
        db.session.execute(insert_new(Twin), rows)


def _hold(
    kept: Import,
    understood: Understood,
    weighed: Sequence[Weighed],
    by_row: Mapping[int, int],
    register: Register,
) -> None:
    """Keep the rows that wait and those that were refused, as they came."""
    for row, w in zip(understood.sheet.rows, weighed, strict=True):
        if w.outcome in (Outcome.SUGGESTED, Outcome.REJECTED):
            held = HeldRow(
                import_id=kept.id,
                number=row.number,
                line=row.line,
                cells=list(row.cells),
                reason=w.reason or "",
                score=w.score,
                traces=traces(register, w.draft),
            )
            if w.face and w.outcome is Outcome.SUGGESTED:
                held.with_id = w.face.contact_id or by_row.get(w.face.row or 0)
                held.with_row = None if w.face.contact_id else w.face.row
            db.session.add(held)
    db.session.flush()
