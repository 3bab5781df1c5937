"""When alerts leave: gathered for a moment, never a storm, never long after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from comms.monitoring.watches.rules.paces import Pace

GATHERED = timedelta(seconds=15)  # what one poll brings leaves in one mail
WINDOW = timedelta(hours=1)
MOST_AN_HOUR = 10  # mails to one person; the rest waits for one that sums up
STALE = timedelta(days=7)  # news that could not leave for so long: let go, and who set it is told
MOST_SHOWN = 50  # mentions in one mail
MONDAY, FRIDAY = 0, 4
PROMISED = (Pace.DAILY, Pace.WEEKLY)  # that come at a promised hour and sum up


class Kind(StrEnum):
    """What an alert mail is."""

    ALERT = "alert"
    DIGEST = "digest"
    ASK = "ask"  # whether a guest wants any


class AlertWrong(StrEnum):
    """Why a person cannot decide so about an alert."""

    NO_SUCH_HOUR = "alert.no_such_hour"
    ALWAYS_QUIET = "alert.always_quiet"
    NO_SUCH_ZONE = "alert.no_such_zone"
    NOT_A_PLACE = "alert.not_a_place"
    NOT_AN_ADDRESS = "alert.not_an_address"
    GUEST_KNOWN = "alert.guest_known"
    GUEST_SAID_NO = "alert.guest_said_no"
    UNKNOWN_LINK = "alert.unknown_link"


@dataclass(frozen=True)
class Habits:
    """When a person wants mail. Hours are those of the clocks in `zone`."""

    zone: ZoneInfo
    hour: int = 8  # of a daily or weekly mail
    only_workdays: bool = False
    quiet: tuple[int, int] | None = None  # from one hour to before another, past midnight too
    even_empty: bool = False


def leaves_at(pace: Pace, habits: Habits, now: datetime) -> datetime:
    """Return when the next mail at a pace leaves: never in quiet hours, nor on a day off."""
    local, first = (now + GATHERED).astimezone(habits.zone), 0
    if pace is Pace.HOURLY:
        local = _full_hour(now.astimezone(habits.zone))
    if pace in PROMISED:
        first = habits.hour
        local = _at(now.astimezone(habits.zone), first)
        while local <= now or (pace is Pace.WEEKLY and local.weekday() != MONDAY):
            local = _next_day(local, first)
    return _spared(local, habits, first).astimezone(UTC)


def _full_hour(local: datetime) -> datetime:
    """Return the next full hour; counted in UTC, for clocks may be turned meanwhile."""
    begun = local.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return (begun + timedelta(hours=1)).astimezone(local.tzinfo)


def _spared(local: datetime, habits: Habits, first: int) -> datetime:
    """Move an hour out of those when nothing may come; `first`: the hour a day begins with."""
    for _ in range(14):
        if habits.only_workdays and local.weekday() > FRIDAY:
            local = _next_day(local, first)
        elif habits.quiet and _is_quiet(local.hour, *habits.quiet):
            until = habits.quiet[1]
            local = _at(local, until) if local.hour < until else _next_day(local, until)
        else:
            break
    return local


def _is_quiet(hour: int, begins: int, ends: int) -> bool:
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends


def _at(local: datetime, hour: int) -> datetime:
    return local.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)


def _next_day(local: datetime, hour: int) -> datetime:
    return _at(local + timedelta(days=1), hour)


def tells_since(pace: Pace, last: datetime | None, now: datetime) -> datetime:
    """Return since when a mail that sums up tells of the watch: since the last, a week at most."""
    usual = timedelta(days=7) if pace is Pace.WEEKLY else timedelta(days=1)
    return max(last or now - usual, now - STALE)


def next_mail(recent: Sequence[datetime], now: datetime) -> tuple[Kind, datetime]:
    """Return what the next mail to a person is and when it leaves.

    `recent`: when the mails of the last hour were begun, in any order.
    """
    if len(recent) < MOST_AN_HOUR:
        return Kind.ALERT, now + GATHERED
    # When the hour has room again.
    return Kind.DIGEST, sorted(recent)[-MOST_AN_HOUR] + WINDOW
