"""Reads which releases say the same in another language."""

from collections.abc import Sequence

from sqlalchemy import select

from comms.core.db import db
from comms.pieces.models import Piece


def translations(source: Piece) -> Sequence[Piece]:
    """Return the translations of a release, the oldest first."""
    theirs = select(Piece).where(Piece.source_id == source.id)
    return db.session.scalars(theirs.order_by(Piece.id)).all()


def translation(source: Piece, lang: str) -> Piece | None:
    """Return the translation of a release in one language, the newest if there are two."""
    wanted = select(Piece).where(Piece.source_id == source.id, Piece.lang == lang)
    return db.session.scalars(wanted.order_by(Piece.id.desc())).first()


def source(piece: Piece) -> Piece | None:
    """Return the release a translation is made from."""
    return db.session.get(Piece, piece.source_id) if piece.source_id else None


def in_language(piece: Piece, lang: str) -> Piece | None:
    """Return the release that says the same in a language: itself, its source, a translation."""
    origin = source(piece) or piece
    if not lang or piece.lang == lang:
        return piece
    return origin if origin.lang == lang else translation(origin, lang)


def is_behind(piece: Piece) -> bool:
    """Say whether a translation's source has changed since: « à actualiser »."""
    origin = source(piece)
    return origin is not None and origin.number != piece.source_number
