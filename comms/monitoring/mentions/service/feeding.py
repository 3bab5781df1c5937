"""The private address under which a member's reader of feeds takes the mentions."""

from sqlalchemy import delete

from comms.audit import service as audit
from comms.core import clock, vault
from comms.core.db import db
from comms.monitoring.mentions.models import FeedAddress


def open_feed(*, actor: int) -> str:
    """Return the secret of a new address; it is shown once, and the earlier one opens no more."""
    _forget(actor)
    secret, stored = vault.token()
    db.session.add(FeedAddress(member_id=actor, secret=stored, made_at=clock.now()))
    audit.record(actor, "mention_feed.opened", "member", actor)
    return secret


def close_feed(*, actor: int) -> None:
    """Let the address of a member's feed open nothing any more."""
    _forget(actor)
    audit.record(actor, "mention_feed.closed", "member", actor)


def _forget(member_id: int) -> None:
    db.session.execute(delete(FeedAddress).where(FeedAddress.member_id == member_id))
