"""French typography, offered: what it would change, word by word, and one button that does it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.core import rows
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.pieces import queries, service
from comms.pieces.models import Piece
from comms.pieces.routes.around import around
from comms.pieces.routes.blueprint import bp
from comms.pieces.rules.bindings import RECORDS, spoken
from comms.pieces.rules.changes import Change, Run, changed_words
from comms.pieces.rules.kinds import kind_of
from comms.pieces.rules.leaving import Content
from comms.pieces.rules.typography import SPACE, THIN, tidied

SEEN = str.maketrans({SPACE: "⍽", THIN: "⍽"})  # a space that does not break, made visible


@bp.get("/pieces/<int:piece_id>/typography")
@needs(Right.READ)
def typography(piece_id: int) -> str:
    """Show what French print would set otherwise."""
    piece = get_or_404(Piece, piece_id)
    content = queries.content(piece)
    printed = _printed(piece, content).words
    found = changed_words(_read(content.words), _read(printed), {"body"})
    return render_template(
        "pieces/typography.html", changes=list(map(_visible, found)), **around(piece)
    )


@bp.post("/pieces/<int:piece_id>/typography")
@needs(Right.WRITE)
def set_in_print(piece_id: int) -> ResponseReturnValue:
    """Set a piece as French print does: a change like any other."""
    piece = get_or_404(Piece, piece_id)
    base = request.form.get("base", "")
    number = rows.number(base) or 0
    known = {each.number for each in piece.revisions}
    number = number if number in known else piece.number
    content = queries.content(piece, number)
    try:
        service.save(piece, _printed(piece, content), base=number, actor=current_member())
        flash(gettext("La typographie est faite. L’historique garde ce qui était écrit."))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(kind_of(piece.kind).endpoint, piece_id=piece.id), 303)


def _read(words: dict[str, Any]) -> dict[str, Any]:
    """Return words with their figures as the bank writes them: nobody reads the name of a record.

    What stands between signs is read as it was approved, so that nothing else seems to change.
    """
    known = words.get(RECORDS, {})
    lang = str(words.get("lang", "fr"))
    return {
        name: spoken(value, known, lang) if isinstance(value, str) else value
        for name, value in words.items()
        if name != RECORDS
    }


def _printed(piece: Piece, content: Content) -> Content:
    thin = kind_of(piece.kind).thin
    return Content(tidied(content.words, piece.lang, thin=thin), content.plan)


def _visible(change: Change) -> Change:
    runs = (Run(each.kind, _shown(each)) for each in change.runs)
    return Change(change.field, tuple(runs))


def _shown(run: Run) -> str:
    return run.text.translate(SEEN) if run.kind == "new" else run.text
