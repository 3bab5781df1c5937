"""Keeps what came from the field from leaving before the hour its author named."""

from datetime import datetime
from enum import StrEnum

from comms.core.languages import moment
from comms.core.refusal import Code, Particular
from comms.ideas import queries
from comms.ideas.rules import TooEarly


def obstacles(piece_id: int, first: datetime) -> list[Code]:
    """Return why a piece leaves too early, if the first hour of it is so."""
    limit = until(piece_id)
    if limit is None or first >= limit:
        return []
    return [Particular(TooEarly.NOT_BEFORE, (("when", moment(limit)),), place="at")]


def warns(piece_id: int) -> list[tuple[StrEnum, dict[str, object]]]:
    """Return what somebody must make sure of: an hour that was said in words we do not read."""
    idea = queries.behind(piece_id)
    if idea is None or not idea.not_before or idea.not_before_at:
        return []
    return [(TooEarly.UNREAD, {"words": idea.not_before})]


def until(piece_id: int) -> datetime | None:
    """Return the instant before which a piece must not leave."""
    idea = queries.behind(piece_id)
    return idea.not_before_at if idea else None
