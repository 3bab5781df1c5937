"""The calendar in one's own program, under a private address."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.accounts.service import subscriptions
from comms.adapters import ics
from comms.adapters.ics import Event, Standing
from comms.calendar import queries
from comms.calendar.forms import KEY_DATES
from comms.calendar.routes.blueprint import SIGNS, bp, way_to
from comms.calendar.routes.marking import own_marks
from comms.calendar.rules import Month, key_dates
from comms.calendar.rules.days import Sort
from comms.core import clock, options, panels, settings
from comms.core.languages import association_zone, gettext, speaking
from comms.core.rights import Actor, Right
from comms.core.web import current_member, needs
from comms.pieces import queries as pieces
from comms.pieces.routes.standing import words_of
from comms.pieces.rules.states import State

PURPOSE = "calendar"
BACK, AHEAD = timedelta(days=92), timedelta(days=366)  # what a subscription shows
STANDINGS = {
    State.SCHEDULED: Standing.SURE,
    State.PUBLISHED: Standing.SURE,
    State.DROPPED: Standing.OFF,
}


@bp.get("/calendar/subscribe")
@needs(Right.READ_CALENDAR)
def subscribe() -> str:
    """Show how to have the calendar in one's own program."""
    return _subscription()


def _subscription(**shown: object) -> str:
    since = accounts.address_since(PURPOSE, current_member().id)
    return render_template("calendar/subscribe.html", since=since, **shown)


@bp.post("/calendar/subscribe")
@needs(Right.READ_CALENDAR)
def open_address() -> str:
    """Make a private address, shown this once; the one before opens no more."""
    secret = subscriptions.open_one(PURPOSE, actor=current_member())
    return _subscription(address=settings.current().public_url + url_for(".feed", secret=secret))


@bp.post("/calendar/subscribe/close")
@needs(Right.READ_CALENDAR)
def close_address() -> ResponseReturnValue:
    """Take one's private address back."""
    subscriptions.close_one(PURPOSE, actor=current_member())
    flash(gettext("L’adresse de votre calendrier n’ouvre plus rien."))
    return redirect(url_for(".subscribe"), 303)


@bp.get("/calendar/feed/<secret>.ics")
def feed(secret: str) -> Response:
    """Give titles, states and hours, and no other word, to whoever holds the private address."""
    reader = accounts.reader_of(PURPOSE, secret)
    if reader is None:
        abort(404)
    with speaking(reader.lang):
        name = options.get("association") or "Porte-voix"
        actor = accounts.actor(reader)
        events = (*events_of(actor.may(Right.READ)), *_marks(actor))
        made = ics.write(gettext("Diffusion : %(name)s", name=name), events)
    head = {"Cache-Control": "private, max-age=600", "Referrer-Policy": "no-referrer"}
    return Response(made, mimetype="text/calendar", headers=head)


def events_of(may_read: bool) -> Iterator[Event]:
    """Yield what has an hour, and the days that matter, from three months back to a year on."""
    zone, now, house = association_zone(), clock.now(), settings.current().public_url
    host = urlsplit(house).hostname
    for piece in pieces.between(now - BACK, now + AHEAD):
        title = piece.title or gettext("Sans titre")
        if piece.due_at:
            yield Event(
                uid=f"piece-{piece.id}@{host}",
                title=f"{SIGNS.get(piece.kind, '◦')} {title} ({words_of(piece)[0]})",
                at=piece.due_at,
                changed_at=piece.touched_at,
                url=house + way_to(piece) if may_read else "",
                version=piece.number,
                standing=STANDINGS.get(State(piece.state), Standing.OPEN),
            )
    yield from _key_days(Month.of(clock.today(zone)), zone, host)


def _marks(actor: Actor) -> Iterator[Event]:
    """Yield what other rooms put on days: an answer that is due, a hearing."""
    today, house = clock.today(association_zone()), settings.current().public_url
    first, last = today - BACK, today + AHEAD
    for mark in (*own_marks(first, last), *panels.calendar_marks(first, last, actor)):
        if not mark.key:
            continue
        yield Event(
            uid=f"{mark.key}@{urlsplit(house).hostname}",
            title=mark.title,
            at=mark.at or mark.day,
            changed_at=datetime(mark.day.year, 1, 1, tzinfo=UTC),
            url=house + mark.url,
        )


def _key_days(first: Month, zone: ZoneInfo, host: str | None) -> Iterator[Event]:
    hidden = set(options.get("hidden_dates"))
    for count in range(-3, 13):
        for on, names in key_dates(first.turned(count), zone).items():
            for name in names:
                if str(name) not in hidden:
                    yield _whole_day(f"{name}-{on.year}@{host}", str(KEY_DATES[name]), on)
    for each in queries.dated():
        if each.sort is Sort.DAY:
            for on in each.between(first.turned(-3).first, first.turned(13).first):
                yield _whole_day(f"day-{each.id}-{on.year}@{host}", each.name, on)


def _whole_day(uid: str, title: str, on: date) -> Event:
    return Event(uid=uid, title=title, at=on, changed_at=datetime(on.year, 1, 1, tzinfo=UTC))
