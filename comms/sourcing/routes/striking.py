"""Striking the words of who withdrew out of old texts: all shown first, then asked again."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.core import panels
from comms.core.languages import gettext, ngettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.sourcing.routes.blueprint import bp
from comms.sourcing.service.striking import foreseen, strike_words
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


def _back(testimony_id: int, refusal: Refused) -> ResponseReturnValue:
    flash_refusal(refusal)
    return redirect(url_for("testimonies.show", testimony_id=testimony_id), 303)
