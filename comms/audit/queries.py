"""Reads the chain: walks it, and tells a thing's history."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from comms.audit.models import AuditLine
from comms.audit.rules import FIRST, Link, hash_of
from comms.core.db import db


@dataclass(frozen=True)
class Walk:
    """How far the chain holds; `broken` is the first line that does not."""

    lines: int
    broken: int | None


def walk() -> Walk:
    """Walk the whole chain from its first line."""
    before, count = FIRST, 0
    for line in db.session.scalars(select(AuditLine).order_by(AuditLine.id)).yield_per(1000):
        link = Link(line.at, line.actor, line.act, line.object)
        if line.before != before or line.hash != hash_of(link, before):
            return Walk(count, line.id)
        before, count = line.hash, count + 1
    return Walk(count, None)


def history(thing: str, thing_id: int) -> Sequence[AuditLine]:
    """Return what was done to one thing, the newest first."""
    told = select(AuditLine).where(AuditLine.object == f"{thing}:{thing_id}")
    return db.session.scalars(told.order_by(AuditLine.id.desc())).all()
