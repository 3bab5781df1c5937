"""Reads which releases mentions take up, and which they may."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from comms.core.db import db
from comms.monitoring.mentions.models import MentionPiece
from comms.monitoring.mentions.rules.taking_up import Compared, How
from comms.pieces.models import Piece, Revision
from comms.pieces.rules.leaving import Content

_ADDRESS = re.compile(r"\]\([^()\s]*\)")  # « [1 226](figure:evictions) » says 1 226
LONGEST = 20_000  # characters of a release that are compared


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
    said: Compared


def said_of(mention_id: int, piece_id: int) -> MentionPiece | None:
    """Return what was said of one release and one mention."""
    rows = select(MentionPiece).where(
        MentionPiece.mention_id == mention_id, MentionPiece.piece_id == piece_id
    )
    return db.session.scalar(rows)


def all_said(mention_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return of which releases something was said beside these mentions, as (mention, release)."""
    rows = select(MentionPiece.mention_id, MentionPiece.piece_id)
    return set(db.session.execute(rows.where(MentionPiece.mention_id.in_(mention_ids))).all())


def taken_up_by(mention_id: int) -> list[TakenUp]:
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


def since(instant: datetime) -> list[Release]:
    """Return the releases published since an instant, as they stand, translations too."""
    stands = (Revision.piece_id == Piece.id) & (Revision.number == Piece.number)
    rows = select(Piece.id, Piece.title, Revision.content).join(Revision, stands)
    ours = rows.where(Piece.kind == "release", Piece.published_at >= instant)
    return [_release(*row) for row in db.session.execute(ours.order_by(Piece.id))]


def _release(number: int, title: str, kept: dict[str, Any]) -> Release:
    words = Content.of(kept).words.values()
    text = "\n".join(each for each in words if isinstance(each, str))
    return Release(number, Compared(_ADDRESS.sub("]", text)[:LONGEST], title))


def choices(limit: int = 30) -> list[tuple[int, str]]:
    """Return the releases a mention may be said to take up, the last published first."""
    rows = select(Piece.id, Piece.title).where(
        Piece.kind == "release", Piece.published_at.is_not(None)
    )
    newest = rows.order_by(Piece.published_at.desc()).limit(limit)
    return [(number, title) for number, title in db.session.execute(newest)]


def first_of(mention_ids: Collection[int]) -> dict[int, int]:
    """Return the release each of these mentions takes up, the surest."""
    rows = select(MentionPiece.mention_id, MentionPiece.piece_id).where(
        MentionPiece.mention_id.in_(mention_ids), MentionPiece.is_refused.is_(False)
    )
    surest_last = rows.order_by(MentionPiece.sure, MentionPiece.id.desc())
    return dict(db.session.execute(surest_last).all())
