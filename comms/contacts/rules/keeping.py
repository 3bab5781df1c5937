"""How long people are kept: three years after the last word from them, then they are asked."""

from datetime import datetime

YEARS = 3


def limit(now: datetime) -> datetime:
    """Return before which last word a person is asked whether they may be kept."""
    try:
        return now.replace(year=now.year - YEARS)
    except ValueError:  # 29 February
        return now.replace(year=now.year - YEARS, day=28)
