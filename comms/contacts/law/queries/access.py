"""Reads everything the tables of the book hold of one person, for the file she is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from comms.contacts.book.models import Address, Confidant, Outlet, SearchWord
from comms.contacts.calling.models import Call, CallingSession
from comms.contacts.files.models import HeldRow, Import, ImportChange, RowSeen
from comms.contacts.lists.models import ContactList, Membership
from comms.contacts.requests.models import FollowUp
from comms.contacts.twins.models import Distinct, Merge, Twin
from comms.core.db import db

# The tables of the book that point at a person; `forms` tells each of them.
TOLD = frozenset(
    {
        *("contacts", "contact_addresses", "contact_roles", "contact_list_members"),
        *("contact_exchanges", "contact_requests", "contact_follow_ups", "calls"),
        *("contact_import_rows", "contact_import_changes", "contact_merges"),
        *("contact_twins", "contact_distincts", "contact_confidants"),
        *("contact_words", "contact_rows_seen", "outlets"),
    }
)


def signed_for(contact_id: int) -> Sequence[str]:
    """Return the partners a person answers for about joint statements."""
    names = select(Outlet.name).where(Outlet.signer_id == contact_id).order_by(Outlet.key)
    return db.session.scalars(names).all()


def source_of(address: Address) -> str:
    """Return where we have an address from; of an import, the name of its file."""
    word, _, number = address.source.partition(" ")
    if word != "import" or not number.isdecimal():
        return address.source
    kept = db.session.get(Import, int(number))
    return kept.name if kept else address.source


def memberships(contact_id: int) -> list[tuple[ContactList, Membership]]:
    """Return the lists a person was put on by hand, closed ones too."""
    rows = select(ContactList, Membership).join(Membership, Membership.list_id == ContactList.id)
    theirs = rows.where(Membership.contact_id == contact_id).order_by(ContactList.key)
    return [(a_list, each) for a_list, each in db.session.execute(theirs)]


def follow_ups(contact_id: int) -> Sequence[FollowUp]:
    """Return what was, or is, to be done again with a person."""
    rows = select(FollowUp).where(FollowUp.contact_id == contact_id)
    return db.session.scalars(rows.order_by(FollowUp.due_at, FollowUp.id)).all()


def calls(contact_id: int) -> list[tuple[str, Call]]:
    """Return the calls to a person, with the names of their sessions."""
    rows = select(CallingSession.name, Call).join(Call, Call.session_id == CallingSession.id)
    found = db.session.execute(rows.where(Call.contact_id == contact_id).order_by(Call.id))
    return [(name, call) for name, call in found]


def rows_about(traces: frozenset[str]) -> Iterator[tuple[HeldRow, Import]]:
    """Yield the rows of files that speak of a person: waiting, refused or decided."""
    rows = select(HeldRow, Import).join(Import, Import.id == HeldRow.import_id)
    for row, kept in db.session.execute(rows.order_by(HeldRow.id)):
        if row.cells and traces & {*row.traces}:
            yield row, kept


def imports(contact_id: int) -> list[tuple[ImportChange, Import]]:
    """Return what imports changed on a card, the first one first."""
    rows = select(ImportChange, Import).join(Import, Import.id == ImportChange.import_id)
    found = db.session.execute(rows.where(ImportChange.contact_id == contact_id))
    return sorted(((change, kept) for change, kept in found), key=lambda pair: pair[0].id)


def merges(contact_id: int) -> Sequence[Merge]:
    """Return the cards that were joined to a person's."""
    rows = select(Merge).where(or_(Merge.kept_id == contact_id, Merge.gone_id == contact_id))
    return db.session.scalars(rows.order_by(Merge.id)).all()


@dataclass(frozen=True)
class Tally:
    """What is kept of a person and can only be counted: it names others, or says nothing."""

    twins: int
    distincts: int
    confidants: int
    words: int
    prints: int


def tally(contact_id: int) -> Tally:
    """Count what is kept of a person and has no words for her."""

    def count(*columns: InstrumentedAttribute[int]) -> int:
        mine = or_(*(column == contact_id for column in columns))
        return db.session.scalar(select(func.count()).where(mine)) or 0

    return Tally(
        count(Twin.first_id, Twin.second_id),
        count(Distinct.first_id, Distinct.second_id),
        count(Confidant.contact_id),
        count(SearchWord.contact_id),
        count(RowSeen.contact_id),
    )
