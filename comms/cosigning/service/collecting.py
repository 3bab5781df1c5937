"""What becomes of a collection of signatures: opened, changed, closed, opened again."""

from dataclasses import dataclass
from datetime import datetime

from comms.audit import service as audit
from comms.core import clock
from comms.core.db import db
from comms.core.languages import CONTENT
from comms.core.refusal import Code, Refused
from comms.core.rights import Actor, number_of
from comms.cosigning.models import Collection, Remark
from comms.cosigning.queries import asked
from comms.cosigning.rules.asking import LONGEST_WORD, SigningWrong, is_open
from comms.cosigning.service import mailing
from comms.cosigning.service.inviting import hold
from comms.cosigning.service.naming import name_again
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import asked_of_words
from comms.pieces.rules.states import LOCKED, State


@dataclass(frozen=True)
class Wish:
    """What a collection is to be: until when, in which languages, with which word to partners."""

    closes_at: datetime | None
    langs: tuple[str, ...]
    word: str = ""


def open_collection(piece: Piece, wish: Wish, *, actor: Actor) -> Collection:
    """Open the collection of signatures for a release.

    Raises:
        Refused: with all that is wrong.
    """
    found = hold(piece)
    if State(piece.state) in LOCKED:
        found.append(SigningWrong.LOCKED)
    if asked.of_piece(piece):
        found.append(SigningWrong.IS_OPEN)
    closes_at = _checked(wish, found)
    made = Collection(
        piece_id=piece.id,
        langs=list(wish.langs),
        word=wish.word.strip(),
        closes_at=closes_at,
        keeper_id=actor.id,
        opened_at=clock.now(),
    )
    db.session.add(made)
    name_again(made)  # a file may have named some
    audit.record(actor.id, "collection.opened", "collection", made.id)
    return made


def change(collection: Collection, wish: Wish, *, actor: Actor) -> None:
    """Change the deadline, the languages or the word of an open collection.

    Raises:
        Refused: it is closed, or with all that is wrong.
    """
    must_be_open(collection)
    closes_at = _checked(wish, [])
    collection.closes_at, collection.langs = closes_at, list(wish.langs)
    collection.word = wish.word.strip()
    audit.record(actor.id, "collection.changed", "collection", collection.id)


def _checked(wish: Wish, found: list[Code]) -> datetime:
    if not wish.langs or not set(wish.langs) <= set(CONTENT):
        found.append(SigningWrong.NO_LANGUAGE)
    if len(wish.word) > LONGEST_WORD:
        found.append(SigningWrong.TOO_LONG)
    found += asked_of_words(wish.word)
    if wish.closes_at is None:
        found.append(SigningWrong.NO_DEADLINE)
    elif wish.closes_at <= clock.now():
        found.append(SigningWrong.DEADLINE_PASSED)
    if found:
        raise Refused(found, longest=LONGEST_WORD)
    assert wish.closes_at is not None
    return wish.closes_at


def must_be_open(collection: Collection) -> None:
    """Refuse what is closed; held until the commit: who does the same at this moment waits.

    Raises:
        Refused: it is closed.
    """
    db.session.refresh(collection, with_for_update=True)
    if not is_open(collection.closes_at, collection.closed_at, clock.now()):
        raise Refused(SigningWrong.IS_CLOSED)


def read_remark(remark: Remark, *, actor: Actor) -> None:
    """Say that what a partner said was read."""
    if remark.seen_at is None:
        remark.seen_at = clock.now()
        audit.record(actor.id, "partner.remark_read", "invitation", remark.invitation_id)


def close(collection: Collection, *, actor: Actor | None) -> None:
    """Close a collection: links show nothing any more, and who signed stands in the release.

    Raises:
        Refused: it is closed.
    """
    db.session.flush()
    db.session.refresh(collection, with_for_update=True)
    if collection.closed_at is not None:
        raise Refused(SigningWrong.IS_CLOSED)
    collection.closed_at = clock.now()
    for each in collection.invitations:
        mailing.drop_waiting(each)
    audit.record(number_of(actor), "collection.closed", "collection", collection.id)
    write_down(collection, actor=actor)


def write_down(collection: Collection, *, actor: Actor | None) -> None:
    """Write into the release, in each of its languages, who signed what stands there now.

    That is part of what leaves: approvals given before do not cover it and are asked for anew.
    What has left already is not touched.
    """
    name_again(collection)
    collection.written_at = clock.now()
    audit.record(number_of(actor), "collection.written", "collection", collection.id)


def reopen(collection: Collection, closes_at: datetime | None, *, actor: Actor) -> None:
    """Open a closed collection again until another deadline: answers stay as they were.

    Who signed may say no again, so nobody stands under the text until it is closed.

    Raises:
        Refused: it is open, its release is out or given up, or no deadline.
    """
    db.session.refresh(collection, with_for_update=True)
    if collection.closed_at is None:
        raise Refused(SigningWrong.IS_OPEN)
    if State(asked.piece_of(collection).state) in LOCKED:
        raise Refused(SigningWrong.LOCKED)
    wish = Wish(closes_at, tuple(collection.langs), collection.word)
    collection.closes_at, collection.closed_at = _checked(wish, []), None
    name_again(collection)
    audit.record(actor.id, "collection.reopened", "collection", collection.id)
