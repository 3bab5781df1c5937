"""Links for those in the field: made, ended, and what is given through one becomes an idea."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update

from comms.audit import service as audit
from comms.core import clock, events, vault
from comms.core.db import changed, db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.ideas import queries
from comms.ideas.models import DropLink, Idea, IdeaPicture
from comms.ideas.rules import (
    DAYS,
    HOUR,
    LONGEST_NAME,
    PURPOSE,
    DropWrong,
    Standing,
    in_short,
    obstacles_to_drop,
    standing,
)
from comms.media import service as media


@dataclass(frozen=True)
class Dropped:
    """What somebody in the field gives: words, pictures as their files came, nobody's place."""

    text: str
    pictures: Sequence[bytes] = ()
    said_by: str = ""
    not_before: str = ""
    not_before_at: datetime | None = None  # as far as it was understood
    untitled: str = ""  # what a picture without words is called


def open_link(name: str, days: int | None, *, actor: Actor) -> tuple[DropLink, str]:
    """Make a link; return it with its secret, which nothing gives again.

    Raises:
        Refused: no name, or not so many days.
    """
    wrong = []
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        wrong.append(DropWrong.NO_NAME)
    if days not in DAYS:
        wrong.append(DropWrong.BAD_DAYS)
    if wrong:
        raise Refused(wrong, most=DAYS[-1])
    secret, _ = vault.token()
    link = DropLink(
        name=" ".join(name.split()),
        secret=vault.keyed_hash(secret, PURPOSE),
        owner_id=actor.id,
        made_at=clock.now(),
        expires_at=clock.now() + timedelta(days=days or 0),
    )
    db.session.add(link)
    db.session.flush()
    audit.record(actor.id, "drop_link.opened", "drop_link", link.id)
    return link, secret


def close(link: DropLink, *, actor: Actor) -> None:
    """Let a link take nothing any more; said twice, the first time counts."""
    if link.closed_at is None:
        link.closed_at = clock.now()
        audit.record(actor.id, "drop_link.closed", "drop_link", link.id)


def close_all(_event: events.HouseRestored) -> None:
    """Close every link: one that was closed since is back."""
    still_open = update(DropLink).where(DropLink.closed_at.is_(None))
    db.session.execute(still_open.values(closed_at=clock.now()))


def drop(link: DropLink, given: Dropped) -> Idea:
    """Take what somebody in the field gives; pictures are made clean, or nothing is taken.

    Commits before pictures are made clean: that takes seconds, in which nobody else waits.

    Raises:
        Refused: the link has ended, nothing is given, too much or too often, a file is no picture.
    """
    _refuse(link, given)
    db.session.commit()
    cleaned = media.clean_from_outside(given.pictures) if given.pictures else []
    _refuse(link, given)
    idea = _kept(link, given)
    for picture in cleaned:
        asset = media.keep(picture, idea.words, keeper=link.owner_id, by=None)
        db.session.add(IdeaPicture(idea_id=idea.id, asset_id=asset.id))
    audit.record(None, "idea.dropped", "idea", idea.id)
    return idea


def _refuse(link: DropLink, given: Dropped) -> None:
    """Hold the link, and say everything that keeps it from taking this."""
    db.session.refresh(link, with_for_update=True)
    now = clock.now()
    if standing(link.expires_at, link.closed_at, now) is not Standing.OPEN:
        raise Refused(DropWrong.ENDED)
    came = queries.came_since(link.id, now - HOUR)
    names = (given.said_by.strip(), given.not_before.strip())
    if wrong := obstacles_to_drop(given.text, *names, len(given.pictures), came):
        raise Refused(wrong)


def _kept(link: DropLink, given: Dropped) -> Idea:
    now = clock.now()
    words, detail = in_short(given.text)
    idea = Idea(
        words=words or given.untitled,
        detail=detail,
        link_id=link.id,
        said_by=" ".join(given.said_by.split()),
        not_before=" ".join(given.not_before.split()),
        not_before_at=given.not_before_at,
        made_at=now,
        touched_at=now,
    )
    link.used_at = now
    db.session.add(idea)
    db.session.flush()
    return idea


def hand_over(leaver_id: int, heir_id: int) -> int:
    """Give the links a member looks after to another; return how many."""
    theirs = update(DropLink).where(queries.owned_by(leaver_id, clock.now()))
    return changed(db.session.execute(theirs.values(owner_id=heir_id)))
