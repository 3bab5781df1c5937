"""Pages of one person: the card, writing it, what was said, no more mail, erasing."""

from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.contacts import queries, service
from comms.contacts.forms import (
    KINDS,
    LANGUAGES,
    REQUESTS,
    TERMS,
    Fields,
    read_exchange,
    read_person,
    words_of,
)
from comms.contacts.models import Contact
from comms.contacts.queries import lists, outlets, requests, twins
from comms.contacts.routes.blueprint import bp, visible
from comms.contacts.rules.words import PersonWords
from comms.core import panels, rows
from comms.core.db import db
from comms.core.hours import HourWrong
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, needs


@bp.get("/<int:contact_id>")
@needs(Right.READ)
def show(contact_id: int) -> str:
    """Show who this is and how to reach them."""
    return _card(visible(contact_id))


def _card(contact: Contact, typed: Mapping[str, str] | None = None, **said: object) -> str:
    card = queries.card_of(contact)
    return render_template(
        "contacts/card.html",
        contact=contact,
        typed=typed or {},
        card=card,
        disturbs=queries.disturbs(card),
        zone=queries.clock_of(contact.id),
        exchanges=queries.exchanges(contact.id),
        on_lists=lists.of_contact(contact.id),
        on_duty=outlets.on_duty([r.outlet for r in contact.roles if r.outlet and not r.until]),
        confidants=queries.confidants(contact.id) if contact.is_discreet else frozenset(),
        members=[(each.id, each.name) for each in accounts.active()],
        found_in=lists.found_in(contact.id),
        choices=lists.list_choices(),
        names=accounts.names(),
        kinds=KINDS,
        languages=LANGUAGES,
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


@bp.get("/new")
@needs(Right.KEEP_CONTACTS)
def new() -> str:
    """Show an empty card."""
    return _form(PersonWords(family=request.args.get("name", "")), None)


@bp.post("/new")
@needs(Right.KEEP_CONTACTS)
def create() -> ResponseReturnValue:
    """Write a new person down."""
    words = read_person(request.form)
    try:
        contact = service.write_down(words, actor=current_member())
    except Refused as refusal:
        return _again(words, None, refusal)
    return redirect(url_for(".show", contact_id=contact.id), 303)


@bp.get("/<int:contact_id>/edit")
@needs(Right.KEEP_CONTACTS)
def edit(contact_id: int) -> str:
    """Show a card as it is written."""
    contact = visible(contact_id)
    return _form(words_of(contact), contact)


@bp.post("/<int:contact_id>/edit")
@needs(Right.KEEP_CONTACTS)
def save(contact_id: int) -> ResponseReturnValue:
    """Keep a changed card."""
    contact, words = visible(contact_id), read_person(request.form)
    try:
        service.change(contact, words, version=_version(request.form), actor=current_member())
    except Refused as refusal:
        return _again(words, contact, refusal)
    return redirect(url_for(".show", contact_id=contact_id), 303)


def _version(fields: Fields) -> int:
    said = fields.get("version", "")
    return rows.number(said) or 0


def _form(words: PersonWords, contact: Contact | None, said: list[str] | None = None) -> str:
    return render_template(
        "contacts/edit.html",
        words=words,
        contact=contact,
        version=request.form.get("version") or (contact.version if contact else 0),
        languages=LANGUAGES,
        refusals=said or [],
        outlets=queries.outlet_names(),
    )


def _again(words: PersonWords, contact: Contact | None, refusal: Refused) -> ResponseReturnValue:
    """Show what was typed with what is wrong; nothing of it was kept."""
    db.session.rollback()
    return _form(words, contact, refusal.sentences()), 422


@bp.post("/<int:contact_id>/exchanges")
@needs(Right.KEEP_CONTACTS)
def note(contact_id: int) -> ResponseReturnValue:
    """Note a call, a mail, a meeting, a remark."""
    contact = visible(contact_id)
    try:
        kind, text, at = read_exchange(request.form)
        service.note(contact, kind, text, at, actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
        is_twice = HourWrong.FOLD in refusal.obstacles
        return _card(visible(contact_id), request.form, is_twice=is_twice), 422
    return redirect(url_for(".show", contact_id=contact_id), 303)


@bp.post("/<int:contact_id>/object")
@needs(Right.KEEP_CONTACTS)
def object_to(contact_id: int) -> ResponseReturnValue:
    """Write down that the person wants no more."""
    service.object_person(visible(contact_id), actor=current_member())
    flash(gettext("Opposition notée : plus rien ne part vers cette personne, même déjà programmé."))
    return redirect(url_for(".show", contact_id=contact_id), 303)


@bp.post("/<int:contact_id>/freeze")
@needs(Right.KEEP_CONTACTS)
def freeze(contact_id: int) -> ResponseReturnValue:
    """Stop every use of a person's data, or take it up again."""
    frozen = request.form.get("frozen") == "1"
    service.freeze(visible(contact_id), frozen=frozen, actor=current_member())
    return redirect(url_for(".show", contact_id=contact_id), 303)


@bp.post("/<int:contact_id>/confidants")
@needs(Right.KEEP_CONTACTS)
def confide(contact_id: int) -> ResponseReturnValue:
    """Say which members see a discreet card."""
    contact = visible(contact_id)
    known = {each.id for each in accounts.active()}
    chosen = set(rows.numbers(request.form.getlist("member"))) & known
    service.confide(contact, chosen, actor=current_member())
    return redirect(url_for(".show", contact_id=contact_id), 303)


@bp.get("/<int:contact_id>/erase")
@needs(Right.KEEP_CONTACTS)
def confirm_erasure(contact_id: int) -> str:
    """Say what will be gone and what stays."""
    return render_template("contacts/erase.html", contact=visible(contact_id))


@bp.post("/<int:contact_id>/erase")
@needs(Right.KEEP_CONTACTS)
def erase(contact_id: int) -> ResponseReturnValue:
    """Erase a person for good."""
    contact = visible(contact_id)
    if request.form.get("sure") != "yes":
        abort(400)
    service.erase(contact, actor=current_member())
    flash(gettext("C’est effacé. Il ne reste qu’une empreinte, pour que personne ne revienne."))
    return redirect(url_for(".overview"), 303)
