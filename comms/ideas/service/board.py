"""What people do with an idea: propose it, say it better, write it, put it aside."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.db import changed, db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.ideas import queries
from comms.ideas.models import DropLink, Idea, IdeaPiece
from comms.ideas.rules import Fate, IdeaWrong, obstacles

KEPT = timedelta(days=730)


def propose(words: str, detail: str = "", source: str = "", *, actor: Actor) -> Idea:
    """Put an idea on the board.

    Raises:
        Refused: no words, or too many.
    """
    idea = Idea(made_by=actor.id, made_at=clock.now(), source=source)
    _fill(idea, words, detail)
    db.session.add(idea)
    db.session.flush()
    audit.record(actor.id, "idea.proposed", "idea", idea.id)
    return idea


def change(idea: Idea, words: str, detail: str, *, actor: Actor) -> None:
    """Say an idea better."""
    _fill(idea, words, detail)
    audit.record(actor.id, "idea.changed", "idea", idea.id)


def put_off(idea: Idea, words: str, at: datetime | None, *, actor: Actor) -> None:
    """Say anew before when what came from the field must not leave; `at`: as we understood it.

    What was typed in the field is kept, and shown to who approves.
    """
    idea.first_not_before = idea.first_not_before or idea.not_before
    idea.not_before, idea.not_before_at, idea.put_off_by = words, at, actor.id
    db.session.flush()
    audit.record(actor.id, "idea.put_off", "idea", idea.id)
    traced = queries.traces(idea)
    events.announce(events.FieldHourMoved(traced.pieces, traced.pictures))


def _fill(idea: Idea, words: str, detail: str) -> None:
    if found := obstacles(words, detail):
        raise Refused(found)
    idea.words, idea.detail = " ".join(words.split()), detail.strip()
    idea.touched_at = clock.now()


Begin = Callable[[str, str, Sequence[int], Actor], int]


def write(idea: Idea, begin: Begin, *, actor: Actor) -> int:
    """Begin a piece from an idea; return its number. From one idea one piece: a second tab too.

    Pictures that came with it are given along, but those that must not leave; nobody has looked at
    them for that: a piece asks for it before it leaves.

    Raises:
        Refused: somebody began one already.
    """
    db.session.refresh(idea, with_for_update=True)
    if idea.fate == Fate.TAKEN:
        raise Refused(IdeaWrong.TAKEN)
    pictures = [each.id for each in queries.usable_pictures(idea)]
    piece_id = begin(idea.words, idea.detail, pictures, actor)
    idea.piece = f"piece:{piece_id}"
    db.session.add(IdeaPiece(idea_id=idea.id, piece_id=piece_id))
    _move(idea, Fate.TAKEN, actor)
    return piece_id


def put_aside(idea: Idea, *, actor: Actor) -> None:
    """Put an idea aside, for another day."""
    _move(idea, Fate.ASIDE, actor)


def take_up(idea: Idea, *, actor: Actor) -> None:
    """Put an idea back among those one may write; what was begun from it still waits its hour."""
    idea.piece = ""
    _move(idea, Fate.OPEN, actor)


def _move(idea: Idea, fate: Fate, actor: Actor) -> None:
    idea.fate, idea.decided_by, idea.touched_at = fate, actor.id, clock.now()
    audit.record(actor.id, f"idea.{fate}", "idea", idea.id)


def forget_old() -> int:
    """Delete what nobody touched, and links that ended, two years ago. A job's verb.

    What still has to wait for an hour of the field stays until then.
    """
    now = clock.now()
    is_over = Idea.not_before_at.is_(None) | (Idea.not_before_at < now)
    old = delete(Idea).where(Idea.touched_at < now - KEPT, is_over)
    count = changed(db.session.execute(old))
    ended = delete(DropLink).where(DropLink.expires_at < clock.now() - KEPT)
    return count + changed(db.session.execute(ended))


def strike(event: events.WordsStruck) -> None:
    """Take the words of somebody who withdrew out of ideas."""
    for idea in db.session.scalars(select(Idea)):
        idea.words = event.without(idea.words, "")
        idea.detail = event.without(idea.detail, "")
    db.session.flush()
