"""Saving a piece from a form: by a person or by a script that saves as one types."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from comms.campaigns import queries as campaigns
from comms.core import options, rows
from comms.core.db import db
from comms.core.languages import gettext, ngettext
from comms.core.refusal import Refused
from comms.core.web import Leading, current_member, flash_leading
from comms.pieces import queries, service
from comms.pieces.forms import read_plan, typed_plan
from comms.pieces.models import Piece
from comms.pieces.routes.around import Said, around, in_words
from comms.pieces.rules.approval import Obstacle, holding
from comms.pieces.rules.kinds import kind_of
from comms.pieces.rules.leaving import Content, Plan
from comms.pieces.service import serving

Say = Callable[[list[str]], ResponseReturnValue]


Press = Callable[[str, Content, Mapping[str, str]], Content]
_presses: list[Press] = []


def when_pressed(press: Press) -> None:
    """Have a room change a text as the buttons it puts beside it ask; they save the text first."""
    if press not in _presses:
        _presses.append(press)


def _as_pressed(kind: str, content: Content) -> Content:
    for press in _presses:
        content = press(kind, content, request.form)
    return content


def begin_or_say(begin: Callable[[Plan], Piece], say: Say) -> ResponseReturnValue:
    """Begin a piece from a form; what was typed comes back with what is wrong."""
    try:
        plan, unread = _plan()
        piece = begin(plan)
        if campaign := _campaign():
            serving.serve(piece, campaign, actor=current_member())
        words = queries.content(piece)
        if (wanted := _as_pressed(piece.kind, words)) != words:
            service.save(piece, wanted, base=piece.number, actor=current_member())
    except Refused as refusal:
        return _refused(refusal, say)
    return _after_saving(piece, service.Saved(piece.number), unread=unread)


def _campaign() -> int | None:
    """Return the campaign from whose page a piece is begun, while it goes on."""
    number = rows.number(request.form.get("campaign"))
    return number if number in {each.id for each in campaigns.open_ones()} else None


def refuse_empty(is_empty: bool, say: Say) -> ResponseReturnValue | None:
    """Begin nothing from a form in which nothing was written: no « Sans titre » to tidy away."""
    return _refused(Refused(Obstacle.NO_WORDS), say) if is_empty else None


def save_or_say(piece: Piece, content: Callable[[Plan], Content], say: Say) -> ResponseReturnValue:
    """Save a piece from a form; a script is answered with one line, a person with the page."""
    number = rows.number(request.form.get("base"))
    base = piece.number if number is None else number
    approved = _count_approvals(piece)
    try:
        plan, unread = _plan()
        typed = replace(content(plan), piece=piece.id)
        wanted = _as_pressed(piece.kind, typed)
        saved = service.save(piece, wanted, base=base, actor=current_member())
    except Refused as refusal:
        return _refused(refusal, say)
    fallen = approved - _count_approvals(piece)
    return _after_saving(piece, saved, fallen=fallen, unread=unread)


def _plan() -> tuple[Plan, Sequence[str]]:
    """Read the plan of a form; a script saves the words, whatever was said of an hour.

    The hour that was chosen before then stays, and the sentences say so beside the text.
    """
    fields, zone = request.form, options.get("zone")
    try:
        return read_plan(fields, zone), ()
    except Refused as refusal:
        picked = MultiDict(each for each in fields.items(multi=True) if "_said" not in each[0])
        if not is_script() or len(picked) == len(fields):
            raise
        return read_plan(picked, zone), refusal.sentences()


def _count_approvals(piece: Piece) -> int:
    return len(holding(queries.standing(piece))) if piece.approvals else 0


def as_typed(piece: Piece | None, said: list[str]) -> dict[str, Any]:
    """Return what a page shows of a refused save: where it was typed, from which version, why."""
    shown: dict[str, Any] = around(piece) if piece else {"piece": None}
    plan = typed_plan(request.form, options.get("zone"))
    return {**shown, "plan": plan, "base": request.form.get("base"), "refusals": said}


def _refused(refusal: Refused, say: Say) -> ResponseReturnValue:
    db.session.rollback()
    if is_script():
        return render_template("pieces/_refused.html", refusals=refusal.sentences()), 422
    return say(refusal.sentences())


def _after_saving(
    piece: Piece, saved: service.Saved, fallen: int = 0, unread: Sequence[str] = ()
) -> ResponseReturnValue:
    """Answer a script with its line and what stands beside the text now, a person with the page."""
    if is_script():
        shown = {"saved": saved, "fallen": fallen, "unread": unread, **around(piece)}
        return render_template("pieces/_saved.html", **shown)
    if fallen:
        flash(
            ngettext(
                "Ce changement a fait tomber une validation : elle est redemandée.",
                "Ce changement a fait tomber %(num)d validations : elles sont redemandées.",
                fallen,
            )
        )
    if saved.clashes:
        flash(gettext("Quelqu’un a écrit au même endroit : les deux versions sont gardées."))
        return redirect(url_for("pieces.history", piece_id=piece.id), 303)
    if request.form.get("then") == "chips":  # a search among what may be bound
        words, page = request.form.get("chips", ""), kind_of(piece.kind).endpoint
        return redirect(url_for(page, piece_id=piece.id, chips=words, _anchor="chips"), 303)
    if request.form.get("then") == "ask":
        return ask_or_say(piece)
    if request.form.get("then") == "typography":
        return redirect(url_for("pieces.typography", piece_id=piece.id), 303)
    return redirect(url_for(kind_of(piece.kind).endpoint, piece_id=piece.id), 303)


def ask_or_say(piece: Piece) -> ResponseReturnValue:
    """Ask for approval; refused, the words saved just before in the same request stay saved."""
    try:
        with db.session.begin_nested():
            service.ask_approval(piece, actor=current_member())
    except Refused as refusal:
        content = queries.content(piece)
        flash(gettext("La validation n’est pas demandée ; le texte est enregistré."), "refusal")
        flash_leading(_leading(in_words(each, piece, content)) for each in refusal.obstacles)
        return redirect(url_for(kind_of(piece.kind).endpoint, piece_id=piece.id), 303)
    flash(gettext("La validation est demandée."))
    return redirect(url_for("pieces.review", piece_id=piece.id), 303)


def _leading(said: Said) -> Leading:
    span = (said.passage.start, said.passage.end) if said.passage else None
    return Leading(said.sentence, said.url, span)


def is_script() -> bool:
    """Say whether a script of ours asks: it wants a part of a page, not a page."""
    return request.headers.get("X-Requested-With") == "fetch"
