"""Pages where events are planned, changed, shown, called off."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.campaigns import queries as campaigns
from comms.core.db import db
from comms.core.hours import Hour, HourWrong
from comms.core.languages import association_zone, gettext, ngettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.ways import Way
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.events import forms, queries
from comms.events.models import Event
from comms.events.routes.blueprint import bp, words
from comms.events.rules import Mail
from comms.events.service import carrying, planning
from comms.events.service.planning import Draft
from comms.pieces.models import Piece


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show what comes, then what is over."""
    return render_template(
        "events/overview.html",
        ahead=queries.ahead(),
        past=queries.past(),
        **words(current_member()),
    )


@bp.get("/new")
@needs(Right.WRITE)
def new() -> str:
    """Show an empty event."""
    typed = {
        "owner": str(current_member().id),
        "campaign": request.args.get("campaign", ""),
    }
    return _form(None, typed)


def _form(
    event: Event | None,
    typed: Mapping[str, str],
    hours: tuple[Hour | None, Hour | None] = (None, None),
    **said: Any,
) -> str:
    return render_template(
        "events/edit.html",
        event=event,
        typed=typed,
        starts=hours[0],
        ends=hours[1],
        zone=event.zone if event else str(association_zone()),
        campaigns=[(each.id, each.name) for each in campaigns.open_ones()],
        members=[(each.id, each.name) for each in accounts.active()],
        **said,
        **words(current_member()),
    )


@bp.post("/new")
@needs(Right.WRITE)
def plan() -> ResponseReturnValue:
    """Plan an event."""
    return _keep(None, lambda draft: planning.plan(draft, actor=current_member()))


@bp.get("/<int:event_id>/edit")
@needs(Right.WRITE)
def edit(event_id: int) -> str:
    """Show an event where it is changed."""
    event = get_or_404(Event, event_id)
    return _form(event, forms.written(event), _hours(event))


def _hours(event: Event) -> tuple[Hour | None, Hour | None]:
    return (
        forms.hour_of(event.starts_at, event.zone),
        forms.hour_of(event.ends_at, event.zone),
    )


@bp.post("/<int:event_id>/edit")
@needs(Right.WRITE)
def change(event_id: int) -> ResponseReturnValue:
    """Change an event."""
    event = get_or_404(Event, event_id)

    def verb(draft: Draft) -> Event:
        planning.change(event, draft, actor=current_member())
        return event

    return _keep(event, verb)


def _keep(event: Event | None, verb: Callable[[Draft], Event]) -> ResponseReturnValue:
    """Call a verb and go to the event; a refusal shows the form again as it was typed."""
    try:
        kept = verb(forms.read(request.form))
    except Refused as refusal:
        db.session.rollback()
        typed = _typed_hour("starts"), _typed_hour("ends")
        is_twice = HourWrong.FOLD in refusal.obstacles
        said = {"refusals": refusal.sentences(), "is_twice": is_twice}
        return _form(event, request.form, typed, **said), 422
    flash(gettext("C’est enregistré."))
    return redirect(url_for(".show", event_id=kept.id), 303)


def _typed_hour(name: str) -> Hour | None:
    """Return an hour to show again as it was picked, if it was one."""
    wall = request.form.get(name, "").strip()
    zone = request.form.get(f"{name}_zone") or str(association_zone())
    try:
        return forms.hour_again(wall, zone)
    except Refused:
        return None


@bp.get("/<int:event_id>")
@needs(Right.READ)
def show(event_id: int) -> str:
    """Show an event: when, where, who is invited, who comes."""
    return page(get_or_404(Event, event_id))


def page(event: Event, **typed: Any) -> str:
    """Return the page of an event; `typed` is shown again in the form of its guests."""
    member = current_member()
    return render_template(
        "events/show.html",
        event=event,
        guests=queries.guests(event.id, member.id),
        is_told=queries.is_approved(event),
        place_now=queries.to_approve(event),
        may_approve=queries.may_approve_place(event, member),
        may_send=member.may(Right.SEND),
        piece=db.session.get(Piece, event.piece_id) if event.piece_id else None,
        left_at=queries.left_at(event.piece_id) if event.piece_id else None,
        kit=db.session.get(Piece, event.kit_id) if event.kit_id else None,
        uninvited=len(queries.uninvited(event)),
        invitations=queries.invitations() if event.piece_id is None else [],
        kits=queries.kits(),
        lists=queries.lists_to_invite(),
        mailed=_mailed(event),
        **{"typed": {}, "people": [], **typed},
        **words(member),
    )


def _mailed(event: Event) -> dict[int, list[object]]:
    """Return what each guest was written, and what became of it, as the page says it."""
    found: dict[int, list[object]] = {}
    for mail, guest in queries.mails_of(event.id):
        if said := forms.MAILED.get((Mail(mail.kind), Way(mail.state))):
            found.setdefault(guest.id, []).append(said)
    return found


@bp.post("/<int:event_id>/place")
@needs(Right.APPROVE)
def approve_place(event_id: int) -> ResponseReturnValue:
    """Let title, hours and place be told, as they were shown."""
    event = get_or_404(Event, event_id)
    try:
        planning.approve_place(event, shown=request.form.get("hash", ""), actor=current_member())
        flash(
            gettext("Le lieu est validé : les personnes confirmées le reçoivent.")
            if event.place
            else gettext("C’est validé : la page des invités dit ce titre et cette heure.")
        )
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show", event_id=event_id), 303)


@bp.post("/<int:event_id>/invitation")
@needs(Right.WRITE)
def choose_invitation(event_id: int) -> ResponseReturnValue:
    """Say which release is the invitation, or begin one."""
    event, number = get_or_404(Event, event_id), request.form.get("piece", 0, int)
    try:
        if number:
            planning.invite_with(event, get_or_404(Piece, number), actor=current_member())
            return redirect(url_for(".show", event_id=event_id), 303)
        piece = planning.write_invitation(event, actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".show", event_id=event_id), 303)
    return redirect(url_for("pieces.open_one", piece_id=piece.id), 303)


@bp.post("/<int:event_id>/invitation/too")
@needs(Right.SEND)
def invite_too(event_id: int) -> ResponseReturnValue:
    """Send the invitation that has left to who of the book was added since."""
    event = get_or_404(Event, event_id)
    try:
        count = carrying.invite_too(event, actor=current_member())
        flash(
            ngettext(
                "L’invitation part vers %(num)d personne de plus.",
                "L’invitation part vers %(num)d personnes de plus.",
                count,
            )
        )
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show", event_id=event_id), 303)


@bp.post("/<int:event_id>/kit")
@needs(Right.SEND)
def send_kit(event_id: int) -> ResponseReturnValue:
    """Send a release that is out to who was not there."""
    event = get_or_404(Event, event_id)
    piece = get_or_404(Piece, request.form.get("piece", 0, int))
    try:
        count = planning.send_kit(event, piece, actor=current_member())
        flash(gettext("Le dossier part vers les absent·es : %(count)s.", count=count))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show", event_id=event_id), 303)


@bp.post("/<int:event_id>/cancel")
@needs(Right.WRITE)
def cancel(event_id: int) -> ResponseReturnValue:
    """Call an event off."""
    planning.cancel(get_or_404(Event, event_id), actor=current_member())
    flash(gettext("L’événement est annulé : plus rien n’en part. Prévenez par téléphone."))
    return redirect(url_for(".show", event_id=event_id), 303)
