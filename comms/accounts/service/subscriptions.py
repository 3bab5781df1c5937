"""Private addresses: what a member's reader of feeds or calendar asks for without signing in."""

from sqlalchemy import delete

from comms.accounts.models import PrivateAddress
from comms.audit import service as audit
from comms.core import clock, vault
from comms.core.db import db
from comms.core.rights import Actor


def open_one(purpose: str, *, actor: Actor) -> str:
    """Return the secret of a new address; it is shown once, and the earlier one opens no more."""
    _forget(actor.id, purpose)
    secret, stored = vault.token()
    db.session.add(
        PrivateAddress(member_id=actor.id, purpose=purpose, secret=stored, made_at=clock.now())
    )
    audit.record(actor.id, f"address_{purpose}.opened", "member", actor.id)
    return secret


def close_one(purpose: str, *, actor: Actor) -> None:
    """Let a member's address open nothing any more."""
    _forget(actor.id, purpose)
    audit.record(actor.id, f"address_{purpose}.closed", "member", actor.id)


def close_all(member_id: int) -> None:
    """Close them with the sessions: who changes a pass-phrase may have been spied on."""
    db.session.execute(delete(PrivateAddress).where(PrivateAddress.member_id == member_id))


def _forget(member_id: int, purpose: str) -> None:
    theirs = delete(PrivateAddress).where(
        PrivateAddress.member_id == member_id, PrivateAddress.purpose == purpose
    )
    db.session.execute(theirs)
