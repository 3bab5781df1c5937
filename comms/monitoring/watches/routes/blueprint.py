"""The blueprint all pages of the watches hang on, and what they open."""

from flask import Blueprint, abort

from comms.core.web import current_member, get_or_404
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.queries import reading

bp = Blueprint("watches", __name__, url_prefix="/watch")


def opened(watch_id: int) -> Watch:
    """Return a watch whoever asks may read; any other does not exist for them."""
    watch = get_or_404(Watch, watch_id)
    if not reading.may_read(watch, current_member()):
        abort(404)
    return watch
