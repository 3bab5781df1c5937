"""Reads who wrote mentions, what they take up, and whom and what may be proposed."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from comms.contacts.book.models import Contact
from comms.contacts.book.queries import finding, people
from comms.core.db import db
from comms.core.rights import Actor
from comms.core.text import fold
from comms.monitoring.mentions.models import Mention, MentionPerson, MentionPiece
from comms.monitoring.mentions.rules.people import people_of
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.mentions.rules.taking_up import How
from comms.monitoring.watches.queries import reading
from comms.pieces import queries as pieces
from comms.pieces.models import Piece

_ADDRESS = re.compile(r"\]\([^()\s]*\)")  # « [1 226](figure:evictions) » says 1 226
MOST = 3  # people proposed for one name
MOST_WORDS = 20_000  # characters of a release that are compared


@dataclass(frozen=True)
class Signed:
    """A name under a mention, and whom of the book it may be."""

    name: str
    joined: tuple[tuple[int, str, bool], ...]  # number, name, whether the tool joined them
    proposed: tuple[tuple[int, str, str], ...]  # number, name, newsrooms


@dataclass(frozen=True)
class TakenUp:
    """A release a mention takes up: how that is known, how sure in hundredths, who said so."""

    id: int
    title: str
    lang: str
    how: How
    sure: int
    by: int | None


@dataclass(frozen=True)
class Release:
    """A release as articles are compared with it."""

    id: int
    title: str
    text: str


def person(mention_id: int, contact_id: int) -> MentionPerson | None:
    """Return what was said of one person and one mention."""
    rows = select(MentionPerson).where(
        MentionPerson.mention_id == mention_id, MentionPerson.contact_id == contact_id
    )
    return db.session.scalar(rows)


def piece(mention_id: int, piece_id: int) -> MentionPiece | None:
    """Return what was said of one release and one mention."""
    rows = select(MentionPiece).where(
        MentionPiece.mention_id == mention_id, MentionPiece.piece_id == piece_id
    )
    return db.session.scalar(rows)


def people_said(mention_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return of whom something was said beside these mentions, as (mention, contact)."""
    rows = select(MentionPerson.mention_id, MentionPerson.contact_id)
    return set(db.session.execute(rows.where(MentionPerson.mention_id.in_(mention_ids))).all())


def pieces_said(mention_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return of which releases something was said beside these mentions, as (mention, release)."""
    rows = select(MentionPiece.mention_id, MentionPiece.piece_id)
    return set(db.session.execute(rows.where(MentionPiece.mention_id.in_(mention_ids))).all())


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


def taken_up(mention_id: int) -> list[TakenUp]:
    """Return the releases a mention takes up, the surest first."""
    rows = (
        select(MentionPiece, Piece.title, Piece.lang)
        .join(Piece, Piece.id == MentionPiece.piece_id)
        .where(MentionPiece.mention_id == mention_id, MentionPiece.is_refused.is_(False))
        .order_by(MentionPiece.sure.desc(), MentionPiece.id)
    )
    return [
        TakenUp(row.piece_id, title, lang, How(row.how), row.sure, row.by)
        for row, title, lang in db.session.execute(rows)
    ]


def releases_since(instant: datetime) -> list[Release]:
    """Return the releases published since an instant, as they stand, translations too."""
    rows = select(Piece).where(Piece.kind == "release", Piece.published_at >= instant)
    return [_release(each) for each in db.session.scalars(rows.order_by(Piece.id))]


def _release(found: Piece) -> Release:
    words = pieces.content(found).words
    text = "\n".join(each for each in words.values() if isinstance(each, str))
    return Release(found.id, found.title, _ADDRESS.sub("]", text)[:MOST_WORDS])


def release_choices(limit: int = 30) -> list[tuple[int, str]]:
    """Return the releases a mention may be said to take up, the last published first."""
    rows = select(Piece.id, Piece.title).where(
        Piece.kind == "release", Piece.published_at.is_not(None)
    )
    newest = rows.order_by(Piece.published_at.desc()).limit(limit)
    return [(number, title) for number, title in db.session.execute(newest)]


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


def first_links(mention_ids: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Return the contact and the release each of these mentions is joined to, the first of each."""
    contacts = (
        select(MentionPerson.mention_id, MentionPerson.contact_id)
        .join(Contact, Contact.id == MentionPerson.contact_id)
        .where(MentionPerson.mention_id.in_(mention_ids), MentionPerson.is_refused.is_(False))
        .where(Contact.is_discreet.is_(False))
    )
    releases = select(MentionPiece.mention_id, MentionPiece.piece_id).where(
        MentionPiece.mention_id.in_(mention_ids), MentionPiece.is_refused.is_(False)
    )
    surest_last = releases.order_by(MentionPiece.sure, MentionPiece.id.desc())
    return (
        dict(db.session.execute(contacts.order_by(MentionPerson.id.desc())).all()),
        dict(db.session.execute(surest_last).all()),
    )
