"""What proves that a post made by hand is out."""

from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from comms.core.ways import Undecided, Way

OPEN = (Way.DUE, Way.MISSED, Way.DOUBTFUL)


class PublishingWrong(StrEnum):
    """Why a dispatch cannot be decided so."""

    NOT_AN_ADDRESS = "dispatch.not_an_address"
    NEEDS_ADDRESS = "dispatch.needs_address"
    HOUR_AHEAD = "dispatch.hour_ahead"
    NOT_YET = "dispatch.not_yet"
    ANOTHER_DAY = "dispatch.another_day"


def obstacles_to_proof(
    *,
    state: str,
    due_at: datetime,
    has_address: bool,
    url: str,
    said_at: datetime | None,
    now: datetime,
) -> list[PublishingWrong | Undecided]:
    """Return what keeps a proof from counting: an address where one exists, else a word."""
    found: list[PublishingWrong | Undecided] = []
    if state not in OPEN:
        found.append(Undecided.NOT_WAITING)
    elif due_at > now:
        found.append(PublishingWrong.NOT_YET)
    if url and not is_address(url):
        found.append(PublishingWrong.NOT_AN_ADDRESS)
    if has_address and not url:
        found.append(PublishingWrong.NEEDS_ADDRESS)
    if said_at is not None and said_at > now + timedelta(minutes=5):
        found.append(PublishingWrong.HOUR_AHEAD)
    return found


def is_address(text: str) -> bool:
    """Say whether a text is the address of a page: http or https, a host, nothing hidden in it."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # read here: a port that is none is a ValueError
    except ValueError:
        return False
    has_blank = any(sign.isspace() or not sign.isprintable() for sign in text)
    return (
        parts.scheme in {"http", "https"}
        and "." in (parts.hostname or "").strip(".")
        and "@" not in parts.netloc
        and not has_blank
    )
