"""Keeps what people say themselves in a report."""

from comms.audit import service as audit
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.reports.models import ReportWords
from comms.reports.rules import LONGEST, ReportWrong
from comms.reports.service import gathering


def keep(key: str, opening: str, ahead: str, *, actor: Actor) -> None:
    """Keep the first and the last words of a report.

    Raises:
        Refused: they are too long.
    """
    if max(len(opening), len(ahead)) > LONGEST:
        raise Refused(ReportWrong.TOO_LONG, most=LONGEST)
    kept = gathering.words(key)
    if kept is None:
        kept = ReportWords(report=key)
        db.session.add(kept)
    kept.opening, kept.ahead = opening.strip(), ahead.strip()
    kept.by, kept.at = actor.id, clock.now()
    db.session.flush()
    audit.record(actor.id, "report.said", "report", kept.id)
