"""Says before a release leaves that its signatures are collected for longer."""

from collections.abc import Iterable

from comms.core.db import db
from comms.core.languages import moment
from comms.cosigning.models import Collection
from comms.cosigning.queries import asked
from comms.cosigning.rules.asking import SigningWarned
from comms.cosigning.service.naming import languages
from comms.ideas.rules import Traced
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import Warned
from comms.pieces.rules.states import LOCKED, State


def warns(piece_id: int, _traced: Traced) -> list[Warned]:
    """Return that a release leaves before the collection of its signatures closes."""
    piece = db.session.get_one(Piece, piece_id)
    collection = asked.of_piece(piece) if piece.kind == "release" else None
    return _early(collection, [piece]) if collection and piece.lang in collection.langs else []


def of_collection(collection: Collection) -> list[Warned]:
    """Return the same of the first of the languages a collection is for."""
    return _early(collection, [e for e in languages(collection) if e.lang in collection.langs])


def _early(collection: Collection, those: Iterable[Piece]) -> list[Warned]:
    open_ones = [each for each in those if State(each.state) not in LOCKED]
    hours = [hour for each in open_ones for hour in pieces.standing(each).hours.values()]
    leaves, closes = min(hours, default=None), collection.closes_at
    if collection.closed_at is not None or leaves is None or leaves > closes:
        return []
    return [(SigningWarned.CLOSES_AFTER, {"closes": moment(closes), "leaves": moment(leaves)})]
