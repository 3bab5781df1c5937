"""Pages of the guests: invited, called, at the door; and the page behind a guest's own link."""

from collections.abc import Callable
from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts.rules.tries import Limit
from comms.accounts.service import tries
from comms.contacts.book.queries.finding import people_like
from comms.contacts.lists.models import ContactList
from comms.core import options
from comms.core.db import db
from comms.core.languages import gettext, language, speaking
from comms.core.paths import own_path
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.settings import LANGUAGES
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.events import forms, queries
from comms.events.models import Event, Guest
from comms.events.routes.blueprint import bp, visible, words
from comms.events.routes.keeping import page
from comms.events.routes.saying import said_of
from comms.events.rules import Kind
from comms.events.service import answering, composing, inviting
from comms.events.service.wording import when

ANSWERS = Limit(40, timedelta(minutes=10))  # of one guest
GONE, WRONG = 410, 422


@bp.post("/<int:event_id>/guests")
@needs(Right.WRITE)
def invite(event_id: int) -> ResponseReturnValue:
    """Invite a list, or one person; what was typed stays when it is not clear who is meant."""
    event, member = get_or_404(Event, event_id), current_member()
    number = request.form.get("list", 0, int)
    try:
        if number:
            a_list = get_or_404(ContactList, number)
            count = inviting.invite_list(event, a_list, actor=member)
            flash(gettext("Personnes invitées de plus : %(count)s.", count=count))
        else:
            known = queries.count(event).guests
            guest = inviting.invite(event, forms.read_named(request.form), actor=member)
            flash(said_of(event, guest, is_new=queries.count(event).guests > known))
    except Refused as refusal:
        db.session.rollback()
        people = people_like(request.form.get("who", ""), member.id)
        said = {"typed": request.form, "people": people, "refusals": refusal.sentences()}
        return page(get_or_404(Event, event_id), **said), WRONG
    return redirect(url_for(".show", event_id=event_id), 303)


@bp.get("/<int:event_id>/calls")
@needs(Right.WRITE)
def calls(event_id: int) -> str:
    """Show who is to be called, one tap for what they say."""
    event, member = get_or_404(Event, event_id), current_member()
    return render_template(
        "events/calls.html",
        event=event,
        guests=queries.to_call(event.id, member.id),
        **words(member),
    )


@bp.get("/<int:event_id>/door")
@needs(Right.WRITE)
def door(event_id: int) -> str:
    """Show who is expected, one tap for who is there."""
    event, member = get_or_404(Event, event_id), current_member()
    return render_template(
        "events/door.html",
        event=event,
        guests=queries.guests(event.id, member.id),
        **words(member),
    )


def _done(guest: Guest, verb: Callable[[], None]) -> ResponseReturnValue:
    """Call a verb and go back to where one was."""
    back = url_for(".show", event_id=guest.event_id)
    try:
        verb()
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(own_path(request.form.get("next") or back), 303)


@bp.post("/guests/<int:guest_id>/answer")
@needs(Right.WRITE)
def note_answer(guest_id: int) -> ResponseReturnValue:
    """Note what a guest said; with `called`, that they were called, answered or not."""
    guest, member = visible(guest_id), current_member()
    said = forms.read_said(request.form)
    if "called" not in request.form:
        return _done(guest, lambda: answering.answer(guest, said, actor=member))
    heard = said if said.answer else None
    return _done(guest, lambda: answering.called(guest, heard, actor=member))


@bp.post("/guests/<int:guest_id>/confirm")
@needs(Right.WRITE)
def confirm(guest_id: int) -> ResponseReturnValue:
    """Confirm who said yes."""
    guest = visible(guest_id)
    return _done(guest, lambda: answering.confirm(guest, actor=current_member()))


@bp.post("/guests/<int:guest_id>/came")
@needs(Right.WRITE)
def check_in(guest_id: int) -> ResponseReturnValue:
    """Note that a guest is there, or is not after all."""
    guest, came = visible(guest_id), request.form.get("came") == "1"
    return _done(guest, lambda: answering.check_in(guest, came=came, actor=current_member()))


@bp.post("/guests/<int:guest_id>/remove")
@needs(Right.WRITE)
def remove(guest_id: int) -> ResponseReturnValue:
    """Invite somebody no more."""
    guest = visible(guest_id)
    back = url_for(".show", event_id=guest.event_id)
    (shown,) = queries.shown([guest])
    said = gettext("%(name)s n’est plus invité·e : son lien n’ouvre plus rien.", name=shown.name)
    inviting.remove(guest, actor=current_member())
    flash(said)
    return redirect(back, 303)


@bp.route("/guest/<token>", methods=["GET", "POST"], endpoint="guest")
def own_answer(token: str) -> ResponseReturnValue:
    """Let a guest answer; a robot that only looks changes nothing, and is told no place."""
    guest = queries.by_token(token)
    if guest is None:
        abort(404)
    event = db.session.get_one(Event, guest.event_id)
    wish = request.args.get("lang", "")
    with speaking(wish if wish in LANGUAGES else language()):
        if queries.has_ended(event) or event.cancelled_at:
            return _page(event, guest), GONE
        return _answered(token, event, guest) if request.method == "POST" else _page(event, guest)


def _answered(token: str, event: Event, guest: Guest) -> ResponseReturnValue:
    if "no_more" in request.form:
        answering.want_no_more(guest)
        return _page(event, guest, done="no_more")
    if "speak" in request.form:  # another language, with what is typed
        return _page(event, guest, typed=request.form)
    try:
        tries.take({f"guest {guest.id}": ANSWERS})
        answering.answer(guest, forms.read_said(request.form), actor=None)
    except Refused as refusal:
        db.session.rollback()
        if queries.by_token(token) is None:  # they were removed at this moment
            abort(404)
        return _page(event, guest, typed=request.form, refusals=refusal.sentences()), WRONG
    return _page(event, guest, done="answered")


def _page(event: Event, guest: Guest, **shown: object) -> str:
    is_told = queries.is_place_approved(event) and (event.is_public or guest.confirmed_at)
    typed = {
        "answer": guest.answer,
        "people": guest.people,
        "outlet": guest.outlet,
        "asks_kit": "1" if guest.asks_kit else "",
    }
    return render_template(
        "events/guest.html",
        event=event,
        guest=guest,
        title=composing.title_for_guests(event) or forms.KINDS[Kind(event.kind)],
        association=options.get("association"),
        hours=when(event) if queries.is_approved(event) else "",
        kinds=forms.KINDS,
        speaks=language(),
        is_over=queries.has_ended(event),
        place=event.place if is_told and not event.cancelled_at else "",
        **{"typed": typed, "done": "", "refusals": None, **shown},
    )
