"""The one blueprint of the room, and what every page of it needs."""

from typing import Any

from flask import Blueprint, abort

from comms.accounts import queries as accounts
from comms.advocacy import forms, queries
from comms.advocacy.models import Step
from comms.core.rights import Actor, Right
from comms.core.web import current_member, get_or_404

bp = Blueprint("advocacy", __name__, url_prefix="/advocacy")


def readable(step_id: int) -> Step:
    """Return a step this member may read, or answer that there is none."""
    step = get_or_404(Step, step_id)
    if not queries.may_read(step, current_member().id):
        abort(404)
    return step


def words(actor: Actor) -> dict[str, Any]:
    """Return what the templates of this room say steps with."""
    return {
        "kinds": forms.KINDS,
        "outcomes": forms.OUTCOMES,
        "standings": forms.STANDINGS,
        "tag_of": forms.tag,
        "title_of": forms.title,
        "names": accounts.names(),
        "may_write": actor.may(Right.WRITE),
    }
