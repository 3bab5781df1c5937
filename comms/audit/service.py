"""Writes a line of the chain next to the change it tells of, in the same transaction."""

from sqlalchemy import select, text

from comms.audit.models import AuditLine
from comms.audit.rules import FIRST, Link, hash_of
from comms.core import clock
from comms.core.db import db


def record(actor_id: int | None, act: str, thing: str, thing_id: object = "") -> None:
    """Write down that a member (None: the machine) did `act` to one thing, never its content."""
    _wait_for_my_turn()
    last = select(AuditLine.hash).order_by(AuditLine.id.desc()).limit(1)
    before = db.session.scalar(last) or FIRST
    link = Link(clock.now(), actor_id, act, f"{thing}:{thing_id}" if thing_id != "" else thing)
    line = AuditLine(
        at=link.at,
        actor=link.actor,
        act=link.act,
        object=link.object,
        before=before,
        hash=hash_of(link, before),
    )
    db.session.add(line)
    db.session.flush()


def _wait_for_my_turn() -> None:
    """Let one transaction at a time lengthen the chain; SQLite's writers already stand in line."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(706478698)"))
