"""The page of one person, and what is noted there."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.contacts.book.forms.labels import KINDS
from comms.contacts.book.forms.people import read_exchange
from comms.contacts.book.models import Contact
from comms.contacts.book.queries import outlets, people
from comms.contacts.book.routes.blueprint import bp, visible
from comms.contacts.book.service import confiding, keeping
from comms.contacts.courtesy import queries as courtesy
from comms.contacts.lists import queries as lists
from comms.contacts.requests import queries as requests
from comms.contacts.requests import service
from comms.contacts.requests.forms import (
    REQUESTS,
    TERMS,
    read_morning,
    read_request,
)
from comms.contacts.twins.queries import pairs as twins
from comms.core import panels, rows
from comms.core.db import db
from comms.core.hours import HourWrong
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, needs


@bp.get("/<int:contact_id>")
@needs(Right.READ)
def show(contact_id: int) -> str:
    """Show who this is and how to reach them."""
    return _card(visible(contact_id))


def _card(contact: Contact, typed: Mapping[str, str] | None = None, **said: object) -> str:
    card = people.card_of(contact)
    return render_template(
        "contacts/card.html",
        contact=contact,
        typed=typed or {},
        card=card,
        disturbs=courtesy.disturbs(card),
        zone=courtesy.clock_of(contact.id),
        exchanges=people.exchanges(contact.id),
        on_lists=lists.of_contact(contact.id),
        on_duty=outlets.on_duty([r.outlet for r in contact.roles if r.outlet and not r.until]),
        confidants=people.confidants(contact.id) if contact.is_discreet else frozenset(),
        members=[(each.id, each.name) for each in accounts.active()],
        found_in=lists.found_in(contact.id),
        choices=lists.list_choices(),
        names=accounts.names(),
        kinds=KINDS,
        parts=panels.contact_parts(contact.id, current_member()),
        to_say=panels.to_say(contact.id, current_member()),
        pairs=twins.of_contact(contact.id, current_member()),
        merges=twins.merges_of(contact.id),
        may_merge=current_member().may(Right.KEEP_CONTACTS),
        requests=requests.of_contact(contact.id),
        follow_ups=requests.follow_ups(contact.id),
        terms=TERMS,
        request_states=REQUESTS,
        **said,
    )


def again(contact_id: int, refusal: Refused, **typed: Mapping[str, str]) -> ResponseReturnValue:
    """Show a card with what was typed on it and what is wrong; nothing of it was kept."""
    db.session.rollback()
    flash_refusal(refusal)
    return _card(visible(contact_id), **typed), 422


@bp.post("/<int:contact_id>/exchanges")
@needs(Right.KEEP_CONTACTS)
def note(contact_id: int) -> ResponseReturnValue:
    """Note a call, a mail, a meeting, a remark."""
    contact = visible(contact_id)
    try:
        kind, text, at = read_exchange(request.form)
        keeping.note(contact, kind, text, at, actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
        is_twice = HourWrong.FOLD in refusal.obstacles
        return _card(visible(contact_id), request.form, is_twice=is_twice), 422
    return redirect(url_for(".show", contact_id=contact_id), 303)


@bp.post("/<int:contact_id>/freeze")
@needs(Right.KEEP_CONTACTS)
def freeze(contact_id: int) -> ResponseReturnValue:
    """Stop every use of a person's data, or take it up again."""
    frozen = request.form.get("frozen") == "1"
    keeping.freeze(visible(contact_id), frozen=frozen, actor=current_member())
    return redirect(url_for(".show", contact_id=contact_id), 303)


@bp.post("/<int:contact_id>/confidants")
@needs(Right.KEEP_CONTACTS)
def confide(contact_id: int) -> ResponseReturnValue:
    """Say which members see a discreet card."""
    contact = visible(contact_id)
    known = {each.id for each in accounts.active()}
    chosen = set(rows.numbers(request.form.getlist("member"))) & known
    confiding.confide(contact, chosen, actor=current_member())
    return redirect(url_for(".show", contact_id=contact_id), 303)


@bp.post("/<int:contact_id>/requests")
@needs(Right.KEEP_CONTACTS)
def ask(contact_id: int) -> ResponseReturnValue:
    """Write down what a journalist asks."""
    contact = visible(contact_id)
    try:
        made = service.ask(contact, read_request(request.form), actor=current_member())
    except Refused as refusal:
        return again(contact_id, refusal, typed_request=request.form)
    return redirect(url_for(".show_request", request_id=made.id), 303)


@bp.post("/<int:contact_id>/follow-ups")
@needs(Right.KEEP_CONTACTS)
def follow_up(contact_id: int) -> ResponseReturnValue:
    """Note what is to be done again."""
    try:
        due = read_morning(request.form, "due")
        service.follow_up(
            visible(contact_id), request.form.get("text", ""), due, actor=current_member()
        )
    except Refused as refusal:
        return again(contact_id, refusal, typed_again=request.form)
    return redirect(url_for(".show", contact_id=contact_id), 303)
