"""Pages that show pieces: the list, the review, the history."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import panels
from comms.core.rights import Right
from comms.core.web import current_member, get_or_404, needs
from comms.pieces import queries
from comms.pieces.forms import SHOWN
from comms.pieces.models import Piece, Revision
from comms.pieces.routes.around import around
from comms.pieces.routes.blueprint import bp
from comms.pieces.routes.standing import standing_of
from comms.pieces.routes.telling import changes, plan_in_words
from comms.pieces.rules.changes import Change
from comms.pieces.rules.kinds import kind_of
from comms.pieces.rules.leaving import Content
from comms.pieces.rules.states import ASKS, LOCKED, MISSED, State

MOST_STEPS = 100  # revisions the history shows


@bp.get("/pieces")
@needs(Right.READ)
def overview() -> str:
    """Show everything that is being written."""
    wish = request.args.get("state", "")
    state = wish if wish in SHOWN else None
    kept = State.SCHEDULED if wish in (MISSED, ASKS) else State(state) if state else None
    kind, by_hour = request.args.get("kind", ""), request.args.get("order") == "hour"
    words = request.args.get("q", "").strip()[:100]
    found = queries.overview(kept, kind, words=words, by_hour=by_hour)
    return render_template(
        "pieces/overview.html",
        pieces=[each for each in found if state in (None, standing_of(each))],
        words=words,
        order="hour" if by_hour else "",
        names=accounts.names(),
        state=state,
        kind=kind,
        states=SHOWN,
    )


@bp.get("/posts")
@needs(Right.READ)
def posts() -> ResponseReturnValue:
    """Show the posts."""
    return redirect(url_for(".overview", kind="post"), 303)


@bp.get("/releases")
@needs(Right.READ)
def releases() -> ResponseReturnValue:
    """Show the releases."""
    return redirect(url_for(".overview", kind="release"), 303)


@bp.get("/pieces/<int:piece_id>")
@needs(Right.READ)
def open_one(piece_id: int) -> ResponseReturnValue:
    """Lead to the page where a piece is written, or read once it has left."""
    piece = get_or_404(Piece, piece_id)
    if State(piece.state) in LOCKED:
        return redirect(url_for(".review", piece_id=piece.id), 303)
    return redirect(url_for(kind_of(piece.kind).endpoint, piece_id=piece.id), 303)


@bp.get("/review/<int:piece_id>")
@needs(Right.READ)
def review(piece_id: int) -> str:
    """Show what would leave, exactly, and what changed since this person last approved it."""
    piece = get_or_404(Piece, piece_id)
    shown = around(piece)
    content: Content = shown["content"]
    return render_template(
        "pieces/review.html",
        shown=shown["kind"].show(content),
        leaves=plan_in_words(content.plan),
        parts=panels.piece_parts(piece.id, current_member()),
        changes=_since_last_read(piece),
        **shown,
    )


def _since_last_read(piece: Piece) -> list[Change]:
    theirs = [each for each in piece.approvals if each.member_id == current_member().id]
    if not theirs or theirs[-1].hash == queries.revision(piece).hash:
        return []
    before = queries.content(piece, theirs[-1].number).plain()
    return changes(before, queries.content(piece).plain())


@dataclass(frozen=True)
class Step:
    """One revision as the history shows it."""

    revision: Revision
    changes: list[Change]


@bp.get("/pieces/<int:piece_id>/history")
@needs(Right.READ)
def history(piece_id: int) -> str:
    """Show every revision and what it changed."""
    piece = get_or_404(Piece, piece_id)
    shown = around(piece)
    kept = {each.number: each for each in queries.in_full(piece)}
    steps = [_step(each, kept) for each in list(reversed(kept.values()))[:MOST_STEPS]]
    return render_template("pieces/history.html", steps=steps, **shown)


def _step(revision: Revision, kept: dict[int, Revision]) -> Step:
    earlier = (each for each in kept.values() if each.number < revision.number)
    before = max((each.number for each in earlier if not each.is_aside), default=0)
    known: dict[str, Any] = kept[before].content if before else {}
    return Step(revision, changes(known, revision.content))
