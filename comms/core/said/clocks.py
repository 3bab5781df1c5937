"""The hour of the clock a text names."""

import re

from comms.core.said.names import without

_CLOCK = (
    re.compile(r"\b(\d{1,2}) ?(?:h|heures?) ?(\d{2})?\b"),
    re.compile(r"\b(\d{1,2})[:.](\d{2}) ?(am|pm)?\b"),
    re.compile(r"\b(\d{1,2}) ?(am|pm)\b"),
)
_NOON = re.compile(r"\b(midi|noon|midday)\b")


def read_clock(text: str) -> tuple[tuple[int, int] | None, str]:
    """Return the hour and minute a text names, if any, and what is left of it."""
    if found := _NOON.search(text):
        return (12, 0), without(text, found)
    for clock in _CLOCK:
        if found := clock.search(text):
            parts = [each for each in found.groups() if each]
            half = parts.pop() if parts[-1] in ("am", "pm") else ""
            hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
            return _on_the_clock(hour, minute, half), without(text, found)
    return None, text


def _on_the_clock(hour: int, minute: int, half: str) -> tuple[int, int] | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None
