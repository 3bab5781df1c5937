"""Striking the words of who withdrew out of old texts: all shown first, then asked again."""

from collections.abc import Iterator, Mapping

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from comms.core import panels
from comms.core.languages import gettext, ngettext
from comms.core.panels import Answer, Place, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.pieces.rules.leaving import Content
from comms.sourcing.routes.blueprint import bp
from comms.sourcing.service.binding import without_struck
from comms.sourcing.service.striking import foreseen, strike_words
from comms.testimonies import queries as testimonies
from comms.testimonies.models import Testimony
from comms.testimonies.rules import TestimonyWrong


@bp.get("/testimonies/<int:testimony_id>/strike")
@needs(Right.APPROVE)
def confirm_strike(testimony_id: int) -> ResponseReturnValue:
    """Show what would be struck: by a binding, or found again, which one ticks; and ask."""
    testimony = get_or_404(Testimony, testimony_id)
    if testimony.withdrawn_at is None:
        return _back(testimony_id, Refused(TestimonyWrong.NOT_WITHDRAWN))
    return render_template(
        "sourcing/strike.html",
        testimony=testimony,
        uses=list(panels.uses("testimony", testimony.key, current_member())),
        hits=foreseen(testimony),
    )


@bp.post("/testimonies/<int:testimony_id>/strike")
@needs(Right.APPROVE)
def strike(testimony_id: int) -> ResponseReturnValue:
    """Strike the words out of every version, once somebody said they are sure."""
    testimony = get_or_404(Testimony, testimony_id)
    if request.form.get("sure") != "yes":
        return _back(testimony_id, Refused(TestimonyWrong.NOT_SURE))
    try:
        done = strike_words(testimony, request.form.getlist("hit"), actor=current_member())
    except Refused as refusal:
        return _back(testimony_id, refusal)
    count = sum(done.revisions.values())
    flash(
        ngettext(
            "Les mots sont retirés de %(num)d version.",
            "Les mots sont retirés de %(num)d versions.",
            count,
        )
        if count
        else gettext("Aucune version ne porte plus ces mots.")
    )
    return redirect(url_for("testimonies.show", testimony_id=testimony_id), 303)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return the testimonies whose words an approver has yet to strike out."""
    if not actor.may(Right.APPROVE):
        return
    rows = tuple(
        TodayRow(
            title=gettext("Témoignage « %(key)s » : l’accord est retiré", key=each.key),
            detail=gettext("Relisez les textes qui le citent, puis retirez-en ses mots."),
            url=url_for("testimonies.show", testimony_id=each.id),
            answers=(Answer(gettext("Relire et retirer"), _page(each), "get", is_main=True),),
        )
        for each in testimonies.to_strike()
    )
    yield TodayCard(Place.DO, gettext("Mots à retirer des textes"), rows)


def _page(testimony: Testimony) -> str:
    return url_for("sourcing.confirm_strike", testimony_id=testimony.id)


def warned(kind: str, content: Content, _fields: Mapping[str, str]) -> Content:
    """Say to who saves a text that a quotation of it was struck out, and what was typed there."""
    if without_struck(kind, content) != content:
        g.is_struck = True  # a script is told to fetch the page anew
        said = gettext(
            "Une citation de ce texte a été retirée pour de bon : ce qui y est écrit n’est pas "
            "gardé. Le reste est enregistré."
        )
        if said not in (each for _category, each in session.get("_flashes", [])):
            flash(said, "refusal")
    return content


def _back(testimony_id: int, refusal: Refused) -> ResponseReturnValue:
    flash_refusal(refusal)
    return redirect(url_for("testimonies.show", testimony_id=testimony_id), 303)
