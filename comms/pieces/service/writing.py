"""What people write of a piece: begun, saved, merged, restored; each save a revision."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from comms.audit import service as audit
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor, number_of
from comms.core.text import fold
from comms.pieces import queries
from comms.pieces.models import Piece, Revision
from comms.pieces.rules.approval import Obstacle
from comms.pieces.rules.kinds import kind_of
from comms.pieces.rules.leaving import Content, hash_of
from comms.pieces.rules.merging import Merged, merge
from comms.pieces.rules.states import LOCKED, State
from comms.pieces.service.moving import keep_still, weigh_change


@dataclass(frozen=True)
class Saved:
    """What became of a save: a new revision, maybe merged; `clashes` when both were kept."""

    number: int
    merged: bool = False
    clashes: tuple[str, ...] = ()
    aside: int | None = None


def begin(
    kind: str, content: Content, lang: str, *, actor: Actor | None, campaign_id: int | None = None
) -> Piece:
    """Write a new piece down."""
    now = clock.now()
    piece = Piece(
        kind=kind,
        state=State.DRAFT,
        title="",
        folded="",
        lang=lang,
        author_id=number_of(actor),
        campaign_id=campaign_id,
        made_at=now,
        touched_at=now,
        left=[],
        number=0,
    )
    db.session.add(piece)
    db.session.flush()
    _add_revision(piece, bound(kind, content), actor, parent=None)
    audit.record(number_of(actor), "piece.begun", "piece", piece.id)
    return piece


def save(piece: Piece, content: Content, *, base: int, actor: Actor | None) -> Saved:
    """Save a text that was changed from revision `base`.

    If someone saved in between, both changes are merged; where they meet, the words typed are kept
    as a revision aside and nothing of the other's is touched. Refused on what has left.

    Raises:
        Refused: it is out, or given up.
    """
    keep_still(piece)
    if State(piece.state) in LOCKED:
        raise Refused(Obstacle.LOCKED)
    current = queries.revision(piece)
    ours = _with_ours(piece.kind, replace(content, piece=piece.id), current)
    content = bound(piece.kind, ours)
    if base == current.number:
        return Saved(_add_if_changed(piece, current, content, actor, parent=base))
    merged = _merged(piece, base, current, content)
    if merged.clashes:
        aside = _kept_aside(piece, content, actor) or _add_revision(
            piece, content, actor, parent=current.number, is_aside=True
        )
        return Saved(current.number, clashes=merged.clashes, aside=aside.number)
    both = bound(piece.kind, Content.of(merged.value, piece.id))
    number = _add_if_changed(piece, current, both, actor, parent=base)
    return Saved(number, merged=number != base)


def _with_ours(kind: str, content: Content, current: Revision) -> Content:
    """Return a text with what the machine alone writes as it stands, whatever a save says of it."""
    ours, kept = kind_of(kind).ours, current.content["words"]
    if not ours:
        return content
    words = {name: value for name, value in content.words.items() if name not in ours}
    known = {name: kept[name] for name in ours if name in kept}
    return replace(content, words=words | known)


def _kept_aside(piece: Piece, content: Content, actor: Actor | None) -> Revision | None:
    """Return the revision aside that holds these very words already: said twice, kept once."""
    kept = [each for each in piece.revisions if each.is_aside]
    last = kept[-1] if kept else None
    if last is None or last.member_id != number_of(actor) or last.content != content.plain():
        return None
    return last


Binder = Callable[[str, Content], Content]
_binders: list[Binder] = []


def bind_with(binder: Binder) -> None:
    """Have a room write into a text, as it is saved, what its records say. Called in `factory`."""
    if binder not in _binders:
        _binders.append(binder)


def bound(kind: str, content: Content) -> Content:
    """Return a text of a kind with what its records say now."""
    for binder in _binders:
        content = binder(kind, content)
    return content


def bind_anew(piece: Piece) -> bool:
    """Have a piece say what its records say now; true when that changed what would leave."""
    return rewrite(piece, lambda content: bound(piece.kind, content))


def rewrite(piece: Piece, change: Callable[[Content], Content]) -> bool:
    """Let the machine change a piece; true when that changed what would leave.

    The machine saves, and whoever edited last is still who edited last. What has left stays.
    """
    keep_still(piece)
    current = queries.revision(piece)
    content = change(Content.of(current.content, piece.id))
    if State(piece.state) in LOCKED or content.plain() == current.content:
        return False
    _add_revision(piece, content, None, parent=current.parent)
    weigh_change(piece)
    return True


def _merged(piece: Piece, base: int, current: Revision, content: Content) -> Merged:
    """Merge with what was saved since; from a revision that never was, both are kept."""
    ancestor = next((each for each in piece.revisions if each.number == base), None)
    if ancestor is None:
        return Merged(current.content, ("words",))
    return merge(ancestor.content, current.content, content.plain())


def _add_if_changed(
    piece: Piece, current: Revision, content: Content, actor: Actor | None, *, parent: int
) -> int:
    if content.plain() == current.content:
        return current.number
    _add_revision(piece, content, actor, parent=parent)
    weigh_change(piece)
    return piece.number


def _add_revision(
    piece: Piece,
    content: Content,
    actor: Actor | None,
    *,
    parent: int | None,
    is_aside: bool = False,
) -> Revision:
    now = clock.now()
    last = max((each.number for each in piece.revisions), default=0)
    revision = Revision(
        piece_id=piece.id,
        number=last + 1,
        parent=parent,
        member_id=number_of(actor),
        content=content.plain(),
        hash=hash_of(piece.kind, content),
        made_at=now,
        is_aside=is_aside,
    )
    piece.revisions.append(revision)
    if not is_aside:
        piece.number = revision.number
        piece.title = kind_of(piece.kind).title(content.words)
        piece.folded = fold(piece.title)
        piece.lang = str(content.words.get("lang") or piece.lang)
        piece.due_at = content.plan.at.instant if content.plan.at else None
        piece.touched_at = now
    db.session.flush()
    return revision


def restore(piece: Piece, number: int, *, actor: Actor) -> Saved:
    """Bring an earlier revision back as a new one: it is a change like any other."""
    old = queries.content(piece, number)
    return save(piece, old, base=piece.number, actor=actor)
