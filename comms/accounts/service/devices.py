"""Remembers a device its owner calls theirs: for thirty days it needs no second step."""

from sqlalchemy import delete

from comms.accounts.models import Device, Member
from comms.accounts.rules.sessions import REMEMBERED
from comms.audit import service as audit
from comms.core import clock, vault
from comms.core.db import db, took


def remember(member: Member, label: str) -> str:
    """Remember a device; return the token for its cookie."""
    token, stored = vault.token()
    now = clock.now()
    device = Device(
        member_id=member.id, token=stored, label=label, made_at=now, ends_at=now + REMEMBERED
    )
    db.session.add(device)
    db.session.flush()
    audit.record(member.id, "device.remembered", "device", device.id)
    return token


def end_one(device_id: int, *, member_id: int) -> bool:
    """Let one device of a member need its second step again; say whether there was one."""
    theirs = delete(Device).where(Device.member_id == member_id, Device.id == device_id)
    return took(db.session.execute(theirs))


def end_all(member_id: int) -> None:
    """Let every device of a member need its second step again."""
    db.session.execute(delete(Device).where(Device.member_id == member_id))
