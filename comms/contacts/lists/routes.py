"""Pages of the lists: open one, put people on it, take them off."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.contacts.book.queries import finding
from comms.contacts.book.routes.blueprint import bp, sought, visible
from comms.contacts.lists import queries, service
from comms.contacts.lists.forms import added_words
from comms.contacts.lists.models import ContactList, Membership
from comms.core import rows
from comms.core.db import db
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, flash_undo, get_or_404, needs


@bp.get("/lists")
@needs(Right.READ)
def all_lists() -> str:
    """Show the lists with how many are on each."""
    return render_template(
        "contacts/lists.html",
        lists=queries.overview(),
        closed=queries.overview(closed=True),
        query=sought(),
    )


@bp.post("/lists")
@needs(Right.KEEP_CONTACTS)
def open_list() -> ResponseReturnValue:
    """Open a list."""
    try:
        name, query = request.form.get("name", ""), request.form.get("query", "")
        made = service.open_list(name, query, actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".all_lists"), 303)
    return redirect(url_for(".show_list", list_id=made.id), 303)


@bp.get("/lists/<int:list_id>")
@needs(Right.READ)
def show_list(list_id: int) -> str:
    """Show who is on a list and why, and a search to put more on it."""
    a_list = get_or_404(ContactList, list_id)
    words = sought()
    members = queries.members(a_list.id, current_member().id)
    return render_template(
        "contacts/list.html",
        list=a_list,
        members=members,
        reached=len(queries.recipients([a_list.id])),
        there={each.card.id for each in members if each.by_hand},
        choices=[each for each in queries.list_choices() if each[0] != a_list.id],
        **_compared(a_list.id),
        words=words,
        hits=finding.search(words, 30, reader_id=current_member().id) if words else [],
    )


def _compared(list_id: int) -> dict[str, object]:
    """Return another list and who is on both, when one was asked for."""
    number = rows.number(request.args.get("with"))
    other = db.session.get(ContactList, number) if number is not None else None
    if other is None:
        return {"other": None, "both": []}
    return {"other": other, "both": queries.overlap(list_id, other.id, current_member().id)}


@bp.post("/lists/<int:list_id>")
@needs(Right.KEEP_CONTACTS)
def rename(list_id: int) -> ResponseReturnValue:
    """Give a list another name."""
    a_list = get_or_404(ContactList, list_id)
    try:
        service.rename(a_list, request.form.get("name", ""), actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show_list", list_id=list_id), 303)


@bp.post("/lists/<int:list_id>/members")
@needs(Right.KEEP_CONTACTS)
def put_on(list_id: int) -> ResponseReturnValue:
    """Put people on a list."""
    a_list = get_or_404(ContactList, list_id)
    ids = [contact.id for contact in map(visible, rows.numbers(request.form.getlist("contact")))]
    reason = request.form.get("reason", "")
    try:
        added = service.put_on(a_list, ids, reason=reason, actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
    else:
        flash(added_words(added))
    return _back(list_id)


@bp.post("/lists/put")
@needs(Right.KEEP_CONTACTS)
def put_on_chosen() -> ResponseReturnValue:
    """Put one person on the list chosen on their card."""
    return put_on(rows.number(request.form.get("list")) or 0)


@bp.post("/lists/<int:list_id>/members/<int:contact_id>/remove")
@needs(Right.KEEP_CONTACTS)
def take_off(list_id: int, contact_id: int) -> ResponseReturnValue:
    """Take a person off a list."""
    contact, row = visible(contact_id), db.session.get(Membership, (list_id, contact_id))
    reason, card = row.reason if row else "", request.form.get("card", "")
    service.take_off(get_or_404(ContactList, list_id), contact, actor=current_member())
    said = gettext("%(name)s n’est plus sur la liste.", name=contact.name)
    again = {"contact": str(contact_id), "reason": reason, **({"card": card} if card else {})}
    flash_undo(said, url_for(".put_on", list_id=list_id), again)
    return _back(list_id)


@bp.post("/lists/<int:list_id>/close")
@needs(Right.KEEP_CONTACTS)
def close(list_id: int) -> ResponseReturnValue:
    """Close a list, or take it up again."""
    a_list = get_or_404(ContactList, list_id)
    verb = service.reopen if request.form.get("reopen") else service.close
    verb(a_list, actor=current_member())
    return redirect(url_for(".all_lists"), 303)


def _back(list_id: int) -> ResponseReturnValue:
    """Lead back to the card the form stood on, else to the list."""
    card = rows.number(request.form.get("card"))
    if card is not None:
        return redirect(url_for(".show", contact_id=card), 303)
    return redirect(url_for(".show_list", list_id=list_id, q=request.form.get("q") or None), 303)
