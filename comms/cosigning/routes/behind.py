"""What stands behind a partner's link to a kit: shut until its hour, gone after its end."""

from datetime import datetime
from typing import Any

from flask import make_response, request, send_file
from flask.typing import ResponseReturnValue

from comms.core import clock
from comms.core.db import db
from comms.cosigning.models import Invited, PartnerKit
from comms.cosigning.queries import asked
from comms.cosigning.queries import kits as queries
from comms.cosigning.routes.blueprint import bp
from comms.cosigning.routes.partner import spoken
from comms.cosigning.rules.kits import Door
from comms.media import queries as media

# As all pages behind a private link; this one has a script, for its copy buttons.
PRIVATE = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
}


@bp.get("/kit/<token>", endpoint="kit")
def behind_a_link(token: str) -> ResponseReturnValue:
    """Show a partner a kit: shut until its hour, gone after its end."""
    invitation = asked.by_token(token)
    kit = _kit_of(invitation)
    if invitation is None or kit is None:
        return _private(spoken(None, "cosigning/unknown.html"), 404)
    door = Door.GONE if invitation.withdrawn_at else queries.door_now(kit)
    if door is Door.GONE:
        return _private(spoken(invitation, "cosigning/kit_gone.html"), 410)
    page = spoken(
        invitation,
        "cosigning/kit_behind.html",
        token=token,
        invitation=invitation,
        kit=kit,
        word=asked.word_of(kit),
        opens_at=_yet_to_come(queries.piece_of(kit).due_at),
        is_open=door is Door.OPEN,
        parts=queries.parts(kit),
    )
    return _private(page)


def _yet_to_come(hour: datetime | None) -> datetime | None:
    return hour if hour and hour > clock.now() else None


def _kit_of(invitation: Invited | None) -> PartnerKit | None:
    if invitation is None or invitation.kit_id is None:
        return None
    return db.session.get_one(PartnerKit, invitation.kit_id)


@bp.get("/kit/<token>/visual/<int:asset_id>")
def kit_visual(token: str, asset_id: int) -> ResponseReturnValue:
    """Give a partner one picture of a kit that is open."""
    invitation = asked.by_token(token)
    kit = _kit_of(invitation)
    if invitation is None or kit is None or invitation.withdrawn_at is not None:
        return _private("", 404)
    found = {n: asset for part in queries.parts(kit) for n, asset in part.assets.items()}
    if asset_id not in found:
        return _private("", 404)
    path = media.path_of(found[asset_id])
    file = send_file(
        media.small_of(path) if "small" in request.args else path,
        as_attachment="save" in request.args,
        download_name=f"visuel-{asset_id}{path.suffix}",
    )
    return _private(file)


def _private(page: Any, code: int = 200) -> ResponseReturnValue:
    answer = make_response(page)
    if code != 200:
        answer.status_code = code
    answer.headers.update(PRIVATE)
    answer.headers["Cache-Control"] = "no-store"
    return answer
