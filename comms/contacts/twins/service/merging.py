"""Makes two cards one, with everything any room holds of them, and parts them again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, Row, Table, delete, insert, inspect, select, update

from comms.audit import service as audit
from comms.contacts.book.models import Contact, SearchWord
from comms.contacts.book.queries import references
from comms.contacts.book.service.indexing import forget_slips, index
from comms.contacts.book.service.keeping import touch
from comms.contacts.twins.models import Distinct, Merge
from comms.contacts.twins.rules.merging import UNDO_FOR, MergeWrong, merged
from comms.contacts.twins.service.looking import tell_apart
from comms.core import clock
from comms.core.db import Instant, db
from comms.core.events import CardsMerged, announce
from comms.core.refusal import Refused
from comms.core.rights import Actor

# Rows that are made anew, not moved.
_ANEW = frozenset({"contact_words", "contact_twins", "contact_distincts"})


def merge(kept: Contact, gone: Contact, from_gone: frozenset[str], *, actor: Actor) -> Merge:
    """Make two cards one; `from_gone` names the fields taken from the card that goes.

    Addresses, roles, lists, exchanges and what higher rooms hold follow; nothing is lost.

    Raises:
        Refused: they are one card.
    """
    if kept.id == gone.id:
        raise Refused(MergeWrong.SAME)
    db.session.flush()
    before, other = _columns(kept), _columns(gone)
    fields = merged(before, other, from_gone)
    moved, dropped = _move(gone.id, kept.id)
    journal = {
        "gone": {name: _plain(value) for name, value in other.items()},
        "fields": {name: _plain(before[name]) for name in fields if fields[name] != before[name]},
        "after": {name: _plain(value) for name, value in fields.items()},
        "moved": moved,
        "dropped": dropped,
    }
    gone_id = gone.id
    _let_go(gone_id, kept)
    for name, value in fields.items():
        setattr(kept, name, value)
    touch(kept)
    db.session.expire(kept)
    index([kept.id])
    made = Merge(kept_id=kept.id, gone_id=gone_id, at=clock.now(), by=actor.id, before=journal)
    db.session.add(made)
    db.session.flush()
    audit.record(actor.id, "contact.merged", "contact", kept.id)
    return made


def _columns(contact: Contact) -> dict[str, Any]:
    return {each.key: getattr(contact, each.key) for each in inspect(Contact).column_attrs}


def _move(gone_id: int, kept_id: int) -> tuple[list[list[Any]], list[list[Any]]]:
    """Point every row at the card that stays; drop what stands there already, and keep it aside."""
    moved: list[list[Any]] = []
    dropped: list[list[Any]] = []
    for column in references.pointing_at(Contact):
        table = column.table
        if table.name in _ANEW:
            continue
        for row in db.session.execute(select(table).where(column == gone_id)).all():
            if _stands_there(column, row, kept_id):
                dropped.append([table.name, _plain_row(row)])
                db.session.execute(delete(table).where(*_is(table, row)))
            else:
                moved.append([table.name, column.name, _key(table, row)])
                db.session.execute(update(table).where(*_is(table, row)).values({column: kept_id}))
    return moved, dropped


def _stands_there(column: Column[Any], row: Row[Any], kept_id: int) -> bool:
    """Say whether the card that stays holds a row with the same key."""
    for others in references.unique_with(column):
        same = [each == row._mapping[each.name] for each in others]
        wanted = select(column).where(column == kept_id, *same).limit(1)
        if db.session.execute(wanted).first() is not None:
            return True
    return False


def _is(table: Table, row: Row[Any]) -> Iterator[Any]:
    return (each == row._mapping[each.name] for each in table.primary_key.columns)


def _key(table: Table, row: Row[Any]) -> dict[str, Any]:
    return {each.name: _plain(row._mapping[each.name]) for each in table.primary_key.columns}


def _plain_row(row: Row[Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row._mapping.items()}


def _plain(value: object) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


def _meant(column: Column[Any], value: Any) -> Any:
    """Return a value of the journal as its column takes it."""
    if value is not None and isinstance(column.type, Instant):
        return datetime.fromisoformat(value)
    if value is not None and isinstance(column.type, Date):
        return date.fromisoformat(value)
    return value


def _let_go(gone_id: int, kept: Contact) -> None:
    for first, second in _pairs(gone_id):
        other = db.session.get(Contact, second if first == gone_id else first)
        if other is not None and other.id != kept.id:
            tell_apart(kept, other)
    announce(CardsMerged(kept.id, gone_id))
    words = select(SearchWord.word).where(SearchWord.contact_id == gone_id)
    lost = list(db.session.scalars(words))
    db.session.flush()
    db.session.execute(delete(Contact).where(Contact.id == gone_id))
    db.session.expire_all()
    forget_slips(lost)


def _pairs(contact_id: int) -> Iterable[tuple[int, int]]:
    mine = (Distinct.first_id == contact_id) | (Distinct.second_id == contact_id)
    rows = db.session.execute(select(Distinct.first_id, Distinct.second_id).where(mine))
    return [(first, second) for first, second in rows]


def part(made: Merge, *, actor: Actor) -> Contact:
    """Part two cards again: each as it stood, what was written since stays with who stayed.

    Raises:
        Refused: it was done before, or the time to do it is over.
    """
    if made.undone_at is not None:
        raise Refused(MergeWrong.UNDONE)
    if not made.before or clock.now() - made.at > UNDO_FOR:
        raise Refused(MergeWrong.TOO_OLD)
    kept = db.session.get_one(Contact, made.kept_id, with_for_update=True)
    journal = made.before
    _bring_back(journal["gone"])
    _give_back(kept.id, made.gone_id, journal)
    _restore(kept, journal)
    gone = db.session.get_one(Contact, made.gone_id)
    if (
        kept.objected_at is not None
        and gone.objected_at is None
        and "objected_at" not in journal["fields"]
    ):
        gone.objected_at = kept.objected_at  # said of the one card, it was said by the person
    touch(kept)
    touch(gone)
    db.session.expire_all()
    index([kept.id, gone.id])
    tell_apart(kept, gone)
    made.undone_at, made.before = clock.now(), {}
    audit.record(actor.id, "contact.parted", "contact", kept.id)
    return gone


def _bring_back(gone: Mapping[str, Any]) -> None:
    table = db.metadata.tables["contacts"]
    values = {name: _meant(table.c[name], value) for name, value in gone.items()}
    db.session.execute(insert(table).values(values))


def _give_back(kept_id: int, gone_id: int, journal: Mapping[str, Any]) -> None:
    """Point back what moved and is still there, and write again what stood double."""
    tables = db.metadata.tables
    for name, column_name, key in journal["moved"]:
        table = tables[name]
        column = table.c[column_name]
        # A key the card itself is part of holds its number of before the move.
        key = {**key, **({column_name: kept_id} if column_name in key else {})}
        mine = [table.c[each] == _meant(table.c[each], value) for each, value in key.items()]
        db.session.execute(update(table).where(*mine, column == kept_id).values({column: gone_id}))
    for name, row in journal["dropped"]:
        table = tables[name]
        values = {each: _meant(table.c[each], value) for each, value in row.items()}
        db.session.execute(insert(table).values(values))


def _restore(kept: Contact, journal: Mapping[str, Any]) -> None:
    """Put fields back as they stood, unless someone wrote there since."""
    table = db.metadata.tables["contacts"]
    for name, old in journal["fields"].items():
        if _plain(getattr(kept, name)) == journal["after"][name]:
            setattr(kept, name, _meant(table.c[name], old))


def forget_old_merges() -> int:
    """Forget what stood before merges that cannot be undone any more. A job's verb."""
    limit = clock.now() - UNDO_FOR
    old = [
        each for each in db.session.scalars(select(Merge).where(Merge.at < limit)) if each.before
    ]
    for each in old:
        each.before = {}
    db.session.commit()
    return len(old)
