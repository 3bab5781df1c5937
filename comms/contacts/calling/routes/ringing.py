"""A journalist calls: who, what they ask, by when; one page, made for one thumb."""

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.contacts.book.forms.labels import KINDS
from comms.contacts.book.models import Contact
from comms.contacts.book.queries import finding, people
from comms.contacts.book.routes.blueprint import bp, sought, visible
from comms.contacts.calling.service import ringing as service
from comms.contacts.courtesy import queries as courtesy
from comms.contacts.requests import queries as requests
from comms.contacts.requests.forms import TERMS, read_request
from comms.core import clock, panels
from comms.core.db import db
from comms.core.filling import fill
from comms.core.languages import gettext, moment
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, needs


@bp.get("/ringing")
@needs(Right.READ)
def ringing() -> str:
    """Show the page of a call that comes in; `part=1` answers with the people found alone."""
    words = sought()
    if request.args.get("part"):
        return fill("contacts/_callers.html", words=words, hits=_hits(words))
    return _page(_caller(request.args.get("contact", "")), {}, words)


def _hits(words: str) -> Sequence[finding.Hit]:
    return finding.search(words, 8, reader_id=current_member().id) if words else ()


def _caller(said: str) -> Contact | None:
    return visible(int(said)) if said.isdecimal() and len(said) < 10 else None


def _page(
    contact: Contact | None,
    typed: Mapping[str, str],
    words: str = "",
) -> str:
    number = contact.id if contact else None
    return render_template(
        "contacts/ringing.html",
        contact=contact,
        card=people.card_of(contact) if contact else None,
        exchanges=people.exchanges(contact.id, 2) if contact else [],
        asked=requests.of_contact(contact.id)[:3] if contact else [],
        zone=courtesy.clock_of(contact.id) if contact else "",
        typed=typed,
        words=words,
        hits=_hits(words),
        names=accounts.names(),
        kinds=KINDS,
        terms=TERMS,
        to_say=panels.to_say(number, current_member(), is_calling=True),
    )


@bp.post("/ringing")
@needs(Right.KEEP_CONTACTS)
def note_call() -> ResponseReturnValue:
    """Write a call down: with whom, what was said, what is asked by when.

    Looking for who calls, and choosing them, come here too: what is written already comes along.
    """
    form, words = request.form, sought()
    if "who" in form:
        return _page(_caller(form["who"]), form)
    if words and ("find" in form or not form.get("name")):
        return _page(None, form, words)
    contact = _caller(request.form.get("contact", ""))
    origin = gettext("appel du %(day)s", day=moment(clock.now(), "d MMMM y"))
    try:
        noted = service.note_call(
            contact,
            service.Caller(*(request.form.get(each, "") for each in ("name", "number", "outlet"))),
            origin,
            request.form.get("text", ""),
            read_request(request.form),
            actor=current_member(),
        )
    except Refused as refusal:
        db.session.rollback()
        flash_refusal(refusal)
        return _page(_caller(request.form.get("contact", "")), request.form), 422
    flash(gettext("L’appel est noté."))
    if noted.request_id:
        return redirect(url_for(".show_request", request_id=noted.request_id), 303)
    return redirect(url_for(".show", contact_id=noted.contact_id), 303)
