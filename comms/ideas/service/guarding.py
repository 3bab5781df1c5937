"""Keeps what came from the field from leaving before the hour its author named."""

from datetime import datetime
from enum import StrEnum

from comms.accounts import queries as accounts
from comms.core.languages import moment
from comms.core.refusal import Code, Particular
from comms.ideas import queries
from comms.ideas.models import Idea
from comms.ideas.rules import TooEarly, Traced


def obstacles(traced: Traced, at: datetime) -> list[Code]:
    """Return why a text leaves too early at an instant, if that is so."""
    limit = until(traced)
    if limit is None or at >= limit:
        return []
    return [Particular(TooEarly.NOT_BEFORE, (("when", moment(limit)),), place="at")]


def warns(_piece_id: int, traced: Traced) -> list[tuple[StrEnum, dict[str, object]]]:
    """Return what somebody must make sure of: an hour we do not read, or one that was changed."""
    return [said for idea in queries.behind(traced) for said in _warns_of(idea)]


def _warns_of(idea: Idea) -> list[tuple[StrEnum, dict[str, object]]]:
    found: list[tuple[StrEnum, dict[str, object]]] = []
    if idea.not_before and not idea.not_before_at:
        found.append((TooEarly.UNREAD, {"words": idea.not_before}))
    if idea.first_not_before not in ("", idea.not_before):
        name = accounts.names().get(idea.put_off_by or 0, "")
        said: dict[str, object] = {
            "first": idea.first_not_before,
            "words": idea.not_before or "…",
            "name": name,
        }
        found.append((TooEarly.CHANGED, said))
    return found


def until(traced: Traced) -> datetime | None:
    """Return the instant before which a text must not leave."""
    hours = [each.not_before_at for each in queries.behind(traced) if each.not_before_at]
    return max(hours, default=None)
