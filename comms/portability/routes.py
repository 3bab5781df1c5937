"""The demonstration, who comes next, and what the settings say of the last backup."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.accounts.models import Member
from comms.core import clock, options
from comms.core.db import db
from comms.core.health import Told
from comms.core.languages import gettext, moment
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, get_or_404, needs
from comms.pieces.forms import SHOWN
from comms.portability import forms, queries, service

bp = Blueprint("portability", __name__)
__all__ = ["bp", "forms", "last_backup"]
OLD = timedelta(days=8)  # once a week, and a day of grace


@bp.post("/demo")
@needs(Right.KEEP_SETTINGS)
def load_demo() -> str:
    """Load the demonstration; the pass-phrase of its people is shown on this page alone."""
    return render_template("portability/loaded.html", loaded=service.load())


@bp.get("/handover")
@needs(Right.BELONG)
def own_handover() -> str:
    """Show what one would leave to who comes next."""
    return _handover(get_or_404(Member, current_member().id))


@bp.post("/handover")
@needs(Right.BELONG)
def note() -> ResponseReturnValue:
    """Keep where things are, in one's own words."""
    try:
        service.note(current_member().id, request.form.get("note", "").replace("\r\n", "\n"))
    except Refused as refusal:
        return _handover(get_or_404(Member, current_member().id), refusal), 422
    flash(gettext("C’est noté."))
    return redirect(url_for(".own_handover"), 303)


@bp.get("/handover/<int:member_id>")
@needs(Right.KEEP_MEMBERS)
def handover(member_id: int) -> str:
    """Show what a member would leave, or left, and to whom it may be handed over."""
    return _handover(get_or_404(Member, member_id))


@bp.post("/handover/<int:member_id>")
@needs(Right.KEEP_MEMBERS)
def hand_over(member_id: int) -> ResponseReturnValue:
    """Hand all that a member does over to another, in one step."""
    leaver, typed = get_or_404(Member, member_id), request.form
    heir = get_or_404(Member, typed.get("heir", 0, int))
    try:
        handed = service.hand_over(
            leaver,
            heir,
            with_discreet="discreet" in typed,
            is_leaving="leaving" in typed,
            actor=current_member(),
        )
    except Refused as refusal:
        return _handover(leaver, refusal), 422
    flash(forms.said(handed, heir.name))
    return redirect(url_for("accounts.members"), 303)


@bp.post("/handover/<int:member_id>/close")
@needs(Right.KEEP_MEMBERS)
def close(member_id: int) -> ResponseReturnValue:
    """Let a member in no more; what is theirs is handed over first, or knowingly left."""
    leaver = get_or_404(Member, member_id)
    try:
        service.close(leaver, leaves="leaves" in request.form, actor=current_member())
    except Refused as refusal:
        return _handover(leaver, refusal), 422
    flash(gettext("Compte fermé. Le nom reste sur ce que la personne a fait."))
    return redirect(url_for("accounts.members"), 303)


def _handover(member: Member, refusal: Refused | None = None) -> str:
    """Show all that is a member's; what was typed stays where it was refused."""
    if refusal:
        db.session.rollback()
    reader = current_member()
    return render_template(
        "portability/handover.html",
        one=member,
        is_own=member.id == reader.id,
        estate=queries.estate(member.id, reader.id),
        typed=request.form,
        is_leaving="leaving" in request.values,
        states=SHOWN,
        heirs=[(each.id, each.name) for each in accounts.active() if each.id != member.id],
        refusals=refusal.sentences() if refusal else None,
    )


def last_backup() -> Iterator[Told]:
    """Say when the last backup was made."""
    made = options.get("last_backup")
    if not made:
        yield "wait", gettext("Aucune sauvegarde n’a encore été faite : voir le guide.")
        return
    at = datetime.fromisoformat(made)
    is_fresh = clock.now() - at < OLD
    yield "ok" if is_fresh else "wait", gettext("Dernière sauvegarde : %(at)s.", at=moment(at))
