"""The one blueprint of the room, and what every page of it needs."""

from typing import Any

from flask import Blueprint, abort

from comms.accounts import queries as accounts
from comms.core.rights import Actor, Right
from comms.core.web import current_member, get_or_404
from comms.events import forms, queries
from comms.events.models import Guest
from comms.events.service.wording import when

bp = Blueprint("events", __name__, url_prefix="/events")


def visible(guest_id: int) -> Guest:
    """Return a guest this member may see, or answer that there is none."""
    guest = get_or_404(Guest, guest_id)
    if not queries.may_see(guest, current_member().id):
        abort(404)
    return guest


def words(actor: Actor) -> dict[str, Any]:
    """Return what the templates of this room say events with."""
    return {
        "kinds": forms.KINDS,
        "answers": forms.ANSWERS,
        "tones": forms.TONES,
        "phases": forms.PHASES,
        "when": when,
        "phase_of": queries.phase_of,
        "count_of": queries.count,
        "names": accounts.names(),
        "may_write": actor.may(Right.WRITE),
    }
