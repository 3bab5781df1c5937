"""What readers say of a piece: a remark, a wish for changes, a correction its author may take."""

from dataclasses import replace

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.pieces import queries
from comms.pieces.models import Comment, Piece
from comms.pieces.rules import legible
from comms.pieces.rules.anchors import Place, find
from comms.pieces.rules.approval import Obstacle
from comms.pieces.rules.bindings import RECORDS
from comms.pieces.rules.states import LOCKED, Move, State
from comms.pieces.service.moving import move
from comms.pieces.service.writing import Saved, save


def comment(
    piece: Piece, text: str, *, actor: Actor, passage: str = "", proposal: str = ""
) -> Comment:
    """Remark on a piece, on a passage of it if one is quoted.

    `proposal` is what the reader would write in the place of the passage: the author takes it or
    not; who proposes does not become an editor.

    Raises:
        Refused: no words, or the passage does not stand there.
    """
    passage, proposal = passage.strip(), proposal.strip()
    if not text.strip() and not proposal:
        raise Refused(Obstacle.NO_WORDS)
    field, place = _found(piece, passage)
    if proposal and field is None:
        raise Refused(Obstacle.PASSAGE_NOT_FOUND)
    remark = Comment(
        number=piece.number,
        member_id=actor.id,
        passage=queries.words_at(piece, field, place) if field and place else passage or None,
        field=field,
        start=place.start if place else None,
        proposal=proposal or None,
        text=text.strip(),
        at=clock.now(),
    )
    piece.comments.append(remark)
    audit.record(actor.id, "piece.commented", "piece", piece.id)
    return remark


def _found(piece: Piece, passage: str) -> tuple[str | None, Place | None]:
    return find(queries.content(piece).words, passage) or (None, None)


def ask_changes(
    piece: Piece, text: str, *, actor: Actor, passage: str = "", proposal: str = ""
) -> None:
    """Send a piece back to its author with a remark."""
    remark = comment(piece, text, actor=actor, passage=passage, proposal=proposal)
    move(piece, Move.ASK_CHANGES)
    db.session.flush()
    audit.record(actor.id, "piece.changes_asked", "piece", piece.id)
    events.announce(
        events.ChangesAsked(
            piece.id, actor.id, piece.title, piece.author_id, occasion=f"comment:{remark.id}"
        )
    )


def resolve(remark: Comment, *, actor: Actor) -> None:
    """Say that a remark was answered."""
    remark.resolved_at, remark.resolved_by = clock.now(), actor.id


def take(remark: Comment, *, actor: Actor) -> Saved:
    """Put a proposal in its place; whoever takes it is the editor of what it becomes.

    Raises:
        Refused: it is out or given up, was answered, or its passage has changed.
    """
    piece = db.session.get_one(Piece, remark.piece_id, with_for_update=True)
    db.session.refresh(remark, with_for_update=True)
    if State(piece.state) in LOCKED:
        raise Refused(Obstacle.LOCKED)
    if remark.proposal is None or remark.taken_at or remark.resolved_at:
        raise Refused(Obstacle.ALREADY_TAKEN)
    place = queries.place_of(remark, piece)
    if place is None or not place.is_same:
        raise Refused(Obstacle.PASSAGE_CHANGED)
    content = queries.content(piece)
    old = str(content.words[str(remark.field)])
    proposal = legible.bound_again(
        remark.proposal,
        old[place.start : place.end],
        content.words.get(RECORDS, {}),
        str(content.words.get("lang", "fr")),
    )
    new = old[: place.start] + proposal + old[place.end :]
    words = {**content.words, str(remark.field): new}
    saved = save(piece, replace(content, words=words), base=piece.number, actor=actor)
    remark.taken_at, remark.taken_by = clock.now(), actor.id
    resolve(remark, actor=actor)
    audit.record(actor.id, "piece.proposal_taken", "piece", piece.id)
    return saved
