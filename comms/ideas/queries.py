"""Reads the board of ideas, and the links of those in the field."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from comms.accounts.models import Member
from comms.core import clock, vault
from comms.core.db import db
from comms.ideas.models import DropLink, Idea, IdeaPicture, IdeaPiece
from comms.ideas.rules import PURPOSE, Fate, Traced
from comms.media.models import Asset
from comms.media.rules import Look

MOST = 100  # in one column


def of_fate(fate: Fate, member_id: int | None = None) -> Sequence[Idea]:
    """Return the ideas of a column, the last touched first; those of one member if given."""
    wanted = select(Idea).where(Idea.fate == fate)
    if member_id is not None:
        wanted = wanted.where(Idea.made_by == member_id)
    last_first = Idea.touched_at.desc(), Idea.id.desc()
    return db.session.scalars(wanted.order_by(*last_first).limit(MOST)).all()


def new_since(instant: datetime, but: int) -> Sequence[Idea]:
    """Return the open ideas that others than one member had since an instant, last first."""
    others = Idea.made_by.is_(None) | (Idea.made_by != but)
    wanted = select(Idea).where(Idea.fate == Fate.OPEN, Idea.made_at >= instant, others)
    return db.session.scalars(wanted.order_by(Idea.id.desc()).limit(5)).all()


def dropped_for(member_id: int) -> Sequence[Idea]:
    """Return the open ideas that came by a member's own links, or by nobody's, last first.

    Nobody's is a link of somebody whose account is closed: all who write are told.
    """
    rows = select(Idea).join(DropLink, DropLink.id == Idea.link_id)
    left = select(Member.id).where(Member.closed_at.is_not(None))
    theirs = DropLink.owner_id.in_(left) | (DropLink.owner_id == member_id)
    mine = rows.where(theirs, Idea.fate == Fate.OPEN)
    return db.session.scalars(mine.order_by(Idea.id.desc()).limit(12)).all()


def pictures_of(idea_ids: Iterable[int]) -> dict[int, list[Asset]]:
    """Return the pictures that came with some ideas."""
    found: dict[int, list[Asset]] = defaultdict(list)
    rows = select(IdeaPicture.idea_id, Asset).join(Asset, Asset.id == IdeaPicture.asset_id)
    within = rows.where(IdeaPicture.idea_id.in_(list(idea_ids))).order_by(Asset.id)
    for idea_id, asset in db.session.execute(within):
        found[idea_id].append(asset)
    return found


def usable_pictures(idea: Idea) -> list[Asset]:
    """Return the pictures that came with an idea, without those that must not leave."""
    return [each for each in pictures_of([idea.id])[idea.id] if each.look != Look.REFUSED]


def link_of(secret: str) -> DropLink | None:
    """Return the link whose address this is, ended ones too."""
    hashed = vault.keyed_hash(secret, PURPOSE)
    return db.session.scalar(select(DropLink).where(DropLink.secret == hashed))


def owned_by(member_id: int, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a link is a member's and asks something of them.

    It still takes something, or something that came by it waits for an answer.
    """
    waiting = select(Idea.link_id).where(Idea.fate == Fate.OPEN, Idea.link_id.is_not(None))
    live = DropLink.closed_at.is_(None) & (DropLink.expires_at > now)
    return (DropLink.owner_id == member_id) & (live | DropLink.id.in_(waiting))


def links_of(member_id: int) -> Sequence[DropLink]:
    """Return the links a member looks after, the first to end first."""
    mine = select(DropLink).where(owned_by(member_id, clock.now()))
    return db.session.scalars(mine.order_by(DropLink.expires_at, DropLink.id)).all()


def link_names() -> dict[int, str]:
    """Return the name of each link, by number."""
    return dict(list(db.session.execute(select(DropLink.id, DropLink.name))))


def links() -> list[tuple[DropLink, int]]:
    """Return the links with how much came by each, the last made first."""
    count = func.count(Idea.id)
    rows = select(DropLink, count).outerjoin(Idea, Idea.link_id == DropLink.id)
    grouped = rows.group_by(DropLink.id).order_by(DropLink.id.desc()).limit(MOST)
    return [(link, many) for link, many in db.session.execute(grouped)]


def came_since(link_id: int, instant: datetime) -> int:
    """Return how much came by a link since an instant."""
    rows = select(func.count(Idea.id)).where(Idea.link_id == link_id, Idea.made_at >= instant)
    return db.session.scalar(rows) or 0


def behind(traced: Traced) -> Sequence[Idea]:
    """Return the ideas a text comes from: by its piece, its source, the pictures it shows."""
    begun = select(IdeaPiece.idea_id).where(IdeaPiece.piece_id.in_(traced.pieces))
    shown = select(IdeaPicture.idea_id).where(IdeaPicture.asset_id.in_(traced.pictures))
    found = select(Idea).where(Idea.id.in_(begun) | Idea.id.in_(shown))
    return db.session.scalars(found.order_by(Idea.id)).all()


def traces(idea: Idea) -> Traced:
    """Return the pieces begun from an idea, and the pictures that came with it."""
    begun = select(IdeaPiece.piece_id).where(IdeaPiece.idea_id == idea.id)
    shown = select(IdeaPicture.asset_id).where(IdeaPicture.idea_id == idea.id)
    return Traced(frozenset(db.session.scalars(begun)), frozenset(db.session.scalars(shown)))
