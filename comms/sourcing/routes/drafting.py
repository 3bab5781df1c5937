"""Drafts begun from the figures that are ticked in the bank."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from comms.core.db import db
from comms.core.languages import gettext, ngettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import LAST_ROW, current_member, flash_refusal, needs
from comms.figures import forms as figure_words
from comms.figures.models import Figure
from comms.sourcing.routes.blueprint import bp
from comms.sourcing.service import drafting


@bp.post("/figures/draft")
@needs(Right.WRITE)
def draft() -> ResponseReturnValue:
    """Begin a note, or posts, from the figures that are ticked; in French, to be translated."""
    actor, ticked = current_member(), _ticked()
    period = _period_of(ticked)
    try:
        if request.form.get("then") != "posts":
            made = drafting.note(ticked, period, "fr", actor=actor)
            return redirect(url_for("releases.edit", piece_id=made.id), 303)
        begun = drafting.a_post_each(ticked, period, "fr", actor=actor)
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for("figures.overview", period=request.form.get("period") or None), 303)
    flash(ngettext("%(num)d brouillon de post.", "%(num)d brouillons de posts.", len(begun)))
    return redirect(url_for("pieces.overview", kind="post", state="draft"), 303)


def _ticked() -> list[Figure]:
    given = [int(each) for each in request.form.getlist("figures") if each.isdecimal()]
    if any(number > LAST_ROW for number in given):
        abort(404)
    return [figure for number in given if (figure := db.session.get(Figure, number))]


def _period_of(ticked: list[Figure]) -> str:
    """Return the period figures share, in words; the newest of several."""
    periods = sorted({each.period for each in ticked if each.period})
    said = figure_words.period(periods[-1], "fr") if periods else gettext("Sans période")
    return said[:1].upper() + said[1:]
