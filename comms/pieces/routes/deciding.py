"""What people decide about a piece: ask, approve, send back, remark, hold, give up, restore."""

from collections.abc import Callable, Iterator

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from comms.core import rows, settings
from comms.core.db import db
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.pieces import queries, service
from comms.pieces.models import Comment, Piece
from comms.pieces.routes.blueprint import bp
from comms.pieces.routes.saving import ask_or_say
from comms.pieces.rules.kinds import kind_of


def _back(piece: Piece) -> ResponseReturnValue:
    return redirect(url_for(".review", piece_id=piece.id), 303)


@bp.post("/review/<int:piece_id>/ask")
@needs(Right.WRITE)
def ask(piece_id: int) -> ResponseReturnValue:
    """Ask for approval."""
    return ask_or_say(get_or_404(Piece, piece_id))


@bp.post("/review/<int:piece_id>/approve")
@needs(Right.APPROVE)
def approve(piece_id: int) -> ResponseReturnValue:
    """Approve what was shown."""
    piece = get_or_404(Piece, piece_id)
    try:
        done = service.approve(
            piece,
            actor=current_member(),
            shown_hash=request.form.get("hash", ""),
            shown_number=_shown(piece),
        )
        flash(" ".join([gettext("Validé."), *(_what_leaves(piece) if done else ())]))
    except Refused as refusal:
        flash_refusal(refusal)
    return _back(piece)


def _what_leaves(piece: Piece) -> Iterator[str]:
    """Say what leaves by itself at its hour, and what waits for a person."""
    plan = queries.content(piece).plan
    if any(each.lists for each in plan.sendings):
        yield (
            gettext("Les mails partent à l’heure prévue.")
            if settings.current().smtp
            else gettext("Aucun serveur de mail n’est réglé : rien ne partira par mail.")
        )
    if plan.channels:
        yield gettext(
            "Sur les réseaux, ce qui se publie à la main attendra quelqu’un sur « Aujourd’hui » ; "
            "le reste part à l’heure prévue."
        )


def _shown(piece: Piece) -> int | None:
    """Return the revision the page showed, when it says one of this piece."""
    given = request.form.get("number", "")
    number = rows.number(given) or 0
    return number if number in {each.number for each in piece.revisions} else None


@bp.post("/review/<int:piece_id>/changes")
@needs(Right.WRITE)
def ask_changes(piece_id: int) -> ResponseReturnValue:
    """Send a piece back with a remark; a refusal shows the page that keeps what was typed."""
    piece = get_or_404(Piece, piece_id)
    service.ask_changes(
        piece,
        request.form.get("text", ""),
        actor=current_member(),
        passage=request.form.get("passage", ""),
        proposal=request.form.get("proposal", ""),
    )
    flash(gettext("Les corrections sont demandées."))
    return _back(piece)


@bp.post("/review/<int:piece_id>/comment")
@needs(Right.WRITE)
def comment(piece_id: int) -> ResponseReturnValue:
    """Remark on a piece, on a passage of it if one is quoted."""
    piece = get_or_404(Piece, piece_id)
    service.comment(
        piece,
        request.form.get("text", ""),
        actor=current_member(),
        passage=request.form.get("passage", ""),
        proposal=request.form.get("proposal", ""),
    )
    return _back(piece)


@bp.post("/comments/<int:comment_id>/take")
@needs(Right.WRITE)
def take(comment_id: int) -> ResponseReturnValue:
    """Put a reader's proposal in its place."""
    remark = get_or_404(Comment, comment_id)
    piece = db.session.get_one(Piece, remark.piece_id)
    try:
        service.take(remark, actor=current_member())
        flash(gettext("La proposition est dans le texte."))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(kind_of(piece.kind).endpoint, piece_id=piece.id), 303)


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


def _decide(piece_id: int, verb: Callable[..., None], said: str) -> ResponseReturnValue:
    piece = get_or_404(Piece, piece_id)
    try:
        verb(piece, actor=current_member())
        flash(said)
    except Refused as refusal:
        flash_refusal(refusal)
    return _back(piece)


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
