"""Takes words that may no longer be kept out of every revision: the one change ever made to one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import InstrumentedAttribute, undefer

from comms.core import clock
from comms.core.db import db
from comms.core.text import fold
from comms.pieces.models import Comment, Piece, Revision
from comms.pieces.rules.kinds import kind_of
from comms.pieces.rules.leaving import Content
from comms.pieces.rules.states import LOCKED, State
from comms.pieces.service.writing import rewrite

AT_ONCE = 100  # revisions in hand while all are looked through

Words = Callable[[Piece, dict[str, Any]], dict[str, Any]]
Text = Callable[[Piece, str], str]


@dataclass(frozen=True)
class Struck:
    """What was changed: pieces by number, each with how many of its revisions."""

    revisions: dict[int, int]
    remarks: int


def strike(words: Words, remark: Text, among: Iterable[int] | None = None) -> Struck:
    """Put what `words` and `remark` answer in the place of every revision and remark they change.

    Of all pieces, or of those `among` these numbers.

    A text that is not out gets a new revision by the machine first, and its approvals fall. A
    revision keeps the hash of what it was: what left stays proved, though it can no longer be read.
    """
    known = None if among is None else tuple(among)
    changed = _changed(words, known)
    for number in changed:
        piece = db.session.get_one(Piece, number)
        if State(piece.state) not in LOCKED:
            rewrite(piece, partial(_without, piece, words))
        for revision_id in changed[number]:
            _put(piece, db.session.get_one(Revision, revision_id), words)
        _name_again(piece)
    remarks = _strike_remarks(remark, known)
    db.session.flush()
    return Struck({number: len(those) for number, those in changed.items()}, remarks)


def _changed(words: Words, among: Sequence[int] | None) -> dict[int, list[int]]:
    """Return the revisions that hold the words, by piece.

    The pieces are held first: a save under way is waited for and read, a later one asks anew what
    was struck.
    """
    found: dict[int, list[int]] = defaultdict(list)
    still = select(Piece).where(_is_among(Piece.id, among)).order_by(Piece.id).with_for_update()
    held = db.session.scalars(still.execution_options(populate_existing=True))
    pieces = {each.id: each for each in held}
    every = select(Revision.id, Revision.piece_id, Revision.content)
    kept = every.where(_is_among(Revision.piece_id, among)).order_by(Revision.id)
    for number, piece_id, content in db.session.execute(kept.execution_options(yield_per=AT_ONCE)):
        if words(pieces[piece_id], content["words"]) != content["words"]:
            found[piece_id].append(number)
    return dict(found)


def _is_among(
    number: InstrumentedAttribute[int], among: Sequence[int] | None
) -> ColumnElement[bool]:
    return true() if among is None else number.in_(among)


def _without(piece: Piece, words: Words, content: Content) -> Content:
    was, now = content.words, words(piece, content.words)
    return replace(content, words=kind_of(piece.kind).after_strike(was, now))


def _put(piece: Piece, revision: Revision, words: Words) -> None:
    revision.content = _without(piece, words, Content.of(revision.content)).plain()
    revision.struck_at = clock.now()


def _name_again(piece: Piece) -> None:
    """Say the title anew: it may have held the words."""
    current = select(Revision).where(Revision.piece_id == piece.id, Revision.number == piece.number)
    held = db.session.scalars(current.options(undefer(Revision.content))).one()
    piece.title = kind_of(piece.kind).title(held.content["words"])
    piece.folded = fold(piece.title)


def _strike_remarks(without: Text, among: Sequence[int] | None) -> int:
    count = 0
    for remark in db.session.scalars(select(Comment).where(_is_among(Comment.piece_id, among))):
        piece = db.session.get_one(Piece, remark.piece_id)
        before = remark.passage, remark.proposal, remark.text
        said = [each and without(piece, each) for each in before]
        if tuple(said) != before:
            remark.passage, remark.proposal, remark.text = said[0], said[1], said[2] or ""
            count += 1
    return count
