"""Reads who wrote mentions, and whom of the book a signature may be."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from comms.contacts.book.models import Contact
from comms.contacts.book.queries import finding, people
from comms.core.db import db
from comms.core.rights import Actor
from comms.core.text import fold
from comms.monitoring.mentions.models import Mention, MentionPerson
from comms.monitoring.mentions.rules.people import people_of
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.watches.queries import reading

MOST = 3  # people proposed for one name


@dataclass(frozen=True)
class Signed:
    """A name under a mention, and whom of the book it may be."""

    name: str
    joined: tuple[tuple[int, str, bool], ...]  # number, name, whether the tool joined them
    proposed: tuple[tuple[int, str, str], ...]  # number, name, newsrooms


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
    joined = _joined(mention.id, actor)
    return [_signed(name, joined, refused[fold(name)], actor) for name in names]


def _joined(mention_id: int, actor: Actor) -> dict[str, list[tuple[int, str, bool]]]:
    rows = (
        select(MentionPerson, Contact.name)
        .join(Contact, Contact.id == MentionPerson.contact_id)
        .where(MentionPerson.mention_id == mention_id, MentionPerson.is_refused.is_(False))
        .where(people.seen_by(actor.id))
    )
    found: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    for row, name in db.session.execute(rows):
        found[row.name].append((row.contact_id, name, row.by is None))
    return found


def _signed(
    name: str, joined: dict[str, list[tuple[int, str, bool]]], refused: set[int], actor: Actor
) -> Signed:
    theirs = joined.get(fold(name), [])
    proposed = [] if theirs else _alike(name, refused, actor)
    return Signed(name, tuple(theirs), tuple(proposed))


def _alike(name: str, refused: set[int], actor: Actor) -> list[tuple[int, str, str]]:
    """Return people whose name begins as each word of a signature does: « Julia P. » is one."""
    hits = finding.search(name.replace(".", " "), 10, reader_id=actor.id)
    cards = [hit.card for hit in hits if hit.card.id not in refused and not hit.card.is_desk]
    named = [each for each in cards if _is_named(each.name, name)]
    return [(each.id, each.name, ", ".join(each.outlets)) for each in named[:MOST]]


def _is_named(whole: str, as_signed: str) -> bool:
    words = fold(whole).replace("-", " ").replace("'", " ").split()
    wanted = fold(as_signed).replace(".", " ").replace("-", " ").replace("'", " ").split()
    return all(any(word.startswith(each) for word in words) for each in wanted)


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
