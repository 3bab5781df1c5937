"""By which clock a person lives and a newsroom closes its pages, as far as a card tells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

import phonenumbers
from phonenumbers import timezone

from comms.contacts.book.rules.addresses import known_region
from comms.core.text import fold

# Of countries with one clock; elsewhere the telephone tells.
_ZONES = {
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "BE": "Europe/Brussels",
    "CH": "Europe/Zurich",
    "DE": "Europe/Berlin",
    "LU": "Europe/Luxembourg",
    "NL": "Europe/Amsterdam",
    "IT": "Europe/Rome",
    "ES": "Europe/Madrid",
    "IE": "Europe/Dublin",
}
_HOUR = (
    r"(?:(?<![\d,.])([01]?\d|2[0-3])\s*(?:h(?:\s*([0-5]\d))?(?!\w)|:\s*([0-5]\d))"
    r"(?:\s*([ap])\.?m)?)"
)
_PLAIN = r"(?:(?<![\d,.])(1[0-2]|0?[1-9])(?::([0-5]\d))?\s*([ap])\.?m\b)"
_CLOCK = re.compile(f"{_HOUR}|{_PLAIN}", re.IGNORECASE)
_BARE = re.compile(r"(?<![\d:])(\d{1,2})(?=\s*(?:-|–|—|à)\s*\d{1,2}\s*h)")  # « 16 – 18 h »
_BETWEEN = re.compile(r"\s*(?:-|–|—|→|à|a|et|to|and|until|jusqu’à|jusqu'à)\s*", re.IGNORECASE)
_DAYS = (
    ("1", r"lundis?|mondays?"),
    ("2", r"mardis?|tuesdays?"),
    ("3", r"mercredis?|wednesdays?"),
    ("4", r"jeudis?|thursdays?"),
    ("5", r"vendredis?|fridays?"),
    ("6", r"samedis?|saturdays?"),
    ("7", r"dimanches?|sundays?"),
)
BEFORE = timedelta(hours=1)  # « bouclage 18 h »: nobody listens in the hour before


def zone_of(country: str, phones: Iterable[str]) -> str | None:
    """Return the zone a person lives in, by country, else by telephone; None when neither tells."""
    if zone := _zone_of_country(country):
        return zone
    return next(filter(None, map(_zone_of_number, phones)), None)


@lru_cache(maxsize=1_000)
def _zone_of_country(country: str) -> str | None:
    return _ZONES.get(known_region(country) or "")


@lru_cache(maxsize=20_000)  # a list of 800 is looked at again and again before it is written to
def _zone_of_number(number: str) -> str | None:
    try:
        zones = timezone.time_zones_for_number(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return None
    if "Europe/London" in zones:  # its islands keep the same hour
        return "Europe/London"
    return zones[0] if len(zones) == 1 and zones[0] != timezone.UNKNOWN_TIMEZONE else None


@dataclass(frozen=True)
class Closing:
    """Hours in which a newsroom closes its pages: « 17:00 » to « 18:30 » on some days."""

    start: str
    end: str
    days: str = "1234567"


@lru_cache(maxsize=1_000)
def closings(deadline: str) -> tuple[Closing, ...]:
    """Read « bouclage 17 h – 18 h 30, le jeudi 16 h »; of one hour alone, the hour before it."""
    found: list[Closing] = []
    for part in re.split(r"[;\n]|,(?=\s*[^\W\d])|\s/\s", deadline):
        found += _closings(part)
    return tuple(found)


def _closings(part: str) -> list[Closing]:
    part = _BARE.sub(r"\1 h", part)
    days, hours = _days(part), list(_CLOCK.finditer(part))
    found, at = [], 0
    while at < len(hours):
        one, other = hours[at], hours[at + 1] if at + 1 < len(hours) else None
        if other and _BETWEEN.fullmatch(part, one.end(), other.start()):
            found.append(Closing(_read(one), _read(other), days))
            at += 2
            continue
        end = datetime.strptime(_read(one), "%H:%M")  # noqa: DTZ007 - an hour of any day
        found.append(Closing(f"{end - BEFORE:%H:%M}", _read(one), days))
        at += 1
    return found


def _days(part: str) -> str:
    said = fold(part)
    named = "".join(day for day, words in _DAYS if re.search(rf"\b(?:{words})\b", said))
    return named or Closing.days


def _read(hour: re.Match[str]) -> str:
    whole, minutes, other, half, short, after, of_day = hour.groups()
    number, half = int(whole or short), (half or of_day or "").lower()
    if half and number <= 12:
        number = number % 12 + (12 if half == "p" else 0)
    return f"{number:02}:{minutes or other or after or '00'}"


def is_closing(closing: Closing, local: datetime) -> bool:
    """Say whether a newsroom closes its pages at an hour of its zone; a night is of the eve."""
    now = f"{local:%H:%M}"
    today, before = str(local.isoweekday()), str((local - timedelta(days=1)).isoweekday())
    if closing.start <= closing.end:
        return today in closing.days and closing.start <= now < closing.end
    late = today in closing.days and now >= closing.start
    return late or (before in closing.days and now < closing.end)


def closes(deadlines: Sequence[str], local: datetime) -> bool:
    """Say whether any deadline as typed has its hours now."""
    return any(is_closing(each, local) for typed in deadlines for each in closings(typed))
