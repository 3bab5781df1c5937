"""The demonstration, who comes next, and what the settings say of the last backup."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.accounts.models import Member
from comms.core import clock, options
from comms.core.health import Told
from comms.core.languages import gettext, moment
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.pieces.forms import STATES
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
        page = _handover(get_or_404(Member, current_member().id), refusal.sentences())
        return page, 422
    flash(gettext("C’est noté."))
    return redirect(url_for(".own_handover"), 303)


@bp.get("/handover/<int:member_id>")
@needs(Right.KEEP_MEMBERS)
def handover(member_id: int) -> str:
    """Show what a member would leave, and to whom it may be handed over."""
    return _handover(_open(member_id))


@bp.post("/handover/<int:member_id>")
@needs(Right.KEEP_MEMBERS)
def hand_over(member_id: int) -> ResponseReturnValue:
    """Hand all that a member does over to another, in one step."""
    leaver, typed = _open(member_id), request.form
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
        flash_refusal(refusal)
        return redirect(url_for(".handover", member_id=member_id), 303)
    flash(forms.said(handed, heir.name))
    return redirect(url_for("accounts.members"), 303)


def _open(member_id: int) -> Member:
    member = get_or_404(Member, member_id)
    if member.closed_at:
        abort(404)
    return member


def _handover(member: Member, refusals: list[str] | None = None) -> str:
    reader = current_member()
    return render_template(
        "portability/handover.html",
        one=member,
        is_own=member.id == reader.id,
        estate=queries.estate(member.id, reader.id),
        typed=request.form.get("note"),
        states=STATES,
        heirs=[(each.id, each.name) for each in accounts.active() if each.id != member.id],
        refusals=refusals,
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
