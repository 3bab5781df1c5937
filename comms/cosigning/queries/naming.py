"""Who may stand under a text by name now: who has signed it, as they signed, and nobody else."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from comms.core.db import db
from comms.core.refusal import Code
from comms.cosigning.models import Signature
from comms.cosigning.queries import asked
from comms.cosigning.rules.asking import SigningWrong
from comms.media.models import Asset
from comms.media.rules import MAY_LEAVE, Look
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import Kind
from comms.pieces.rules.leaving import Content
from comms.pieces.rules.states import LOCKED, State
from comms.releases.rules import ReleaseWords, Signatory, signed_another, text_hash


def named_now(piece: Piece, words: ReleaseWords) -> tuple[Signatory, ...]:
    """Return who is to stand under the words of a release, or of one of its languages, now.

    Nobody while signatures are collected, nor in a language the collection is not about.
    """
    collection = asked.of_piece(piece)
    is_closed = collection is not None and collection.closed_at is not None
    if collection is None or not is_closed or words.lang not in collection.langs:
        return ()
    return tuple(map(_signatory, asked.signed(collection, words.lang, text_hash(words))))


def _signatory(signature: Signature) -> Signatory:
    """Return who signs as the release names them; a logo nobody has looked at stays out."""
    asset = db.session.get(Asset, signature.logo_id) if signature.logo_id else None
    logo = asset.id if asset and Look(asset.look) in MAY_LEAVE else 0
    text = asked.hash_of(signature)
    return Signatory(signature.name, signature.person, signature.role, logo, text)


def obstacles(kind: Kind, content: Content) -> list[Code]:
    """Return why a text may not leave under the names in it; what has left is not asked."""
    piece = db.session.get(Piece, content.piece) if content.piece else None
    if kind.name != "release" or piece is None or State(piece.state) in LOCKED:
        return []
    words = ReleaseWords.of(content.words)
    if signed_another(words) or _same(words.signatories, named_now(piece, words)):
        return []  # the first is a lack of the release itself
    is_known = asked.of_piece(piece) is not None
    return [SigningWrong.NAMES_CHANGED if is_known else SigningWrong.NOBODY_SIGNED]


def _same(written: Iterable[Signatory], signed: Iterable[Signatory]) -> bool:
    """Say whether the same stand there, in any order; a logo is looked at as it leaves."""
    one, other = (Counter(replace(each, logo=0) for each in those) for those in (written, signed))
    return one == other
