"""The one blueprint of the room."""

from flask import Blueprint, abort

from comms.contacts.models import Contact
from comms.contacts.queries import may_see
from comms.contacts.rules.addresses import shown_phone
from comms.contacts.rules.finding import marked
from comms.core.web import current_member, get_or_404

bp = Blueprint("contacts", __name__, url_prefix="/contacts")
bp.add_app_template_filter(shown_phone, "phone")
bp.add_app_template_filter(marked, "marked")


def visible(contact_id: int) -> Contact:
    """Return a contact this member may see, or answer that there is none."""
    contact = get_or_404(Contact, contact_id)
    if not may_see(contact, current_member()):
        abort(404)
    return contact
