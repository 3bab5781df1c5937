"""Pages of the pictures: bring in, look for faces, show the file itself."""

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from comms.core.languages import gettext
from comms.core.paths import own_path
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.media import queries, service
from comms.media.forms import LOOKS
from comms.media.models import Asset
from comms.media.rules import Look

bp = Blueprint("media", __name__, url_prefix="/media")


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show the pictures, those to look at first."""
    return render_template("media/overview.html", assets=queries.overview(), looks=LOOKS)


@bp.post("")
@needs(Right.WRITE)
def add() -> ResponseReturnValue:
    """Take a picture in."""
    sent = request.files.get("file")
    try:
        service.add(
            sent.read() if sent else b"",
            request.form.get("title", ""),
            credit=request.form.get("credit", ""),
            actor=current_member(),
        )
        flash(gettext("Métadonnées supprimées : lieu, appareil, date, vignette."))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".overview"), 303)


@bp.post("/<int:asset_id>/look")
@needs(Right.WRITE)
def look(asset_id: int) -> ResponseReturnValue:
    """Say what one found who looked for faces."""
    asset = get_or_404(Asset, asset_id)
    found = request.form.get("found", "")
    if found in list(Look):
        service.look(asset, Look(found), actor=current_member())
    return redirect(own_path(request.form.get("next") or url_for(".overview")), 303)


@bp.get("/<int:asset_id>/file")
@needs(Right.READ)
def file(asset_id: int) -> Response:
    """Show the picture itself."""
    asset = get_or_404(Asset, asset_id)
    return send_file(
        queries.path_of(asset),
        mimetype=f"image/{asset.kind}",
        as_attachment="save" in request.args,
        download_name=f"visuel-{asset.id}{queries.path_of(asset).suffix}",
    )


@bp.get("/<int:asset_id>/small")
@needs(Right.READ)
def small(asset_id: int) -> Response:
    """Show a picture as small as lists show it; the whole one where no small one was made."""
    asset = get_or_404(Asset, asset_id)
    path = queries.small_of(queries.path_of(asset))
    if not path.exists():
        return file(asset_id)
    return send_file(path, mimetype="image/jpeg")
