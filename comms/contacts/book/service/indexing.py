"""Keeps the words people are found by in step with what is written of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from comms.contacts.book.models import Address, Contact, Outlet, Role, SearchWord, Slip
from comms.contacts.book.rules import finding
from comms.contacts.book.rules.finding import Found
from comms.contacts.book.rules.kinds import AddressKind
from comms.core.db import Base, db
from comms.core.many import in_batches

Words = dict[int, set[tuple[str, Found]]]


def index(ids: Iterable[int]) -> None:
    """Write the words of some contacts anew; those of a discreet one are written nowhere."""
    db.session.flush()
    for some in in_batches(ids):
        _index(some)


def _index(ids: Sequence[int]) -> None:
    new, old = _words(ids), _written(ids)
    gone = [
        (contact_id, word, kind)
        for contact_id in ids
        for word, kind in old[contact_id] - new[contact_id]
    ]
    for contact_id, word, kind in gone:
        db.session.execute(
            delete(SearchWord).where(
                SearchWord.contact_id == contact_id,
                SearchWord.word == word,
                SearchWord.kind == kind,
            )
        )
    added = [
        {"contact_id": contact_id, "word": word, "kind": int(kind)}
        for contact_id in ids
        for word, kind in new[contact_id] - old[contact_id]
    ]
    _insert(SearchWord, added)
    _learn_slips({str(each["word"]) for each in added if each["kind"] != Found.REACH})
    forget_slips(word for _, word, _ in gone)


def _written(ids: Sequence[int]) -> Words:
    found: Words = defaultdict(set)
    rows = select(SearchWord.contact_id, SearchWord.word, SearchWord.kind)
    for contact_id, word, kind in db.session.execute(rows.where(SearchWord.contact_id.in_(ids))):
        found[contact_id].add((word, Found(kind)))
    return found


def _words(ids: Sequence[int]) -> Words:
    found: Words = defaultdict(set)
    columns = (Contact.id, Contact.name, Contact.town, Contact.region)
    shown = select(*columns).where(Contact.id.in_(ids), Contact.is_discreet.is_(False))
    for contact_id, name, town, region in db.session.execute(shown):
        found[contact_id].update(finding.name_index([name]), finding.about_index([town, region]))
    _add_roles(found)
    _add_addresses(found)
    return found


def _add_roles(found: Words) -> None:
    rows = select(Role.contact_id, Role.title, Role.beat, Outlet.name)
    rows = rows.outerjoin(Outlet, Role.outlet_id == Outlet.id)
    now = rows.where(Role.contact_id.in_(list(found)), Role.until.is_(None))
    for contact_id, title, beat, outlet in db.session.execute(now):
        found[contact_id].update(finding.about_index([title, beat]))
        found[contact_id].update(finding.outlet_index([outlet or ""]))


def _add_addresses(found: Words) -> None:
    rows = select(Address.contact_id, Address.kind, Address.value)
    for contact_id, kind, value in db.session.execute(
        rows.where(Address.contact_id.in_(list(found)))
    ):
        if kind == AddressKind.PHONE:
            found[contact_id].update(finding.phone_index([value]))
        elif kind in (AddressKind.EMAIL, AddressKind.HANDLE):
            found[contact_id].update(finding.email_index([value]))


def _learn_slips(words: Iterable[str]) -> None:
    wanted = {word for word in words if finding.may_slip(word)}
    known: set[str] = set()
    for some in in_batches(wanted):
        known |= set(db.session.scalars(select(Slip.word).where(Slip.word.in_(some)).distinct()))
    rows = [{"slip": slip, "word": word} for word in wanted - known for slip in finding.slips(word)]
    _insert(Slip, rows)


def _insert(table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Add rows that are not there yet: two people may teach the index one word at once."""
    if rows:
        dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
        # The table itself, not its class: a file brings 100,000 words, and the ORM weighs each.
        db.session.execute(dialect.insert(table.__table__).on_conflict_do_nothing(), rows)


def forget_slips(words: Iterable[str]) -> None:
    """Drop the slips of words nobody is found by any more."""
    for some in in_batches(set(words)):
        used = set(db.session.scalars(select(SearchWord.word).where(SearchWord.word.in_(some))))
        for unused in in_batches(set(some) - used):
            db.session.execute(delete(Slip).where(Slip.word.in_(unused)))
