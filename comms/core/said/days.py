"""The day a text names: near, dated, gone by, or so many weeks from another."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from comms.core.hours import HourWrong
from comms.core.refusal import Refused
from comms.core.said.names import COUNTS, LENGTH, MONTH, MONTHS, WEEKDAY, WEEKDAYS, without
from comms.core.text import fold

_NEAR = {
    "aujourd hui": 0, "aujourdhui": 0, "today": 0, "ce soir": 0, "tonight": 0, "ce matin": 0,
    "cet apres midi": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "apres demain": 2, "the day after tomorrow": 2, "day after tomorrow": 2,
    "demain": 1, "tomorrow": 1,
}  # fmt: skip
_GONE = {
    "avant hier": 2, "the day before yesterday": 2, "day before yesterday": 2,
    "hier": 1, "yesterday": 1,
}  # fmt: skip
_IN_DAYS = re.compile(rf"\b(?:dans|in) {LENGTH}\b")
_AGO = (re.compile(rf"\bil y a {LENGTH}\b"), re.compile(rf"\b{LENGTH} ago\b"))
_DELAY = re.compile(
    rf"(?:sous |within )?(?:{LENGTH}|(\d{{1,3}}))(?: (?:apres|plus tard|later|after))?"
)
_LAST = re.compile(rf"\b(?:({WEEKDAYS}) (?:dernier|passe)|last ({WEEKDAYS}))\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMBERS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?(?![\d:h])\.?")
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:er|e|st|nd|rd|th)? (?:of )?({MONTHS})\b(?:,? (\d{{4}}))?"
)
_MONTH_DAY = re.compile(rf"\b({MONTHS}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?![:h/])(?:,? (\d{{4}}))?")
_DAY = re.compile(r"\b(?:le|the) (\d{1,2})(?:er|st|nd|rd|th)?\b(?! ?[h:/]|\d)")
_NAMED = re.compile(rf"\b({WEEKDAYS})\b(?: (?:prochain|next))?( en huit| week)?")


def delay(text: str, since: date) -> date | None:
    """Return the day « 30 », « un mois » or “3 weeks” after another; None: it is no delay.

    Raises:
        Refused: no calendar has that day.
    """
    found = _DELAY.fullmatch(" ".join(fold(text).split()))
    if found is None:
        return None
    return _later(since, found[1] or found[3], found[2] or "j")


def months_after(day: date, count: int) -> date:
    """Return the same day so many months later or, below 0, earlier; or the last of that month."""
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def _later(day: date, count: str, unit: str, sign: int = 1) -> date:
    """Return the day so many days, weeks, months or years after another.

    Raises:
        Refused: no calendar has that day.
    """
    number = sign * (COUNTS.get(count) or int(count))
    try:
        if unit[0] in "my" or unit.startswith("an"):
            return months_after(day, number * (1 if unit[0] == "m" else 12))
        return day + timedelta(days=number * (7 if unit[0] in "sw" else 1))
    except (ValueError, OverflowError) as wrong:
        raise Refused(HourWrong.UNREADABLE, wall=f"{count} {unit}"[:40]) from wrong


def day_gone(text: str, today: date) -> tuple[date | None, str]:
    """Return the day a text names that is over, if any, and what is left of it."""
    for name, days in _GONE.items():
        if re.search(rf"\b{name}\b", text):
            return today - timedelta(days=days), re.sub(rf"\b{name}\b", " ", text)
    for ago in _AGO:
        if found := ago.search(text):
            return _later(today, found[1], found[2], -1), without(text, found)
    if found := _LAST.search(text):
        number = WEEKDAY[found[1] or found[2]]
        back = (today.weekday() - number - 1) % 7 + 1  # never today
        return today - timedelta(days=back), without(text, found)
    return None, text


def day_named(text: str, now: datetime, *, back: bool = False) -> tuple[date | None, str]:
    """Return the day a text names, if any, and what is left of it."""
    for name, days in _NEAR.items():
        if re.search(rf"\b{name}\b", text):
            return now.date() + timedelta(days=days), re.sub(rf"\b{name}\b", " ", text)
    weekday = _NAMED.search(text)
    rest = without(text, weekday)
    day, rest = _dated(rest, now, back=back)
    if weekday is None:
        return day, rest
    number = WEEKDAY[weekday[1]]
    if day is None and back:
        return now.date() - timedelta(days=(now.weekday() - number) % 7), rest
    if day is None:
        ahead = (number - now.weekday() - 1) % 7 + 1  # the coming one, never today
        return now.date() + timedelta(days=ahead + (7 if weekday[2] else 0)), rest
    if day.weekday() != number:
        raise Refused(HourWrong.UNREADABLE, wall=text[:40])
    return day, rest


def _dated(text: str, now: datetime, *, back: bool) -> tuple[date | None, str]:
    for found, year, month, day in _dates(text):
        try:
            if year:
                return date(int(year) + (2000 if len(year) == 2 else 0), month, day), without(
                    text, found
                )
            nearest = _gone if back else _coming
            return nearest(month, day, now.date()), without(text, found)
        except ValueError as wrong:
            raise Refused(HourWrong.UNREADABLE, wall=text[:40]) from wrong
    if ahead := _IN_DAYS.search(text):
        return _later(now.date(), ahead[1], ahead[2]), without(text, ahead)
    return None, text


def _dates(text: str) -> Iterator[tuple[re.Match[str], str | None, int, int]]:
    """Yield what reads as a date: the match, its year if said, its month (0: not said), its day."""
    if found := _ISO.search(text):
        yield found, found[1], int(found[2]), int(found[3])
    if found := _DAY_MONTH.search(text):
        yield found, found[3], MONTH[found[2]], int(found[1])
    if found := _MONTH_DAY.search(text):
        yield found, found[3], MONTH[found[1]], int(found[2])
    if found := _NUMBERS.search(text):
        yield found, found[3], int(found[2]), int(found[1])
    if found := _DAY.search(text):
        yield found, None, 0, int(found[1])


def _coming(month: int, day: int, today: date) -> date:
    """Return the next such day, today included; a month of 0 is the next that has it."""
    if month:
        this_year = date(today.year, month, day)
        return this_year if this_year >= today else date(today.year + 1, month, day)
    begin = today if day >= today.day else (today.replace(day=1) + timedelta(days=32))
    return begin.replace(day=day)


def _gone(month: int, day: int, today: date) -> date:
    """Return the last such day, today included; a month of 0 is the last that has it."""
    if month:
        this_year = date(today.year, month, day)
        return this_year if this_year <= today else date(today.year - 1, month, day)
    begin = today if day <= today.day else today.replace(day=1) - timedelta(days=1)
    return begin.replace(day=day)
