"""Reads testimonies: what people agreed to, and their words."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from comms.core import vault
from comms.core.db import db
from comms.testimonies.models import Testimony
from comms.testimonies.rules import Agreed

PURPOSE = "testimony"


@dataclass(frozen=True)
class Told:
    """What is sealed of a testimony."""

    alias: str = ""
    words: dict[str, str] = field(default_factory=dict)
    interpreter: str = ""


def told(testimony: Testimony) -> Told:
    """Return what is sealed of a testimony; nothing once it was cleared."""
    if testimony.sealed is None:
        return Told()
    return Told(**json.loads(vault.unseal(testimony.sealed, PURPOSE)))


def agreed(testimony: Testimony) -> Agreed:
    """Return what a person agreed to."""
    known = told(testimony)
    return Agreed(
        key=testimony.key,
        alias=known.alias,
        words=known.words,
        for_press=testimony.for_press,
        for_networks=testimony.for_networks,
        langs=tuple(testimony.langs),
        until=testimony.until,
        is_withdrawn=testimony.withdrawn_at is not None or testimony.sealed is None,
    )


def by_key(key: str) -> Testimony | None:
    """Return a testimony by its key."""
    return db.session.scalar(select(Testimony).where(Testimony.key == key))


def keyed(keys: Collection[str]) -> dict[str, Agreed]:
    """Return what was agreed to for some keys, by key."""
    if not keys:
        return {}
    found = db.session.scalars(select(Testimony).where(Testimony.key.in_(keys)))
    return {each.key: agreed(each) for each in found}


def struck(keys: Collection[str]) -> dict[str, dict[str, list[int]]]:
    """Return whose words, of some keys, were struck, and where (`Testimony.struck_where`)."""
    if not keys:
        return {}
    gone = select(Testimony).where(Testimony.key.in_(keys), Testimony.struck_at.is_not(None))
    found = db.session.scalars(gone.order_by(Testimony.key))
    return {each.key: each.struck_where or {} for each in found}


def count_held_by(member_id: int) -> int:
    """Return of how many people a member holds the contact."""
    theirs = select(func.count()).where(
        Testimony.held_by == member_id, Testimony.withdrawn_at.is_(None)
    )
    return db.session.scalar(theirs) or 0


def to_strike() -> Sequence[Testimony]:
    """Return whose agreement is taken back while texts may still hold their words."""
    left = select(Testimony).where(
        Testimony.withdrawn_at.is_not(None), Testimony.struck_at.is_(None)
    )
    return db.session.scalars(left.order_by(Testimony.withdrawn_at)).all()


def listed(limit: int = 200) -> Sequence[Testimony]:
    """Return testimonies, the last touched first."""
    newest = select(Testimony).order_by(Testimony.touched_at.desc(), Testimony.id.desc())
    return db.session.scalars(newest.limit(limit)).all()
