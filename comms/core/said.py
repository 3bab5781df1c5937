"""Hours and days as people say them, in French or English: « jeudi 6 h », “yesterday”.

Both languages are read whatever the reader's: an intern says « jeudi 6 am » too. A day without an
hour, or an hour without a day that is already past, is refused and never guessed. What was
understood is read back in full by whoever asks.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from comms.core.hours import HourWrong
from comms.core.refusal import Refused
from comms.core.text import fold

_WEEKDAYS = (
    ("lundi", "lun", "monday", "mon"),
    ("mardi", "tuesday", "tue", "tues"),
    ("mercredi", "mer", "wednesday", "wed"),
    ("jeudi", "jeu", "thursday", "thu", "thur", "thurs"),
    ("vendredi", "ven", "friday", "fri"),
    ("samedi", "sam", "saturday", "sat"),
    ("dimanche", "dim", "sunday", "sun"),
)
_MONTHS = (
    ("janvier", "janv", "january", "jan"),
    ("fevrier", "fev", "fevr", "february", "feb"),
    ("mars", "march", "mar"),
    ("avril", "avr", "april", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "juil", "july", "jul"),
    ("aout", "august", "aug"),
    ("septembre", "sept", "september", "sep"),
    ("octobre", "oct", "october"),
    ("novembre", "nov", "november"),
    ("decembre", "dec", "december"),
)
WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
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
_COUNTS = {
    "un": 1, "une": 1, "a": 1, "an": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3,
    "quatre": 4, "four": 4, "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8,
    "eight": 8, "neuf": 9, "nine": 9, "dix": 10, "ten": 10, "douze": 12, "twelve": 12, "quinze": 15,
}  # fmt: skip
# Says nothing more of the hour than the hour itself does; « demain matin » alone has no hour.
_FILLERS = {
    "le", "a", "au", "the", "at", "on", "of", "de", "du", "et", "ce", "matin", "soir", "morning",
    "evening", "afternoon", "in", "prochain", "next", "this", "heure", "heures", "apres", "midi",
}  # fmt: skip

_months = "|".join(sorted(MONTH, key=len, reverse=True))
_weekdays = "|".join(sorted(WEEKDAY, key=len, reverse=True))
_count = rf"(\d{{1,3}}|{'|'.join(_COUNTS)})"
_length = rf"{_count} ?(jours?|j|days?|semaines?|s|weeks?|mois|m|months?|ans?|annees?|years?)"
_IN = re.compile(rf"\b(?:dans|in) {_count} ?(minutes?|min|mn|heures?|hours?|h)\b")
_SINCE = re.compile(
    rf"il y a {_count} ?(minutes?|min|mn|heures?|h)|{_count} ?(minutes?|min|hours?|h) ago"
)
_NOW = {"maintenant", "a l instant", "tout de suite", "now", "just now"}
_IN_DAYS = re.compile(rf"\b(?:dans|in) {_length}\b")
_AGO = (re.compile(rf"\bil y a {_length}\b"), re.compile(rf"\b{_length} ago\b"))
_DELAY = re.compile(
    rf"(?:sous |within )?(?:{_length}|(\d{{1,3}}))(?: (?:apres|plus tard|later|after))?"
)
_LAST = re.compile(rf"\b(?:({_weekdays}) (?:dernier|passe)|last ({_weekdays}))\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMBERS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?(?![\d:h])\.?")
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:er|e|st|nd|rd|th)? (?:of )?({_months})\b(?:,? (\d{{4}}))?"
)
_MONTH_DAY = re.compile(rf"\b({_months}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?![:h/])(?:,? (\d{{4}}))?")
_DAY = re.compile(r"\b(?:le|the) (\d{1,2})(?:er|st|nd|rd|th)?\b(?! ?[h:/]|\d)")
_NAMED = re.compile(rf"\b({_weekdays})\b(?: (?:prochain|next))?( en huit| week)?")
_WEEKLY = re.compile(rf"\b({_weekdays})s?\b")
_EVERY = {"chaque", "tous", "les", "every", "each"}
_CLOCK = (
    re.compile(r"\b(\d{1,2}) ?(?:h|heures?) ?(\d{2})?\b"),
    re.compile(r"\b(\d{1,2})[:.](\d{2}) ?(am|pm)?\b"),
    re.compile(r"\b(\d{1,2}) ?(am|pm)\b"),
)
_BETWEEN = re.compile(r"[,'](?!\d)|-(?!\d)|(?<!\d)-|(?<=\d)t(?=\d)")
_NOON = re.compile(r"\b(midi|noon|midday)\b")


def read(text: str, now: datetime, *, back: bool = False) -> str:
    """Return the hour people meant as `2030-03-14T06:00`, on the clock of `now`'s own zone.

    `back`: it is over, so that « 9 h » is this morning, and « maintenant » and « hier » are heard.

    Raises:
        Refused: it is not understood, it lacks its day or its hour, or its parts contradict.
    """
    left = " ".join(_BETWEEN.sub(" ", fold(text)).split())
    if found := (_SINCE if back else _IN).fullmatch(left):
        count, unit = (each for each in found.groups() if each)
        return _after(now, _COUNTS.get(count) or int(count), unit, -1 if back else 1)
    if back and left in _NOW:
        return _after(now, 0, "m")
    day, left = _read_gone(left, now.date()) if back else (None, left)
    if day is None:
        day, left = _read_day(left, now, back=back)
    hour, left = _read_clock(left)
    if hour is None or set(left.split()) - _FILLERS:
        raise Refused(HourWrong.UNREADABLE, wall=text[:40])
    if day is None:
        day = now.date()
        is_over = hour <= (now.hour, now.minute)
        if is_over is not back:  # today is past, and tomorrow was not said; or the other way
            raise Refused(HourWrong.UNREADABLE, wall=text[:40])
    return f"{day.isoformat()}T{hour[0]:02d}:{hour[1]:02d}"


def read_day(text: str, now: datetime, *, back: bool = False) -> date:
    """Return the day people meant: « jeudi », « 12/3 », “tomorrow”; an hour said with it is let go.

    What is over may be said too: « hier », « il y a un mois », “last Monday”. `back`: the day is
    over, so that « jeudi » and « 12/3 » mean the last one, today included.

    Raises:
        Refused: it is not understood, or its parts contradict.
    """
    left = " ".join(_BETWEEN.sub(" ", fold(text)).split())
    day, left = _read_gone(left, now.date())
    if day is None:
        day, left = _read_day(left, now, back=back)
    _, left = _read_clock(left)
    if day is None or set(left.split()) - _FILLERS:
        raise Refused(HourWrong.UNREADABLE, wall=text[:40])
    return day


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
    number = sign * (_COUNTS.get(count) or int(count))
    try:
        if unit[0] in "my" or unit.startswith("an"):
            return months_after(day, number * (1 if unit[0] == "m" else 12))
        return day + timedelta(days=number * (7 if unit[0] in "sw" else 1))
    except (ValueError, OverflowError) as wrong:
        raise Refused(HourWrong.UNREADABLE, wall=f"{count} {unit}"[:40]) from wrong


def read_weekly(text: str) -> tuple[int, str]:
    """Return the weekday (0 is Monday) and the hour of « lundi 9 h », “Mondays at 9am”.

    Raises:
        Refused: it is not understood, or lacks its day or its hour.
    """
    left = " ".join(_BETWEEN.sub(" ", fold(text)).split())
    named = _WEEKLY.search(left)
    hour, left = _read_clock(_without(left, named))
    if named is None or hour is None or set(left.split()) - _FILLERS - _EVERY:
        raise Refused(HourWrong.UNREADABLE, wall=text[:40])
    return WEEKDAY[named[1]], f"{hour[0]:02d}:{hour[1]:02d}"


def _after(now: datetime, count: int, unit: str, sign: int = 1) -> str:
    length = sign * (timedelta(minutes=count) if unit[0] == "m" else timedelta(hours=count))
    return (now + length).replace(tzinfo=None).isoformat(timespec="minutes")


def _read_gone(text: str, today: date) -> tuple[date | None, str]:
    """Return the day a text names that is over, if any, and what is left of it."""
    for name, days in _GONE.items():
        if re.search(rf"\b{name}\b", text):
            return today - timedelta(days=days), re.sub(rf"\b{name}\b", " ", text)
    for ago in _AGO:
        if found := ago.search(text):
            return _later(today, found[1], found[2], -1), _without(text, found)
    if found := _LAST.search(text):
        number = WEEKDAY[found[1] or found[2]]
        back = (today.weekday() - number - 1) % 7 + 1  # never today
        return today - timedelta(days=back), _without(text, found)
    return None, text


def _read_day(text: str, now: datetime, *, back: bool = False) -> tuple[date | None, str]:
    """Return the day a text names, if any, and what is left of it."""
    for name, days in _NEAR.items():
        if re.search(rf"\b{name}\b", text):
            return now.date() + timedelta(days=days), re.sub(rf"\b{name}\b", " ", text)
    weekday = _NAMED.search(text)
    rest = _without(text, weekday)
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
                return date(int(year) + (2000 if len(year) == 2 else 0), month, day), _without(
                    text, found
                )
            nearest = _gone if back else _coming
            return nearest(month, day, now.date()), _without(text, found)
        except ValueError as wrong:
            raise Refused(HourWrong.UNREADABLE, wall=text[:40]) from wrong
    if ahead := _IN_DAYS.search(text):
        return _later(now.date(), ahead[1], ahead[2]), _without(text, ahead)
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


def _read_clock(text: str) -> tuple[tuple[int, int] | None, str]:
    if found := _NOON.search(text):
        return (12, 0), _without(text, found)
    for clock in _CLOCK:
        if found := clock.search(text):
            parts = [each for each in found.groups() if each]
            half = parts.pop() if parts[-1] in ("am", "pm") else ""
            hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
            return _on_the_clock(hour, minute, half), _without(text, found)
    return None, text


def _on_the_clock(hour: int, minute: int, half: str) -> tuple[int, int] | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def _without(text: str, found: re.Match[str] | None) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}" if found else text
