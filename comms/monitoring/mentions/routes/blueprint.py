"""The blueprint all pages of the mentions hang on, and what they open."""

from collections.abc import Sequence

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


def opened_all(mention_ids: Sequence[int]) -> list[Mention]:
    """Return mentions, asked for at once, in this order; none where one of them may not be read."""
    known = {each.id: each for each in listing.seen_of(current_member(), mention_ids)}
    if len(known) < len(mention_ids):
        abort(404)
    return [known[each] for each in mention_ids]
