"""Drops what may not be kept: tries, sessions, devices and links past their end. A job."""

from sqlalchemy import delete

from comms.accounts.models import Device, Invitation, Session
from comms.accounts.service import tries
from comms.core import clock
from comms.core.db import db


def sweep() -> None:
    """Drop what ended."""
    tries.forget_old()
    for kind in (Session, Device, Invitation):
        db.session.execute(delete(kind).where(kind.ends_at <= clock.now()))
