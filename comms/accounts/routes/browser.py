"""Who is in front of the page: what the browser carries, read before any right is checked."""

from collections.abc import MutableMapping
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

from flask import flash, g, request, session
from werkzeug.wrappers import Response

from comms.accounts import queries
from comms.accounts.models import Session
from comms.accounts.rules.sessions import REMEMBERED, is_idle, is_worth_noting, label_of
from comms.accounts.service import sessions
from comms.accounts.service.signing_in import Knock
from comms.core import clock, settings
from comms.core import db as database
from comms.core.languages import gettext
from comms.core.web import is_showing

KEY, SEEN = "key", "seen"  # in the signed cookie


def carry(cookie: MutableMapping[str, Any], token: str) -> None:
    """Put a session's token in the cookie, and when its owner was last here."""
    cookie[KEY], cookie[SEEN] = token, int(clock.now().timestamp())


def recognise() -> None:
    """Find the member in front of the page: `g.member` is an Actor, or None for a stranger.

    The cookie remembers when its owner was last here, so that a page that only shows needs no
    write to know when two hours have passed; it is signed, so nobody can say they were.
    """
    g.member = g.session = g.half = None
    if request.endpoint == "static" or KEY not in session:
        return
    with database.reading() if is_showing() else nullcontext():
        found = _standing(session[KEY])
    if found is None:
        _forget()
    elif found.is_whole:
        _welcome(found)
    else:
        g.half = found


def _standing(token: str) -> Session | None:
    """Return the session of a token if it still stands."""
    seen_at = datetime.fromtimestamp(session.get(SEEN, 0), UTC)
    if is_idle(seen_at, clock.now()):
        return None
    return queries.standing_session(token, clock.now())


def _welcome(found: Session) -> None:
    g.session, g.member = found, queries.actor(found.member)
    if is_worth_noting(datetime.fromtimestamp(session[SEEN], UTC), clock.now()):
        session[SEEN] = int(clock.now().timestamp())
    if not is_showing():
        sessions.note_presence(found)


def _forget() -> None:
    """Let go of a session that ended, and say so on the page that is shown next."""
    session.pop(KEY)
    session.pop(SEEN, None)
    flash(gettext("Votre session est terminée : reconnectez-vous."))


def current_session() -> Session:
    """Return the session of the member in front of this page; only where a right is needed."""
    found = g.session
    assert isinstance(found, Session)
    return found


def let_in(token: str) -> None:
    """Give this browser a new session; nothing it carried before is taken over."""
    let_go()
    carry(session, token)


def let_go() -> None:
    """End this browser's session."""
    if token := session.get(KEY):
        sessions.end(token)
    session.clear()


def call_own(response: Response, token: str) -> Response:
    """Have a device remembered by its browser, when its owner called it theirs."""
    if token:
        response.set_cookie(
            _device_cookie(),
            token,
            max_age=REMEMBERED,
            secure=settings.current().is_https,
            httponly=True,
            samesite="Lax",
        )
    return response


def _device_cookie() -> str:
    return "__Host-voix-device" if settings.current().is_https else "voix-device"


def knock() -> Knock:
    """Return who asks to come in, as far as the network and the browser say."""
    device = request.cookies.get(_device_cookie(), "")
    return Knock(request.remote_addr or "", label(), device)


def label() -> str:
    """Return what one would call this browser."""
    return label_of(request.user_agent.string)
