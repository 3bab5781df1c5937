"""Moving a piece to another day."""

import re

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.calendar import service
from comms.calendar.forms import read_move
from comms.calendar.routes.blueprint import bp
from comms.calendar.rules import CalendarWrong, read_day
from comms.core.hours import HourWrong
from comms.core.languages import gettext, moment
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, flash_undo, get_or_404, needs
from comms.pieces.models import Piece


@bp.post("/calendar/<int:piece_id>/move")
@needs(Right.WRITE)
def move(piece_id: int) -> ResponseReturnValue:
    """Move a piece to another day; an hour that exists twice there is asked."""
    piece, asked = get_or_404(Piece, piece_id), read_move(request.form)
    wish = read_day(asked.day)
    try:
        if wish is None:
            raise Refused(CalendarWrong.NO_DAY)
        moved = service.move(
            piece, wish, base=asked.base, actor=current_member(), folds=asked.folds
        )
    except Refused as refusal:
        if HourWrong.FOLD in refusal.obstacles and wish:
            return render_template("calendar/twice.html", piece=piece, day=wish, asked=asked), 422
        flash_refusal(refusal)
        return redirect(asked.back, 303)
    said = _said(piece, moved)
    if moved.may_return:
        flash_undo(said, url_for(".move", piece_id=piece.id), _back(piece, moved, asked.back))
    else:
        flash(said, "done")
    return redirect(asked.back, 303)


def _back(piece: Piece, moved: service.Moved, page: str) -> dict[str, str]:
    """Return what the same form sends to put a piece back on its day, where one sees it again."""
    was = moved.was
    page = re.sub(r"\bmonth=\d{4}-\d{2}", f"month={was.day[:7]}", page)
    return {"day": was.day, "base": str(piece.number), "fold": str(was.fold), "back": page}


def _said(piece: Piece, moved: service.Moved) -> str:
    facts = {"title": piece.title or gettext("Sans titre"), "at": moment(moved.at.instant)}
    if moved.voided:
        return gettext(
            "« %(title)s » est déplacé : %(at)s. Il demande une nouvelle validation, même remis à "
            "son jour.",
            **facts,
        )
    return gettext("« %(title)s » est déplacé : %(at)s.", **facts)
