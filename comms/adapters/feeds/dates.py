"""Reading dates as feeds write them: an instant, and how far it is to be believed."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from comms.adapters.feeds.values import Trust

PAST, AHEAD = timedelta(days=30 * 365.25), timedelta(days=2)
_FARTHEST = timedelta(hours=14)  # from Greenwich
Read = tuple[datetime, Trust]

_MAIL = re.compile(
    r"(?:[A-Za-z]{2,9}\.?,?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?[\s-]+(\d{4}|\d{2})"
    r"(?:\s+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?)?\s*([A-Za-z+-][\w:+/-]{0,30})?\s*(?:\(.{0,40}\))?"
)
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T\s]+(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?)?\s*(\S.{0,20})?",
    re.IGNORECASE,
)
_SHORT_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_NUMBERS = re.compile(
    r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})"
    r"(?:,?\s+(?:à\s+)?(\d{1,2})[:h](\d{2})?(?::(\d{2}))?\s*([AaPp]\.?[Mm]\.?)?)?\s*(\S.{0,20})?"
)
_ZONE = re.compile(r"(?:GMT|UTC|UT)?\s*([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+\.?|\d+(?::\d+)+|\d+|[+-]\d\d:?\d\d", re.UNICODE)
_CLOCK = re.compile(
    r"(\d{1,2})\s*(?::|h|uhr\s)\s*(\d{2})?(?::(\d{2}))?\s*([ap]\.?m\b\.?)?", re.IGNORECASE
)
_ZONES = {
    **dict.fromkeys(("GMT", "UTC", "UT", "Z", "WET", "ETC/GMT", "ETC/UTC"), 0),
    **dict.fromkeys(("BST", "WEST", "CET", "MET", "MEZ", "WAT"), 60),
    **dict.fromkeys(("CEST", "MEST", "MESZ", "EET", "CAT", "SAST"), 120),
    **dict.fromkeys(("EEST", "MSK", "EAT", "AST3"), 180),
    "EST": -300,
    "EDT": -240,
    "CST": -360,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
    "AST": -240,
    "ADT": -180,
    "NST": -210,
    "NDT": -150,
    "AKST": -540,
    "AKDT": -480,
    "HST": -600,
    "JST": 540,
    "KST": 540,
    "IST": 330,
    "AEST": 600,
    "AEDT": 660,
    "ACST": 570,
    "AWST": 480,
    "NZST": 720,
    "NZDT": 780,
}
_MONTHS = {
    1: "january janvier janv januar jänner jan gennaio enero januari",
    2: "february février fevrier févr fevr fév fev februar feb febbraio febrero februari",
    3: "march mars märz maerz mär mrz mar marzo maart",
    4: "april avril avr apr aprile abril",
    5: "may mai maggio mayo mei",
    6: "june juin juni jun giugno junio",
    7: "july juillet juil juli jul luglio julio",
    8: "august août aout aug agosto augustus",
    9: "september septembre sept sep settembre septiembre setiembre",
    10: "october octobre oct oktober okt ottobre octubre",
    11: "november novembre nov noviembre",
    12: "december décembre decembre déc dec dezember dez dicembre diciembre",
}
_ENGLISH = {
    name: number
    for number, names in _MONTHS.items()
    for name in (names.split()[0], names.split()[0][:3])
} | {"sept": 9}
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}


def read_date(written: str, now: datetime) -> Read | None:
    """Return the instant a date means, or None when it means none anyone can believe."""
    read = _by_whole_iso(written) or _read(" ".join(written[:120].split()))
    if read is None or not now - PAST <= read[0] <= now + AHEAD:
        return None
    return read


@lru_cache(maxsize=8192)
def _read(text: str) -> Read | None:
    for form in (
        _by_whole_iso,
        _by_mail,
        _by_count,
        _by_iso,
        _by_short_iso,
        _by_numbers,
        _by_names,
    ):
        try:
            if read := form(text):
                return read
        except (ValueError, OverflowError):
            return None  # it has this form, and names no day: no other form may guess at it
    return None


def _by_mail(text: str) -> Read | None:
    """« Tue, 05 Mar 2024 14:30:00 +0100 » (RFC 822), in English."""
    if not (found := _MAIL.fullmatch(text)):
        return None
    day, name, year, hour, minute, second, zone = found.groups()
    if (month := _ENGLISH.get(name.lower())) is None:
        return None
    offset = _offset(zone)
    moment = _moment(_year(year), month, int(day), hour, minute, second)
    return _placed(moment, offset, is_exact=hour is not None)


def _by_whole_iso(text: str) -> Read | None:
    """« 2024-03-05T14:30:00+01:00 », with all its parts, as machines write it: the quick way."""
    if len(text) not in {20, 25} or text[4:17:3] != "--T::":
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is UTC:
            return moment, Trust.STATED
        ahead = moment.utcoffset()
        if ahead is None or abs(ahead) > _FARTHEST:
            return None
        return moment.astimezone(UTC), Trust.STATED
    except (ValueError, OverflowError):
        return None  # « 24:00 » and leap seconds: another form knows them


def _by_iso(text: str) -> Read | None:
    """« 2024-03-05T14:30:00+01:00 », with a space for the T too."""
    if not (found := _ISO.fullmatch(text)):
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    moment = _moment(int(year), int(month), int(day), hour, minute, second)
    return _placed(moment, _offset(zone), is_exact=hour is not None)


def _by_count(text: str) -> Read | None:
    """Seconds or milliseconds since 1970: an instant without a doubt about its zone."""
    if not (text.isascii() and text.isdecimal() and len(text) in {9, 10, 13}):
        return None
    seconds = int(text) // (1000 if len(text) == 13 else 1)
    return datetime.fromtimestamp(seconds, UTC), Trust.STATED


def _by_short_iso(text: str) -> Read | None:
    if not (found := _SHORT_ISO.fullmatch(text)):
        return None
    year, month, day = (int(each or 1) for each in found.groups())
    return datetime(year, month, day, tzinfo=UTC), Trust.GUESSED


def _by_numbers(text: str) -> Read | None:
    """« 05/01/2026 14:30 » is the 5th of January; « 2016/6/29 » begins with its year."""
    if not (found := _NUMBERS.fullmatch(text)):
        return None
    first, second, third, hour, minute, seconds, half, zone = found.groups()
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
    else:
        day, month, year = int(first), int(second), _year(third)
        if month > 12 >= day:  # only the American order makes a date of it
            day, month = month, day
    moment = _moment(year, month, day, _of_half(hour, half), minute, seconds)
    return _placed(moment, _offset(zone), is_exact=False)


def _by_names(text: str) -> Read | None:
    """« mar. 5 mars 2024 à 14 h 30 », « Dienstag, 5. März 2024 14:30 Uhr », « March 5, 2024 »."""
    clock = _CLOCK.search(text)
    rest = text[: clock.start()] + " " + text[clock.end() :] if clock else text
    words = _WORD.findall(rest)
    # The last name wins: « mar. » before it is a mardi.
    months = [month for word in words if (month := _MONTH_OF.get(word.lower().rstrip(".")))]
    numbers = [int(word) for word in words if word.isdecimal() and len(word) in {1, 2, 4}]
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if number <= 31]
    if not months or len(years) != 1 or not days:
        return None
    hour, minute, seconds, half = clock.groups() if clock else (None, None, None, None)
    moment = _moment(
        _year(str(years[0])), months[-1], days[0], _of_half(hour, half), minute, seconds
    )
    return _placed(moment, _offset(words[-1] if clock else None), is_exact=False)


def _year(written: str) -> int:
    """Two figures mean the nearest century (RFC 2822, 4.3)."""
    year = int(written)
    if len(written) > 2:
        return year
    return year + (2000 if year < 50 else 1900)


def _of_half(hour: str | None, half: str | None) -> str | None:
    if not hour or not half:
        return hour
    return str(int(hour) % 12 + (12 if half[0] in "pP" else 0))


def _moment(
    year: int, month: int, day: int, hour: str | None, minute: str | None, second: str | None
) -> datetime:
    """Return the wall clock; 24:00 is the next day, a leap second its last ordinary one."""
    hours, minutes, seconds = int(hour or 0), int(minute or 0), min(int(second or 0), 59)
    whole = hours == 24 and minutes == 0 and seconds == 0
    moment = datetime(year, month, day, 0 if whole else hours, minutes, seconds, tzinfo=UTC)
    return moment + timedelta(days=1) if whole else moment


def _placed(moment: datetime, offset: int | None, *, is_exact: bool) -> Read:
    trust = Trust.STATED if is_exact and offset is not None else Trust.GUESSED
    return moment - timedelta(minutes=offset or 0), trust


def _offset(zone: str | None) -> int | None:
    """Return the minutes ahead of UTC, None when no zone we know is named."""
    if not zone:
        return None
    name = zone.strip().upper()
    if name in _ZONES:
        return _ZONES[name]
    if not (found := _ZONE.fullmatch(name)):
        return None
    sign, hours, minutes = found.groups()
    ahead = int(hours) * 60 + int(minutes or 0)
    if timedelta(minutes=ahead) > _FARTHEST:
        raise ValueError("no place is so far from Greenwich")
    return ahead if sign == "+" else -ahead
