"""Pages every piece shares: the list, the review, and what people decide there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.channels import queries as channels
from comms.contacts import queries as contacts
from comms.core import clock, options, panels
from comms.core.db import db
from comms.core.hours import Hour
from comms.core.languages import gettext, moment
from comms.core.refusal import Refused, say
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.pieces import queries, service
from comms.pieces.forms import STATES, read_plan
from comms.pieces.models import Comment, Piece
from comms.pieces.rules.approval import (
    Obstacle,
    Standing,
    holding,
    missing,
    obstacles_to_approval,
)
from comms.pieces.rules.changes import changed_words
from comms.pieces.rules.kinds import kind_of, obstacles_to_asking
from comms.pieces.rules.leaving import EMBARGO, Content, Plan
from comms.pieces.rules.states import State

bp = Blueprint("pieces", __name__)


@bp.get("/pieces")
@needs(Right.READ)
def overview() -> str:
    """Show everything that is being written."""
    wish = request.args.get("state", "")
    state = State(wish) if wish in list(State) else None
    kind = request.args.get("kind", "")
    found = queries.overview(state, kind)
    return render_template(
        "pieces/overview.html",
        pieces=found,
        names=accounts.names(),
        state=state,
        kind=kind,
        states=STATES,
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
        leaves=_in_words(content.plan),
        parts=panels.piece_parts(piece.id, current_member()),
        **shown,
        **_since_last_read(piece),
    )


@bp.get("/pieces/<int:piece_id>")
@needs(Right.READ)
def open_one(piece_id: int) -> ResponseReturnValue:
    """Lead to the page where a piece is written."""
    piece = get_or_404(Piece, piece_id)
    return redirect(url_for(kind_of(piece.kind).endpoint, piece_id=piece.id), 303)


def _in_words(plan: Plan) -> list[tuple[str, str]]:
    """Return what leaves when and where, as a person reads it."""
    said = []
    for sending in plan.sendings:
        hour = sending.at or plan.at
        label = gettext("Sous embargo") if sending.key == EMBARGO else gettext("Par mail")
        names = ", ".join(contacts.list_names(sending.lists))
        said.append((label, f"{names} · {_moment(hour)}"))
    if plan.channels:
        names = ", ".join(each.name for each in channels.named(plan.channels))
        said.append((gettext("Canaux"), f"{names} · {_moment(plan.at)}"))
    return said


def _moment(hour: Hour | None) -> str:
    return moment(hour.instant) if hour else gettext("sans heure")


def around(piece: Piece) -> dict[str, Any]:
    """Return what every page of a piece shows beside its text."""
    member, standing = current_member(), queries.standing(piece)
    content = queries.content(piece)
    return {
        "piece": piece,
        "standing": standing,
        "content": content,
        "kind": kind_of(piece.kind),
        "names": accounts.names(),
        "states": STATES,
        "still_missing": missing(standing),
        "held_approvals": holding(standing),
        "lacks_said": [say(each) for each in obstacles_to_asking(kind_of(piece.kind), content)],
        "obstacles_said": [say(each) for each in _obstacles(standing, member)],
        "asides": [each for each in piece.revisions if each.is_aside],
    }


Say = Callable[[list[str]], ResponseReturnValue]


def begin_or_say(begin: Callable[[Plan], Piece], say: Say) -> ResponseReturnValue:
    """Begin a piece from a form; what was typed comes back with what is wrong."""
    try:
        piece = begin(read_plan(request.form, options.get("zone")))
    except Refused as refusal:
        return say(refusal.sentences())
    return _after_saving(piece, service.Saved(piece.number))


def save_or_say(piece: Piece, content: Callable[[Plan], Content], say: Say) -> ResponseReturnValue:
    """Save a piece from a form; a script is answered with one line, a person with the page."""
    base = request.form.get("base", "")
    try:
        plan = read_plan(request.form, options.get("zone"))
        saved = service.save(
            piece,
            content(plan),
            base=int(base) if base.isdecimal() else piece.number,
            actor=current_member(),
        )
    except Refused as refusal:
        if _is_script():
            return render_template("pieces/_refused.html", refusals=refusal.sentences()), 422
        return say(refusal.sentences())
    return _after_saving(piece, saved)


def _after_saving(piece: Piece, saved: service.Saved) -> ResponseReturnValue:
    if _is_script():
        return render_template("pieces/_saved.html", piece=piece, saved=saved)
    if saved.clashes:
        flash(gettext("Quelqu’un a écrit au même endroit : les deux versions sont gardées."))
    if request.form.get("then") == "ask":
        return ask(piece.id)  # the button that saves and asks in one go
    return redirect(url_for(kind_of(piece.kind).endpoint, piece_id=piece.id), 303)


def _is_script() -> bool:
    return request.headers.get("X-Requested-With") == "fetch" or "HX-Request" in request.headers


def _obstacles(standing: Standing, member: Actor) -> list[Obstacle]:
    return obstacles_to_approval(standing, member, shown_hash=standing.hash, now=clock.now())


def _since_last_read(piece: Piece) -> dict[str, Any]:
    theirs = [each for each in piece.approvals if each.member_id == current_member().id]
    if not theirs or theirs[-1].hash == queries.revision(piece).hash:
        return {"changes": None}
    before = queries.content(piece, theirs[-1].number).plain()
    return {"changes": changed_words(before, queries.content(piece).plain())}


def _back(piece: Piece) -> ResponseReturnValue:
    return redirect(url_for(".review", piece_id=piece.id), 303)


@bp.post("/review/<int:piece_id>/ask")
@needs(Right.WRITE)
def ask(piece_id: int) -> ResponseReturnValue:
    """Ask for approval."""
    piece = get_or_404(Piece, piece_id)
    try:
        service.ask_approval(piece, actor=current_member())
        flash(gettext("La validation est demandée."))
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(kind_of(piece.kind).endpoint, piece_id=piece.id), 303)
    return _back(piece)


@bp.post("/review/<int:piece_id>/approve")
@needs(Right.APPROVE)
def approve(piece_id: int) -> ResponseReturnValue:
    """Approve what was shown."""
    piece = get_or_404(Piece, piece_id)
    try:
        done = service.approve(
            piece, actor=current_member(), shown_hash=request.form.get("hash", "")
        )
        flash(gettext("Validé. Tout part à l’heure prévue.") if done else gettext("Validé."))
    except Refused as refusal:
        flash_refusal(refusal)
    return _back(piece)


@bp.post("/review/<int:piece_id>/changes")
@needs(Right.WRITE)
def ask_changes(piece_id: int) -> ResponseReturnValue:
    """Send a piece back with a remark."""
    piece = get_or_404(Piece, piece_id)
    try:
        service.ask_changes(piece, request.form.get("text", ""), actor=current_member())
        flash(gettext("Les corrections sont demandées."))
    except Refused as refusal:
        flash_refusal(refusal)
    return _back(piece)


@bp.post("/review/<int:piece_id>/comment")
@needs(Right.WRITE)
def comment(piece_id: int) -> ResponseReturnValue:
    """Remark on a piece."""
    piece = get_or_404(Piece, piece_id)
    try:
        service.comment(
            piece,
            request.form.get("text", ""),
            actor=current_member(),
            passage=request.form.get("passage", ""),
        )
    except Refused as refusal:
        flash_refusal(refusal)
    return _back(piece)


@bp.post("/comments/<int:comment_id>/resolve")
@needs(Right.WRITE)
def resolve(comment_id: int) -> ResponseReturnValue:
    """Say that a remark was answered."""
    remark = get_or_404(Comment, comment_id)
    service.resolve(remark, actor=current_member())
    return _back(db.session.get_one(Piece, remark.piece_id))


@bp.post("/review/<int:piece_id>/hold")
@needs(Right.WRITE)
def hold(piece_id: int) -> ResponseReturnValue:
    """Stop a planned piece."""
    return _decide(piece_id, service.hold, gettext("Suspendu : rien ne part."))


@bp.post("/review/<int:piece_id>/resume")
@needs(Right.SEND)
def resume(piece_id: int) -> ResponseReturnValue:
    """Let a held piece go on."""
    return _decide(piece_id, service.resume, gettext("Repris : tout part à l’heure prévue."))


@bp.post("/review/<int:piece_id>/drop")
@needs(Right.WRITE)
def drop(piece_id: int) -> ResponseReturnValue:
    """Give a piece up."""
    return _decide(piece_id, service.drop, gettext("Abandonné. Le texte reste dans l’historique."))


def _decide(piece_id: int, verb: Any, said: str) -> ResponseReturnValue:
    piece = get_or_404(Piece, piece_id)
    try:
        verb(piece, actor=current_member())
        flash(said)
    except Refused as refusal:
        flash_refusal(refusal)
    return _back(piece)


@bp.get("/pieces/<int:piece_id>/history")
@needs(Right.READ)
def history(piece_id: int) -> str:
    """Show every revision and what it changed."""
    piece = get_or_404(Piece, piece_id)
    steps = [_step(piece, number) for number in _shown(piece)]
    return render_template("pieces/history.html", **around(piece), steps=steps)


@dataclass(frozen=True)
class Step:
    """One revision as the history shows it."""

    revision: Any
    changes: Any


def _shown(piece: Piece) -> list[int]:
    return [each.number for each in reversed(piece.revisions)][:100]


def _step(piece: Piece, number: int) -> Step:
    revision = queries.revision(piece, number)
    before = queries.content(piece, revision.parent).plain() if revision.parent else {}
    return Step(revision, changed_words(before, revision.content))


@bp.post("/pieces/<int:piece_id>/restore/<int:number>")
@needs(Right.WRITE)
def restore(piece_id: int, number: int) -> ResponseReturnValue:
    """Bring a revision back."""
    piece = get_or_404(Piece, piece_id)
    if number not in {each.number for each in piece.revisions}:
        abort(404)
    try:
        service.restore(piece, number, actor=current_member())
        flash(gettext("Cette version est revenue ; les autres restent dans l’historique."))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(kind_of(piece.kind).endpoint, piece_id=piece.id), 303)
