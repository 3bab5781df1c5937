"""Reads how far a house is furnished, and who wants a mail in the morning."""

from collections.abc import Sequence

from sqlalchemy import Row, select

from comms.accounts import queries as accounts
from comms.accounts.models import Member
from comms.contacts.book.models import Contact
from comms.core import options
from comms.core.db import Base, db
from comms.desk.models import Morning
from comms.monitoring.sources.models import Source
from comms.monitoring.watches.models import Watch
from comms.pieces.models import Piece

FURNISHED: tuple[type[Base], ...] = (Contact, Source, Piece)


def holds(kind: type[Base]) -> bool:
    """Say whether there is one thing of a kind at least."""
    return db.session.execute(select(1).select_from(kind).limit(1)).first() is not None


def has_contacts() -> bool:
    """Say whether somebody is in the book."""
    return holds(Contact)


def has_company() -> bool:
    """Say whether somebody else belongs to the house: nobody approves alone."""
    return len(accounts.names()) > 1


def has_name() -> bool:
    """Say whether the settings know what the association is called."""
    return bool(options.get("association"))


def has_watches() -> bool:
    """Say whether we look out for a word."""
    return holds(Watch)


def has_sources() -> bool:
    """Say whether we listen to a feed."""
    return holds(Source)


def has_pieces() -> bool:
    """Say whether something was written."""
    return holds(Piece)


def is_bare() -> bool:
    """Say whether nobody has put anything into this house yet."""
    return not any(holds(each) for each in FURNISHED)


def morning(member_id: int) -> Morning | None:
    """Return how a member wants the mail of the morning; None when they want none."""
    return db.session.get(Morning, member_id)


def mornings() -> Sequence[Row[Morning, Member]]:
    """Return every wish for a mail in the morning, with who has it and is still here."""
    rows = select(Morning, Member).join(Member, Member.id == Morning.member_id)
    return db.session.execute(rows.where(Member.closed_at.is_(None))).all()
