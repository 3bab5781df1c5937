"""Hours and days as people say them, in French or English: « jeudi 6 h », “yesterday”.

Both languages are read whatever the reader's: an intern says « jeudi 6 am » too. A day without an
hour, or an hour without a day that is already past, is refused and never guessed. What was
understood is read back in full by whoever asks.
"""

import re
from datetime import date, datetime, timedelta

from comms.core.hours import HourWrong
from comms.core.refusal import Refused
from comms.core.said.clocks import read_clock
from comms.core.said.days import day_gone, day_named, delay, months_after
from comms.core.said.names import COUNT, COUNTS, WEEKDAY, WEEKDAYS, without
from comms.core.text import fold

__all__ = ["delay", "months_after", "read", "read_day", "read_weekly"]

# Says nothing more of the hour than the hour itself does; « demain matin » alone has no hour.
_FILLERS = {
    "le", "a", "au", "the", "at", "on", "of", "de", "du", "et", "ce", "matin", "soir", "morning",
    "evening", "afternoon", "in", "prochain", "next", "this", "heure", "heures", "apres", "midi",
}  # fmt: skip
_IN = re.compile(rf"\b(?:dans|in) {COUNT} ?(minutes?|min|mn|heures?|hours?|h)\b")
_SINCE = re.compile(
    rf"il y a {COUNT} ?(minutes?|min|mn|heures?|h)|{COUNT} ?(minutes?|min|hours?|h) ago"
)
_NOW = {"maintenant", "a l instant", "tout de suite", "now", "just now"}
_WEEKLY = re.compile(rf"\b({WEEKDAYS})s?\b")
_EVERY = {"chaque", "tous", "les", "every", "each"}
_BETWEEN = re.compile(r"[,'](?!\d)|-(?!\d)|(?<!\d)-|(?<=\d)t(?=\d)")


def read(text: str, now: datetime, *, back: bool = False) -> str:
    """Return the hour people meant as `2030-03-14T06:00`, on the clock of `now`'s own zone.

    `back`: it is over, so that « 9 h » is this morning, and « maintenant » and « hier » are heard.

    Raises:
        Refused: it is not understood, it lacks its day or its hour, or its parts contradict.
    """
    left = " ".join(_BETWEEN.sub(" ", fold(text)).split())
    if found := (_SINCE if back else _IN).fullmatch(left):
        count, unit = (each for each in found.groups() if each)
        return _after(now, COUNTS.get(count) or int(count), unit, -1 if back else 1)
    if back and left in _NOW:
        return _after(now, 0, "m")
    day, left = day_gone(left, now.date()) if back else (None, left)
    if day is None:
        day, left = day_named(left, now, back=back)
    hour, left = read_clock(left)
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
    day, left = day_gone(left, now.date())
    if day is None:
        day, left = day_named(left, now, back=back)
    _, left = read_clock(left)
    if day is None or set(left.split()) - _FILLERS:
        raise Refused(HourWrong.UNREADABLE, wall=text[:40])
    return day


def read_weekly(text: str) -> tuple[int, str]:
    """Return the weekday (0 is Monday) and the hour of « lundi 9 h », “Mondays at 9am”.

    Raises:
        Refused: it is not understood, or lacks its day or its hour.
    """
    left = " ".join(_BETWEEN.sub(" ", fold(text)).split())
    named = _WEEKLY.search(left)
    hour, left = read_clock(without(left, named))
    if named is None or hour is None or set(left.split()) - _FILLERS - _EVERY:
        raise Refused(HourWrong.UNREADABLE, wall=text[:40])
    return WEEKDAY[named[1]], f"{hour[0]:02d}:{hour[1]:02d}"


def _after(now: datetime, count: int, unit: str, sign: int = 1) -> str:
    length = sign * (timedelta(minutes=count) if unit[0] == "m" else timedelta(hours=count))
    return (now + length).replace(tzinfo=None).isoformat(timespec="minutes")
