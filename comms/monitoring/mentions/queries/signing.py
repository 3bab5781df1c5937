"""Reads who wrote mentions, and whom of the book a signature may be."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased

from comms.contacts.book.models import Contact
from comms.contacts.book.queries import finding, people
from comms.contacts.book.queries.people import Card
from comms.contacts.book.rules.outlets import outlet_key
from comms.core.db import db
from comms.core.rights import Actor
from comms.core.text import fold
from comms.monitoring.mentions.models import Mention, MentionPerson
from comms.monitoring.mentions.rules.people import people_of
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.mentions.rules.whose import Alike, begins_as, is_whole
from comms.monitoring.watches.queries import reading

MOST = 3  # people proposed for one name


@dataclass(frozen=True)
class Joined:
    """Somebody of the book who wrote a mention, as a person said, there or of another article."""

    id: int
    name: str
    by: int | None  # the member who said so
    alike: Alike | None  # when the tool joined them: as that member had done for this signature


@dataclass(frozen=True)
class Proposed:
    """Somebody of the book whom a signature may be."""

    id: int
    name: str
    newsrooms: str
    alike: Alike


@dataclass(frozen=True)
class Signed:
    """A name under a mention, and whom of the book it is or may be."""

    name: str
    joined: tuple[Joined, ...]
    proposed: tuple[Proposed, ...]


def said_of(mention_id: int, contact_id: int) -> MentionPerson | None:
    """Return what was said of one person and one mention."""
    rows = select(MentionPerson).where(
        MentionPerson.mention_id == mention_id, MentionPerson.contact_id == contact_id
    )
    return db.session.scalar(rows)


def all_said(mention_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return of whom something was said beside these mentions, as (mention, contact)."""
    rows = select(MentionPerson.mention_id, MentionPerson.contact_id)
    return set(db.session.execute(rows.where(MentionPerson.mention_id.in_(mention_ids))).all())


def joined_before(names: Iterable[str]) -> dict[tuple[str, str], int]:
    """Return whom people joined to these signatures, by name and outlet; the last word counts."""
    rows = (
        select(MentionPerson.name, Mention.outlet, MentionPerson.contact_id)
        .join(Mention, Mention.id == MentionPerson.mention_id)
        .where(MentionPerson.name.in_(tuple(names)), MentionPerson.is_refused.is_(False))
        .where(MentionPerson.by.is_not(None))
        .order_by(MentionPerson.id)
    )
    found = {(name, outlet): contact for name, outlet, contact in db.session.execute(rows)}
    refused = _refused(name for name, _ in found) if found else {}
    return {key: each for key, each in found.items() if each not in refused[key[0]]}


def _refused(names: Iterable[str]) -> dict[str, set[int]]:
    """Return whom people said these names are not."""
    rows = select(MentionPerson.name, MentionPerson.contact_id).where(
        MentionPerson.name.in_(tuple(names)), MentionPerson.is_refused
    )
    found: dict[str, set[int]] = defaultdict(set)
    for name, contact_id in db.session.execute(rows):
        found[name].add(contact_id)
    return found


def signed(mention: Mention, actor: Actor) -> list[Signed]:
    """Return the people under a mention, each with whom of the book it is or may be."""
    names = people_of(mention.authors)
    if not names:
        return []
    refused = _refused(fold(each) for each in names)
    joined = _joined(mention, actor)
    return [
        Signed(name, tuple(theirs), () if theirs else tuple(_alike(name, mention, refused, actor)))
        for name in names
        for theirs in [joined.get(fold(name), [])]
    ]


def _joined(mention: Mention, actor: Actor) -> dict[str, list[Joined]]:
    rows = (
        select(MentionPerson, Contact.name, _said_before(mention.outlet))
        .join(Contact, Contact.id == MentionPerson.contact_id)
        .where(MentionPerson.mention_id == mention.id, MentionPerson.is_refused.is_(False))
        .where(people.seen_by(actor.id))
    )
    found: dict[str, list[Joined]] = defaultdict(list)
    for row, name, before in db.session.execute(rows):
        alike = None
        if row.by is None:
            alike = Alike(is_whole(row.name, name), is_there=False, is_known=True)
        found[row.name].append(Joined(row.contact_id, name, row.by or before, alike))
    return found


def _said_before(outlet: str) -> ScalarSelect[int]:
    """Return who last said that a signature in an outlet is somebody, for the tool to follow."""
    before = aliased(MentionPerson)
    said = (
        select(before.by)
        .join(Mention, Mention.id == before.mention_id)
        .where(before.name == MentionPerson.name, before.contact_id == MentionPerson.contact_id)
        .where(before.by.is_not(None), before.is_refused.is_(False), Mention.outlet == outlet)
    )
    return said.order_by(before.id.desc()).limit(1).scalar_subquery()


def _alike(
    name: str, mention: Mention, refused: dict[str, set[int]], actor: Actor
) -> Iterator[Proposed]:
    """Yield people whose name begins as each word of a signature does, the likeliest first."""
    hits = finding.search(name.replace(".", " "), 10, reader_id=actor.id)
    not_them, outlet = refused[fold(name)], outlet_key(mention.outlet)
    found = [
        Proposed(card.id, card.name, ", ".join(card.outlets), _likeness(name, card, outlet))
        for card in (hit.card for hit in hits)
        if not (card.is_desk or card.id in not_them) and begins_as(card.name, name)
    ]
    yield from sorted(found, key=lambda each: -each.alike.sure)[:MOST]


def _likeness(name: str, card: Card, outlet: str) -> Alike:
    return Alike(is_whole(name, card.name), outlet in map(outlet_key, card.outlets))


def by_contact(contact_id: int, actor: Actor, limit: int = 5) -> Sequence[Mention]:
    """Return what somebody wrote of us and a member reads, the last first."""
    rows = (
        select(Mention)
        .join(MentionPerson, MentionPerson.mention_id == Mention.id)
        .where(MentionPerson.contact_id == contact_id, MentionPerson.is_refused.is_(False))
        .where(Mention.state != State.DISMISSED, reading.seen_by(actor, Mention.id))
    )
    at = func.coalesce(Mention.published, Mention.seen_at)
    return db.session.scalars(rows.order_by(at.desc()).limit(limit)).all()


def all_by_contact(
    contact_id: int, actor: Actor
) -> tuple[list[tuple[Mention, MentionPerson]], int]:
    """Return every mention somebody is joined to, or was said not to have written.

    Those a member may not read are counted.
    """
    rows = select(Mention, MentionPerson).join(
        MentionPerson, MentionPerson.mention_id == Mention.id
    )
    theirs = rows.where(MentionPerson.contact_id == contact_id)
    seen = theirs.where(reading.seen_by(actor, Mention.id)).order_by(MentionPerson.id)
    found = [(each, link) for each, link in db.session.execute(seen)]
    count = db.session.scalar(select(func.count()).select_from(theirs.subquery())) or 0
    return found, count - len(found)


def first_of(mention_ids: Collection[int]) -> dict[int, int]:
    """Return the contact each of these mentions is joined to, the first; discreet ones left out."""
    rows = (
        select(MentionPerson.mention_id, MentionPerson.contact_id)
        .join(Contact, Contact.id == MentionPerson.contact_id)
        .where(MentionPerson.mention_id.in_(mention_ids), MentionPerson.is_refused.is_(False))
        .where(Contact.is_discreet.is_(False))
    )
    return dict(db.session.execute(rows.order_by(MentionPerson.id.desc())).all())
