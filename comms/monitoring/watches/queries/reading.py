"""Who reads what a sensitive watch catches. Decided here alone, for every page and file.

Whoever began it, whoever it tells, and who keeps the settings; all others see how many, not what.
A reader who is None is whoever runs the machine, and reads all.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from comms.core.db import db
from comms.core.rights import Actor, Right
from comms.monitoring.watches.models import Hit, Watch, Wish
from comms.monitoring.watches.queries import listing

Reader = Actor | None


def closed_to(reader: Reader) -> frozenset[int]:
    """Return the watches whose words and catch a member does not read."""
    if reader is None or reader.may(Right.KEEP_SETTINGS):
        return frozenset()
    told = select(Wish.watch_id).where(Wish.member_id == reader.id)
    foreign = or_(Watch.made_by.is_(None), Watch.made_by != reader.id)
    rows = select(Watch.id).where(Watch.is_sensitive, foreign, Watch.id.not_in(told))
    return frozenset(db.session.scalars(rows))


def may_read(watch: Watch, reader: Reader) -> bool:
    """Say whether a member reads the words of a watch and what it catches."""
    return watch.id not in closed_to(reader)


def readable(watches: Iterable[Watch], reader: Reader) -> list[Watch]:
    """Return those of these watches that a member reads."""
    closed = closed_to(reader)
    return [watch for watch in watches if watch.id not in closed]


def is_taken(name: str, reader: Reader, but: int | None = None) -> bool:
    """Say whether another open watch that a member reads has this name.

    Of the others they are not told what they are called, by a refusal neither.
    """
    low = name.casefold()
    known = readable(listing.open_ones(), reader)
    return any(each.name.casefold() == low and each.id != but for each in known)


def seen_by(reader: Reader, mention_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Return the condition that a member reads a mention: not only closed watches caught it."""
    return _not_only(closed_to(reader), mention_id)


def outside(mention_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Return the condition that a mention may leave the house: not only sensitive ones caught it.

    What somebody entered by hand was caught by none.
    """
    return _not_only(listing.sensitive(), mention_id)


def _not_only(
    closed: Collection[int], mention_id: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    if not closed:
        return true()
    hits = select(Hit.id).where(Hit.mention_id == mention_id)
    by_closed, openly = Hit.watch_id.in_(closed), Hit.watch_id.not_in(closed)
    return or_(~exists(hits.where(by_closed)), exists(hits.where(openly)))


def hidden(reader: Reader, mentions: Select[int]) -> int:
    """Return how many of these mentions (their numbers) a member does not read."""
    if not (closed := closed_to(reader)):
        return 0
    caught = select(Hit.mention_id).where(Hit.watch_id.in_(closed))
    openly = select(Hit.mention_id).where(Hit.watch_id.not_in(closed))
    (number,) = mentions.selected_columns
    unread = mentions.where(number.in_(caught), number.not_in(openly))
    return db.session.scalar(select(func.count()).select_from(unread.subquery())) or 0
