"""Pages of a calling session, made for one thumb: the next name, one tap for what came of it."""

from collections.abc import Iterator, Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.contacts.book.forms.labels import KINDS
from comms.contacts.book.queries import people
from comms.contacts.book.routes.blueprint import bp, visible
from comms.contacts.calling import queries
from comms.contacts.calling.forms import OUTCOMES, read_call_back
from comms.contacts.calling.models import Call, CallingSession
from comms.contacts.calling.service import sessions as service
from comms.contacts.courtesy import queries as courtesy
from comms.contacts.lists import queries as lists
from comms.contacts.lists.models import ContactList
from comms.core import clock, panels, rows
from comms.core.db import db
from comms.core.languages import gettext, moment, ngettext
from comms.core.panels import Place, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs


@bp.get("/calls")
@needs(Right.READ)
def all_calls() -> str:
    """Show the sessions, and the form that opens one."""
    return _all_calls(request.args)


def _all_calls(typed: Mapping[str, str]) -> str:
    return render_template(
        "contacts/calls.html",
        typed=typed,
        sessions=queries.sessions(),
        closed=queries.sessions(closed=True),
        choices=lists.list_choices(),
        chosen=typed.get("list", ""),
    )


@bp.post("/calls")
@needs(Right.KEEP_CONTACTS)
def open_calls() -> ResponseReturnValue:
    """Turn a list into a queue of calls."""
    said = request.form.get("list", "")
    a_list = get_or_404(ContactList, rows.number(said) or 0)
    name, points = request.form.get("name", ""), request.form.get("points", "")
    try:
        made = service.open_session(a_list, name, points, actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        flash_refusal(refusal)
        return _all_calls(request.form), 422
    return redirect(url_for(".show_calls", session_id=made.id), 303)


@bp.get("/calls/<int:session_id>")
@needs(Right.READ)
def show_calls(session_id: int) -> str:
    """Show who is to be called now, by the member who looks, and what came of the others."""
    return _calls(get_or_404(CallingSession, session_id), {})


def _calls(session: CallingSession, typed: Mapping[str, str]) -> str:
    member = current_member()
    call = None if session.closed_at else queries.held(session.id, member.id)
    contact = visible(call.contact_id) if call else None
    card = people.card_of(contact) if contact else None
    return render_template(
        "contacts/calling.html",
        session=session,
        typed=typed,
        standing=queries.standing(session.id),
        call=call,
        contact=contact,
        card=card,
        disturbs=courtesy.disturbs(card) if card else None,
        exchanges=people.exchanges(contact.id, 3) if contact else [],
        said=queries.last_words(session.id, member.id),
        names=accounts.names(),
        outcomes=OUTCOMES,
        kinds=KINDS,
        to_say=panels.to_say(contact.id if contact else None, member, is_calling=True),
    )


@bp.post("/calls/<int:session_id>/next")
@needs(Right.KEEP_CONTACTS)
def next_call(session_id: int) -> ResponseReturnValue:
    """Take the next name."""
    try:
        _take(get_or_404(CallingSession, session_id))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show_calls", session_id=session_id), 303)


def _take(session: CallingSession) -> None:
    if service.take_next(session, actor=current_member()) is None:
        flash(gettext("Personne à appeler maintenant."))


@bp.post("/calls/one/<int:call_id>")
@needs(Right.KEEP_CONTACTS)
def settle_call(call_id: int) -> ResponseReturnValue:
    """Write down what came of a call, and give the next name at once."""
    call, member = get_or_404(Call, call_id), current_member()
    visible(call.contact_id)
    session = get_or_404(CallingSession, call.session_id)
    try:
        if request.form.get("outcome") == "pass":
            service.pass_over(call, actor=member)
        else:
            outcome, asked = read_call_back(request.form)
            typed = request.form.get("text", "").strip()
            said = gettext(
                "%(session)s : %(outcome)s", session=session.name, outcome=OUTCOMES[outcome]
            )
            text = f"{said}\n{typed}" if typed else said
            service.settle(call, outcome, text, asked=asked, actor=member)
        _take(session)
    except Refused as refusal:
        return _calls_again(call.session_id, refusal)
    return redirect(url_for(".show_calls", session_id=session.id), 303)


def _calls_again(session_id: int, refusal: Refused) -> ResponseReturnValue:
    """Show a session with what was typed there and what is wrong; nothing of it was kept."""
    db.session.rollback()
    flash_refusal(refusal)
    return _calls(get_or_404(CallingSession, session_id), request.form), 422


@bp.post("/calls/<int:session_id>/points")
@needs(Right.KEEP_CONTACTS)
def change_points(session_id: int) -> ResponseReturnValue:
    """Write what to say anew."""
    session = get_or_404(CallingSession, session_id)
    service.change_points(session, request.form.get("points", ""), actor=current_member())
    return redirect(url_for(".show_calls", session_id=session_id), 303)


@bp.post("/calls/<int:session_id>/close")
@needs(Right.KEEP_CONTACTS)
def close_calls(session_id: int) -> ResponseReturnValue:
    """End a session: who is left becomes something to do again."""
    session = get_or_404(CallingSession, session_id)
    text = gettext("Rappeler : %(session)s", session=session.name)
    try:
        count = service.close(session, text, actor=current_member())
        flash(_left(count))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show_calls", session_id=session_id), 303)


def _left(count: int) -> str:
    if not count:
        return gettext("Séance terminée : tout le monde a répondu.")
    return ngettext(
        "Séance terminée : une personne reste à rappeler, c’est noté dans vos relances.",
        "Séance terminée : %(num)d personnes restent à rappeler, c’est noté dans vos relances.",
        count,
    )


@bp.post("/calls/<int:session_id>/met")
@needs(Right.KEEP_CONTACTS)
def meet(session_id: int) -> ResponseReturnValue:
    """Write down someone who came up during a call; where we have them from is filled in."""
    session = get_or_404(CallingSession, session_id)
    origin = gettext(
        "appel du %(day)s, %(session)s", day=moment(clock.now(), "d MMMM y"), session=session.name
    )
    name, number, outlet = (request.form.get(each, "") for each in ("name", "number", "outlet"))
    try:
        made = service.meet(name, number, outlet, origin, actor=current_member())
        flash(gettext("%(name)s est dans le carnet, origine : %(origin)s.",
                      name=made.name, origin=origin))  # fmt: skip
    except Refused as refusal:
        return _calls_again(session_id, refusal)
    return redirect(url_for(".show_calls", session_id=session_id), 303)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Show the sessions that have somebody to call."""
    if not actor.may(Right.KEEP_CONTACTS):
        return
    rows = tuple(
        TodayRow(
            title=session.name,
            detail=ngettext("une personne à appeler", "%(num)d personnes à appeler", standing.free),
            url=url_for("contacts.show_calls", session_id=session.id),
        )
        for session, standing in queries.sessions()
        if standing.free
    )
    yield TodayCard(Place.DO, gettext("Séances d’appels"), rows)
