"""Pages of writing a card: an empty one, one that stands."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.contacts.book.forms.fields import Fields
from comms.contacts.book.forms.labels import LANGUAGES
from comms.contacts.book.forms.people import read_person, words_of
from comms.contacts.book.models import Contact
from comms.contacts.book.queries import people
from comms.contacts.book.routes.blueprint import bp, visible
from comms.contacts.book.rules.words import PersonWords
from comms.contacts.book.service import keeping
from comms.core import rows
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, needs


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
        contact = keeping.write_down(words, actor=current_member())
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
        keeping.change(contact, words, version=_version(request.form), actor=current_member())
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
        outlets=people.outlet_names(),
    )


def _again(words: PersonWords, contact: Contact | None, refusal: Refused) -> ResponseReturnValue:
    """Show what was typed with what is wrong; nothing of it was kept."""
    db.session.rollback()
    return _form(words, contact, refusal.sentences()), 422
