"""Opens and ends sessions: one a browser, kept on our side, so that it can be ended from here."""

from sqlalchemy import delete

from comms.accounts.models import Device, Member, PrivateAddress, Session
from comms.accounts.rules.sessions import HALF, LONGEST, is_worth_noting
from comms.core import clock, events, vault
from comms.core.db import db, took


def begin(member: Member, label: str, *, is_whole: bool = True) -> str:
    """Let a browser in; return the token for its cookie, of which we keep only the hash.

    A session that is not whole opens nothing but the second step, for half an hour.
    """
    token, stored = vault.token()
    now = clock.now()
    db.session.add(
        Session(
            member_id=member.id,
            token=stored,
            label=label,
            made_at=now,
            seen_at=now,
            ends_at=now + (LONGEST if is_whole else HALF),
            is_whole=is_whole,
        )
    )
    db.session.flush()
    return token


def note_presence(session: Session) -> None:
    """Write down that its owner is here, at most every few minutes."""
    if is_worth_noting(session.seen_at, clock.now()):
        session.seen_at = clock.now()


def end(token: str) -> None:
    """End the session of a browser, if it still has one."""
    db.session.execute(delete(Session).where(Session.token == vault.token_hash(token)))


def end_one(session_id: int, *, member_id: int) -> bool:
    """End one session of a member; say whether there was one of that number."""
    theirs = delete(Session).where(Session.member_id == member_id, Session.id == session_id)
    return took(db.session.execute(theirs))


def end_all(member_id: int, *, but: int | None = None) -> None:
    """End every session of a member, except one of them."""
    theirs = delete(Session).where(Session.member_id == member_id)
    db.session.execute(theirs.where(Session.id != but) if but is not None else theirs)


def end_of_all(_event: events.HouseRestored) -> None:
    """End what opens without a pass-phrase, everybody's: one that was ended since is back."""
    for kind in (Session, Device, PrivateAddress):
        db.session.execute(delete(kind))
