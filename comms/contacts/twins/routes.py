"""Pages for people who are in the book twice: made one, told apart, parted again."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.contacts.book.queries import finding
from comms.contacts.book.queries.people import card_of
from comms.contacts.book.routes.blueprint import bp, sought, visible
from comms.contacts.twins.forms import MERGED
from comms.contacts.twins.models import Merge
from comms.contacts.twins.queries import pairs
from comms.contacts.twins.service import looking, merging
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs


@bp.get("/duplicates")
@needs(Right.READ)
def duplicates() -> str:
    """Show the likeliest pairs."""
    return render_template("contacts/duplicates.html", pairs=pairs.likeliest(current_member()))


@bp.get("/<int:contact_id>/merge")
@needs(Right.KEEP_CONTACTS)
def find_other(contact_id: int) -> str:
    """Look for the other card of a person, whatever it says."""
    contact, words = visible(contact_id), sought()
    hits = finding.search(words, 12, reader_id=current_member().id) if words else []
    others = [each for each in hits if each.card.id != contact.id]
    return render_template("contacts/other.html", contact=contact, words=words, hits=others)


@bp.get("/<int:contact_id>/merge/<int:other_id>")
@needs(Right.KEEP_CONTACTS)
def compare(contact_id: int, other_id: int) -> str:
    """Show two cards side by side, and a choice per field that differs."""
    kept, gone = visible(contact_id), visible(other_id)
    fields = [
        (name, label, getattr(kept, name), getattr(gone, name)) for name, label in MERGED.items()
    ]
    return render_template(
        "contacts/merge.html",
        kept=kept,
        gone=gone,
        kept_card=card_of(kept),
        gone_card=card_of(gone),
        differing=[each for each in fields if each[2] != each[3] and each[2] and each[3]],
    )


@bp.post("/<int:contact_id>/merge/<int:other_id>")
@needs(Right.KEEP_CONTACTS)
def merge(contact_id: int, other_id: int) -> ResponseReturnValue:
    """Make two cards one."""
    kept, gone = visible(contact_id), visible(other_id)
    chosen = frozenset(name for name in MERGED if request.form.get(name) == "gone")
    try:
        merging.merge(kept, gone, chosen, actor=current_member())
        flash(gettext("Les deux fiches n’en font qu’une. Elles se séparent encore 30 jours."))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show", contact_id=contact_id), 303)


@bp.post("/<int:contact_id>/apart/<int:other_id>")
@needs(Right.KEEP_CONTACTS)
def tell_apart(contact_id: int, other_id: int) -> ResponseReturnValue:
    """Remember that two people are not the same."""
    looking.tell_apart(visible(contact_id), visible(other_id))
    if request.form.get("from") == "duplicates":
        return redirect(url_for(".duplicates"), 303)
    return redirect(url_for(".show", contact_id=contact_id), 303)


@bp.post("/merges/<int:merge_id>/undo")
@needs(Right.KEEP_CONTACTS)
def part(merge_id: int) -> ResponseReturnValue:
    """Part two cards again."""
    made = get_or_404(Merge, merge_id)
    kept_id = visible(made.kept_id).id
    try:
        gone = merging.part(made, actor=current_member())
        flash(gettext("Séparées : %(name)s a de nouveau sa fiche.", name=gone.name))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show", contact_id=kept_id), 303)
