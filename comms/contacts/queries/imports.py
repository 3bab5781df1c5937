"""Reads what came from files: what waits, what was refused, what can be undone."""

from collections.abc import Sequence

from sqlalchemy import exists, func, select

from comms.contacts.models import HeldRow, Import, ImportChange, Twin
from comms.core.db import db


def remembered(headings: str) -> dict[str, str]:
    """Return what the columns of such a file stood for the last time one was taken in."""
    last = select(Import.mapping).where(Import.headings == headings)
    found = db.session.scalar(last.order_by(Import.id.desc()).limit(1))
    return dict(found or {})


def latest(limit: int = 20) -> Sequence[Import]:
    """Return the imports, the newest first."""
    return db.session.scalars(select(Import).order_by(Import.id.desc()).limit(limit)).all()


def waiting(import_id: int | None = None, limit: int = 200) -> Sequence[HeldRow]:
    """Return the rows a person must decide about, the likeliest first."""
    held = select(HeldRow).where(HeldRow.reason == "", HeldRow.decided_at.is_(None))
    if import_id is not None:
        held = held.where(HeldRow.import_id == import_id)
    order = (HeldRow.import_id.desc(), HeldRow.score.desc(), HeldRow.number)
    return db.session.scalars(held.order_by(*order).limit(limit)).all()


def has_namesakes(import_id: int) -> bool:
    """Say whether somebody of a file has the name of another person in the book."""
    touched = select(ImportChange.contact_id).where(ImportChange.import_id == import_id)
    alike = Twin.first_id.in_(touched) | Twin.second_id.in_(touched)
    return bool(db.session.scalar(select(exists().where(alike))))


def refused(import_id: int) -> Sequence[HeldRow]:
    """Return the rows that were refused, in the order of the file."""
    rows = select(HeldRow).where(HeldRow.import_id == import_id, HeldRow.reason != "")
    return db.session.scalars(rows.order_by(HeldRow.number)).all()


def count_waiting() -> int:
    """Return how many rows wait for a person."""
    held = select(func.count(HeldRow.id)).where(HeldRow.reason == "", HeldRow.decided_at.is_(None))
    return db.session.scalar(held) or 0
