"""Keeps, sealed, what one browser alone is shown until its owner says it is noted.

A secret that is being set up, codes for paper, a link just made: reading the page again on a bad
connection shows them again, and nobody else ever sees them.
"""

import json
from collections.abc import Mapping
from typing import Any

from comms.accounts.models import Session
from comms.core import vault

PURPOSE = "kept for a browser"
SECRET, CODES, LINK = "secret", "codes", "link"


def sealed(**things: object) -> str:
    """Return things as a session keeps them."""
    return vault.seal(json.dumps(things), PURPOSE)


def kept(session: Session) -> Mapping[str, Any]:
    """Return what a browser is shown, by name."""
    if session.kept is None:
        return {}
    found: dict[str, Any] = json.loads(vault.unseal(session.kept, PURPOSE))
    return found


def keep(session: Session, **things: object) -> None:
    """Keep one more thing for this browser."""
    session.kept = sealed(**{**kept(session), **things})


def drop(session: Session, name: str) -> None:
    """Forget one thing: it was noted."""
    left = {each: thing for each, thing in kept(session).items() if each != name}
    session.kept = sealed(**left) if left else None
