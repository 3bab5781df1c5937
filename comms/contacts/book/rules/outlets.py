"""Newsrooms, partners, institutions as typed, and which desk answers at an hour."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from comms.contacts.book.rules.kinds import Medium
from comms.core.text import fold

_HOUR = re.compile(r"([01]?\d|2[0-3])\s*[h:]\s*([0-5]\d)?")
DAYS = "1234567"


class OutletWrong(StrEnum):
    """Why a newsroom or one of its desks is not kept."""

    NO_NAME = "outlet.no_name"
    KNOWN = "outlet.known"
    OWN_EDITION = "outlet.own_edition"
    NO_DAYS = "duty.no_days"
    BAD_HOURS = "duty.bad_hours"
    BAD_PHONE = "duty.bad_phone"


@dataclass(frozen=True)
class OutletWords:
    """A newsroom as typed; `parent` names the one it is an edition of."""

    name: str = ""
    medium: Medium = Medium.UNKNOWN
    rhythm: str = ""
    territory: str = ""
    deadline: str = ""
    site: str = ""
    domain: str = ""
    handles: str = ""
    parent: str = ""


@dataclass(frozen=True)
class DutyWords:
    """A desk as typed: days, hours of its own zone, a number."""

    days: str = ""
    start: str = ""
    end: str = ""
    label: str = ""
    phone: str = ""


class OnDuty(Protocol):
    """What a rule asks of a desk."""

    @property
    def days(self) -> str:
        """Return its days: Monday is 1."""

    @property
    def start(self) -> str:
        """Return the hour it begins, « 07:00 »."""

    @property
    def end(self) -> str:
        """Return the hour it ends."""


Desk = TypeVar("Desk", bound=OnDuty)


def read_hour(typed: str) -> str | None:
    """Read « 7 h 30 », « 7h », « 07:30 » as 07:30; None when it is no hour."""
    found = _HOUR.fullmatch(typed.strip().lower())
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else None


def read_days(chosen: Iterable[str]) -> str:
    """Return the days chosen, in order, each once."""
    return "".join(each for each in DAYS if each in set(chosen))


def is_on(desk: OnDuty, local: datetime) -> bool:
    """Say whether a desk answers at an hour of its zone; a night belongs to the day it began."""
    now, today = f"{local:%H:%M}", str(local.isoweekday())
    yesterday = str((local - timedelta(days=1)).isoweekday())
    if desk.start < desk.end:
        return today in desk.days and desk.start <= now < desk.end
    begins = today in desk.days and now >= desk.start
    return begins or (yesterday in desk.days and now < desk.end)


def answering(desks: Iterable[Desk], local: datetime) -> list[Desk]:
    """Return the desks that answer at an hour, the shortest watch first: it knows most."""
    return sorted((each for each in desks if is_on(each, local)), key=_length)


def _length(desk: OnDuty) -> int:
    return (_minutes(desk.end) - _minutes(desk.start)) % (24 * 60) or 24 * 60


def _minutes(hour: str) -> int:
    return int(hour[:2]) * 60 + int(hour[3:])


def bare_domain(typed: str) -> str:
    """Return the host of what was typed: « https://www.lavoix.fr/nord » is lavoix.fr."""
    host = re.sub(r"^[a-z]+://", "", typed.strip().casefold()).partition("/")[0]
    return host.removeprefix("www.").partition(":")[0]


def outlet_key(name: str) -> str:
    """Return what makes two newsrooms the same: the folded words of the name."""
    return " ".join(re.findall(r"[^\W_]+", fold(name)))
