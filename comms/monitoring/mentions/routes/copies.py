"""Private copies of a mention: bring one, open it, take it away. None is in any export."""

from flask import Response, abort, flash, request, send_file
from flask.typing import ResponseReturnValue

from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.monitoring.mentions.models import MentionCopy
from comms.monitoring.mentions.queries.copies import path_of
from comms.monitoring.mentions.routes.blueprint import bp, opened
from comms.monitoring.mentions.routes.narrowing import back
from comms.monitoring.mentions.service import copying


@bp.post("/<int:mention_id>/copies")
@needs(Right.KEEP_WATCH)
def add_copy(mention_id: int) -> ResponseReturnValue:
    """Keep a photograph, a PDF or a sound beside a mention."""
    mention, (data, name) = opened(mention_id), sent_file()
    try:
        copying.add(mention, data, name, actor=current_member())
        flash(gettext("La copie est gardée ici ; elle ne part dans aucun envoi."))
    except Refused as refusal:
        flash_refusal(refusal)
    return back(mention_id)


def sent_file() -> tuple[bytes, str]:
    """Return the file a form sends and its name; both empty when it sends none."""
    sent = request.files.get("file")
    return (sent.read(), sent.filename or "") if sent else (b"", "")


@bp.get("/copies/<int:copy_id>")
@needs(Right.READ)
def open_copy(copy_id: int) -> Response:
    """Give a copy as a file, never in the page: nothing in it acts here."""
    copy = _copy(copy_id)
    if not path_of(copy).exists():
        abort(404)
    name = copy.name or f"copie-{copy.id}"
    return send_file(path_of(copy), mimetype=copy.kind, as_attachment=True, download_name=name)


@bp.post("/copies/<int:copy_id>/delete")
@needs(Right.KEEP_WATCH)
def delete_copy(copy_id: int) -> ResponseReturnValue:
    """Take a copy away, for good."""
    copy = _copy(copy_id)
    mention_id = copy.mention_id
    copying.take_away(copy, actor=current_member())
    flash(gettext("La copie est effacée."))
    return back(mention_id)


def _copy(copy_id: int) -> MentionCopy:
    """Return a copy of a mention whoever asks may read."""
    copy = get_or_404(MentionCopy, copy_id)
    opened(copy.mention_id)
    return copy
