"""Writes under a release, in each of its languages, who has signed it."""

from functools import partial

from comms.core.db import db
from comms.cosigning.models import Collection
from comms.cosigning.queries import asked, naming
from comms.pieces.models import Piece
from comms.releases import queries as of_languages
from comms.releases import service as releases


def languages(collection: Collection) -> list[Piece]:
    """Return the release a collection is about with all its translations."""
    source = asked.piece_of(collection)
    return [source, *of_languages.translations(source)]


def name_again(collection: Collection) -> None:
    """Have each language of a release name who has signed it now: nobody while it is open."""
    db.session.flush()
    for piece in languages(collection):
        releases.sign(piece, partial(naming.named_now, piece))
