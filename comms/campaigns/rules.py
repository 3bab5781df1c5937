"""What a campaign must have, and how far its period has come."""

from datetime import date
from enum import StrEnum

LONGEST = 2000  # characters of a goal


class CampaignWrong(StrEnum):
    """Why a campaign cannot be kept so."""

    NO_NAME = "campaign.no_name"
    BAD_DATE = "campaign.bad_date"
    ENDS_FIRST = "campaign.ends_first"
    TOO_LONG = "campaign.too_long"
    CLOSED = "campaign.closed"


def obstacles(
    name: str, goal: str, starts_on: date | None, ends_on: date | None, audiences: str = ""
) -> list[CampaignWrong]:
    """Return everything that is wrong, so that the page can say it all at once."""
    found = []
    if not name.strip():
        found.append(CampaignWrong.NO_NAME)
    if len(name) > 200 or len(goal) > LONGEST or len(audiences) > LONGEST:
        found.append(CampaignWrong.TOO_LONG)
    if starts_on and ends_on and ends_on < starts_on:
        found.append(CampaignWrong.ENDS_FIRST)
    return found


def elapsed(starts_on: date | None, ends_on: date | None, today: date) -> float | None:
    """Return how much of a period lies behind, from 0 to 1; None without both its days."""
    if starts_on is None or ends_on is None:
        return None
    length = (ends_on - starts_on).days + 1
    return min(1.0, max(0.0, (today - starts_on).days / length))
