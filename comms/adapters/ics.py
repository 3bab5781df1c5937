"""Calendars as other programs read them (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from importlib import import_module

LASTS = timedelta(minutes=15)  # an hour to leave at is no meeting; a line of no length is not drawn
AGAIN = timedelta(hours=1)  # how often a program may ask anew (RFC 7986)


class Standing(StrEnum):
    """How sure it is (STATUS)."""

    SURE = "CONFIRMED"
    OPEN = "TENTATIVE"
    OFF = "CANCELLED"


@dataclass(frozen=True)
class Event:
    """Something at an instant in UTC, or on a whole day."""

    uid: str
    title: str
    at: datetime | date
    changed_at: datetime
    url: str = ""
    version: int = 0
    standing: Standing = Standing.SURE


def write(name: str, events: Iterable[Event]) -> bytes:
    """Return a calendar that programs subscribe to."""
    made = import_module("icalendar")  # only who subscribes carries it
    calendar = made.Calendar()
    calendar.add("prodid", "-//Porte-voix//calendar//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    for event in events:
        entry = made.Event()
        entry.add("uid", event.uid)
        entry.add("summary", event.title)
        entry.add("dtstart", event.at)
        if isinstance(event.at, datetime):
            entry.add("duration", LASTS)
        entry.add("dtstamp", event.changed_at)
        entry.add("last-modified", event.changed_at)
        entry.add("sequence", event.version)
        entry.add("status", event.standing.value)
        entry.add("transp", "TRANSPARENT")  # nobody is busy
        if event.url:
            entry.add("url", event.url)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
