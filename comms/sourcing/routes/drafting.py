"""Drafts begun from the figures that are ticked in the bank."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from comms.core import rows
from comms.core.db import db
from comms.core.languages import ngettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, needs
from comms.figures import forms as figure_words
from comms.figures.models import Figure
from comms.sourcing.routes.blueprint import bp
from comms.sourcing.rules.drafting import NOTES
from comms.sourcing.service import drafting


@bp.post("/figures/draft")
@needs(Right.WRITE)
def draft() -> ResponseReturnValue:
    """Begin a note, or posts, from the figures that are ticked, in a language we have words in."""
    actor, ticked, lang = current_member(), _ticked(), _lang()
    period = _period_of(ticked, lang)
    try:
        if request.form.get("then") != "posts":
            made = drafting.note(ticked, period, lang, actor=actor)
            _tell_unnamed(ticked, lang)
            return redirect(url_for("releases.edit", piece_id=made.id), 303)
        begun = drafting.a_post_each(ticked, period, lang, actor=actor)
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for("figures.overview", period=request.form.get("period") or None), 303)
    _tell_unnamed(ticked, lang)
    flash(ngettext("%(num)d brouillon de post.", "%(num)d brouillons de posts.", len(begun)))
    return redirect(url_for("pieces.overview", kind="post", state="draft"), 303)


def _ticked() -> list[Figure]:
    given = rows.numbers(request.form.getlist("figures"))
    return [figure for number in given if (figure := db.session.get(Figure, number))]


def _lang() -> str:
    lang = request.form.get("lang", "fr")
    return lang if lang in NOTES else "fr"


def _tell_unnamed(ticked: list[Figure], lang: str) -> None:
    """Say which figures have no label in the language: theirs stands in another."""
    unnamed = [each for each in ticked if lang not in each.labels]
    if unnamed:
        flash(
            ngettext(
                "%(num)d chiffre n’a pas de libellé dans cette langue : écrivez-le sur sa fiche, "
                "ou traduisez-le ici.",
                "%(num)d chiffres n’ont pas de libellé dans cette langue : écrivez-les sur leurs "
                "fiches, ou traduisez-les ici.",
                len(unnamed),
            )
        )


def _period_of(ticked: list[Figure], lang: str) -> str:
    """Return the period figures share, in words; the newest of several, none if they have none."""
    periods = sorted({each.period for each in ticked if each.period})
    said = figure_words.period(periods[-1], lang) if periods else ""
    return said[:1].upper() + said[1:]
