"""The one blueprint of the book, for all of its rooms."""

from flask import Blueprint, abort, request

from comms.contacts.book.models import Contact
from comms.contacts.book.queries.people import may_see
from comms.contacts.book.rules.addresses import shown_phone
from comms.contacts.book.rules.finding import marked
from comms.core.web import current_member, get_or_404

bp = Blueprint("contacts", __name__, url_prefix="/contacts")
bp.add_app_template_filter(shown_phone, "phone")
bp.add_app_template_filter(marked, "marked")
LONGEST = 200  # signs of a search


def sought() -> str:
    """Return what is searched for, as it was typed."""
    return request.values.get("q", "").strip()[:LONGEST]


def visible(contact_id: int) -> Contact:
    """Return a contact this member may see, or answer that there is none."""
    contact = get_or_404(Contact, contact_id)
    if not may_see(contact, current_member()):
        abort(404)
    return contact
