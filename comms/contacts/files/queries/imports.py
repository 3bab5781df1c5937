"""Reads what came from files: what waits, what was refused, what can be undone."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, exists, func, select

from comms.contacts.book.queries.people import hidden_from
from comms.contacts.files.models import HeldRow, Import, ImportChange, RowSeen
from comms.contacts.twins.models import Twin
from comms.core.db import db
from comms.core.many import in_batches


def remembered(headings: str) -> dict[str, str]:
    """Return what the columns of such a file stood for the last time one was taken in."""
    last = select(Import.mapping).where(Import.headings == headings)
    found = db.session.scalar(last.order_by(Import.id.desc()).limit(1))
    return dict(found or {})


def latest(limit: int = 20) -> Sequence[Import]:
    """Return the imports, the newest first."""
    return db.session.scalars(select(Import).order_by(Import.id.desc()).limit(limit)).all()


def waiting(reader_id: int, import_id: int | None = None, limit: int = 200) -> Sequence[HeldRow]:
    """Return the rows a member may decide about, the likeliest first."""
    held = select(HeldRow).where(*_undecided(import_id), HeldRow.id.not_in(kept_from(reader_id)))
    order = (HeldRow.import_id.desc(), HeldRow.score.desc(), HeldRow.number)
    return db.session.scalars(held.order_by(*order).limit(limit)).all()


def has_namesakes(import_id: int, reader_id: int) -> bool:
    """Say whether somebody of a file has the name of another person a member may see."""
    touched = select(ImportChange.contact_id).where(ImportChange.import_id == import_id)
    alike = Twin.first_id.in_(touched) | Twin.second_id.in_(touched)
    hidden = hidden_from(reader_id)
    seen = Twin.first_id.not_in(hidden), Twin.second_id.not_in(hidden)
    return bool(db.session.scalar(select(exists().where(alike, *seen))))


def kept_from(reader_id: int, import_id: int | None = None) -> set[int]:
    """Return the rows that wait for others: they may be a discreet person's, or wait behind one."""
    theirs = select(HeldRow).where(*_undecided(import_id))
    met = db.session.scalars(theirs.where(HeldRow.with_id.in_(hidden_from(reader_id)))).all()
    kept = {each.id for each in met}
    for number in {each.import_id for each in met}:
        rows = select(HeldRow).where(*_undecided(number), HeldRow.with_row.is_not(None))
        behind = {each.number for each in met if each.import_id == number}
        for each in db.session.scalars(rows.order_by(HeldRow.number)):
            if each.with_row in behind:
                behind.add(each.number)
                kept.add(each.id)
    return kept


def _undecided(import_id: int | None = None) -> list[ColumnElement[bool]]:
    held = [HeldRow.reason == "", HeldRow.decided_at.is_(None)]
    return held if import_id is None else [*held, HeldRow.import_id == import_id]


def refused(import_id: int) -> Sequence[HeldRow]:
    """Return the rows that were refused, in the order of the file."""
    rows = select(HeldRow).where(HeldRow.import_id == import_id, HeldRow.reason != "")
    return db.session.scalars(rows.order_by(HeldRow.number)).all()


def count_waiting(reader_id: int) -> int:
    """Return how many rows wait for a member."""
    held = select(func.count(HeldRow.id)).where(*_undecided())
    return (db.session.scalar(held) or 0) - len(kept_from(reader_id))


def seen_before(prints: Iterable[str]) -> dict[str, int]:
    """Return which contact a row of each print became."""
    found: dict[str, int] = {}
    for some in in_batches(prints):
        rows = select(RowSeen.print, RowSeen.contact_id).where(RowSeen.print.in_(some))
        found |= dict(list(db.session.execute(rows.order_by(RowSeen.id))))
    return found
