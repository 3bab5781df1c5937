"""Reads the words and the plan of pieces, as they stand or stood in a revision."""

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import undefer

from comms.core import clock, options
from comms.core.db import db
from comms.pieces.models import Comment, Piece, Revision
from comms.pieces.rules.anchors import Place, follow
from comms.pieces.rules.house import Advice, Heard, heard, places, read
from comms.pieces.rules.kinds import asked_of_all, held_back, kind_of
from comms.pieces.rules.leaving import Content


def revision(piece: Piece, number: int | None = None) -> Revision:
    """Return a revision of a piece, the current one by default: read once a session, it stays."""
    at = piece.id, number or piece.number
    read: dict[tuple[int, int], Revision] = db.session.info.setdefault("revisions", {})
    if (known := read.get(at)) is not None and known in db.session:
        return known
    wanted = select(Revision).where(Revision.piece_id == at[0], Revision.number == at[1])
    read[at] = db.session.scalars(wanted.options(undefer(Revision.content))).one()
    return read[at]


def content(piece: Piece, number: int | None = None) -> Content:
    """Return the words and the plan of a piece."""
    return Content.of(revision(piece, number).content, piece.id, piece.source_id)


def contents(pieces: Iterable[Piece]) -> dict[int, Content]:
    """Return the words and the plans of several pieces, by number: read together."""
    known = {each.id: each for each in pieces}
    return {
        number: Content.of(kept.content, number, known[number].source_id)
        for number, kept in newest(known).items()
    }


def newest(piece_ids: Iterable[int]) -> dict[int, Revision]:
    """Return the current revisions of pieces with their words, by the number of the piece."""
    is_current = and_(Piece.id == Revision.piece_id, Piece.number == Revision.number)
    wanted = select(Revision).join(Piece, is_current).where(Piece.id.in_(list(piece_ids)))
    return {each.piece_id: each for each in db.session.scalars(wanted.options(undefer("*")))}


def approved_content(piece: Piece, approved: str) -> Content:
    """Return the newest words and plan that have an approved hash, whatever was saved since."""
    return Content.of(_approved(piece, approved).content)


def fit_content(piece: Piece, approved: str) -> Content | None:
    """Return what has an approved hash, to whoever it leaves later than to the others.

    None: words were struck from it since, or another room holds something against it now, or
    against its leaving now.
    """
    held, kind = _approved(piece, approved), kind_of(piece.kind)
    content = Content.of(held.content, piece.id, piece.source_id)
    is_unfit = asked_of_all(kind, content) or held_back(kind, content, clock.now())
    return None if held.struck_at is not None or is_unfit else content


def _approved(piece: Piece, approved: str) -> Revision:
    same = select(Revision).where(
        Revision.piece_id == piece.id, Revision.hash == approved, Revision.is_aside.is_(False)
    )
    last = same.order_by(Revision.number.desc()).limit(1).options(undefer(Revision.content))
    return db.session.scalars(last).one()


def in_full(piece: Piece) -> Sequence[Revision]:
    """Return all revisions of a piece with their words, the first one first."""
    kept = select(Revision).where(Revision.piece_id == piece.id).order_by(Revision.number)
    return db.session.scalars(kept.options(undefer(Revision.content))).all()


def advice(piece: Piece) -> list[Advice]:
    """Return which of our house words a piece says otherwise, outside quotations."""
    return heard(content(piece).words, piece.lang, read(str(options.get("house_words"))))


def advice_in(text: str, lang: str) -> list[Heard]:
    """Return where a text that is being written says one of our house words otherwise."""
    return list(places(text, lang, read(str(options.get("house_words")))))


def words_at(piece: Piece, field: str, place: Place) -> str:
    """Return the words of a place in the current text."""
    return str(content(piece).words[field])[place.start : place.end]


def place_of(remark: Comment, piece: Piece) -> Place | None:
    """Return where the passage of a remark stands in the current text, if it still does."""
    if remark.field is None or remark.start is None or remark.passage is None:
        return None
    then = Place(remark.start, remark.start + len(remark.passage), is_same=True)
    if remark.number == piece.number:
        return then
    old, new = (
        str(content(piece, number).words.get(remark.field, ""))
        for number in (remark.number, piece.number)
    )
    return follow(old, new, then)
