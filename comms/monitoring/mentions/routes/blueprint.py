"""The blueprint all pages of the mentions hang on, and what they open."""

from flask import Blueprint, abort

from comms.core.web import current_member
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import listing

bp = Blueprint("mentions", __name__, url_prefix="/mentions")


def opened(mention_id: int) -> Mention:
    """Return a mention whoever asks may read; any other does not exist for them."""
    mention = listing.seen(current_member(), mention_id)
    if mention is None:
        abort(404)
    return mention
