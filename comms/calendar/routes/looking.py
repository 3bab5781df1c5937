"""The calendar as a month, a week, columns or a list: what leaves when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from flask import abort, render_template, request, url_for

from comms.calendar import service
from comms.calendar.forms import COLUMNS, KEY_DATES, LOOKS, VIEWS
from comms.calendar.routes.blueprint import SIGNS, bp, way_to
from comms.calendar.rules import Month, Period, Week, key_dates, span
from comms.core import clock, panels
from comms.core.languages import association_zone, day, gettext, hour, yours
from comms.core.panels import Mark
from comms.core.rights import Actor, Right
from comms.core.web import current_member, needs
from comms.pieces import queries
from comms.pieces.forms import STATES
from comms.pieces.models import Piece


class View(StrEnum):
    """How the calendar is looked at."""

    GRID = ""
    WEEK = "week"
    COLUMNS = "columns"
    LIST = "list"


@dataclass(frozen=True)
class Chip:
    """One piece on its day; `url` is empty for who may not open it, `moves` for what may not."""

    hour: str
    yours: str  # the same on the clock of a reader who lives by another
    title: str
    lang: str
    sign: str
    state: str
    url: str
    moves: str  # where its new day is sent
    base: int


@dataclass(frozen=True)
class Day:
    """One day of the calendar."""

    date: date
    is_today: bool
    key_dates: tuple[str, ...]
    chips: tuple[Chip, ...]
    marks: tuple[Mark, ...] = ()  # what other rooms put there: an answer due, a hearing


@bp.get("/calendar")
@needs(Right.READ_CALENDAR)
def month() -> str:
    """Show a month or a week; guests see titles and states, and open nothing."""
    today = clock.today(association_zone())
    view, mine = _view(), _only_mine()
    shown = _period(view, today)
    days = _days(shown, today)
    return render_template(
        f"calendar/{VIEWS[view]}.html",
        view=view,
        days=days,
        blanks=shown.blanks() if isinstance(shown, Month) else (0, 0),
        columns=_columns(days) if view is View.COLUMNS else (),
        today=today,
        heading=_heading(shown),
        turns=_turns(shown, view),
        looks=[(str(LOOKS[each]), _address(each, mine=mine), each is view) for each in View],
        now=_address(view, mine=mine),
        is_now=today in shown.days(),
        others=_address(view, shown, mine=not mine),
        mine=mine,
        states=STATES,
        here=request.full_path,
    )


def _view() -> View:
    wish = request.args.get("view", "")
    return View(wish) if wish in list(View) else View.GRID


def _period(view: View, today: date) -> Month | Week:
    kind: type[Month] | type[Week] = Week if view is View.WEEK else Month
    wish = request.args.get("week" if view is View.WEEK else "month")
    shown = kind.read(wish) if wish else kind.of(today)
    if shown is None:
        abort(404)
    return shown


def _address(view: View, of: Period | None = None, *, mine: bool) -> str:
    """Return the address of a way to look; of now, unless a period is given."""
    words: dict[str, Any] = {"view": view or None, "mine": "1" if mine else None}
    if of is not None:
        words["week" if isinstance(of, Week) else "month"] = str(of)
    return url_for("calendar.month", **words)


def _turns(shown: Month | Week, view: View) -> tuple[str, str]:
    """Return the addresses of what comes before and after."""
    before, after = (_address(view, shown.turned(each), mine=_only_mine()) for each in (-1, 1))
    return before, after


def _heading(shown: Month | Week) -> str:
    if isinstance(shown, Week):
        first, last = shown.days()[0], shown.days()[-1]
        begins = day(first, "d" if first.month == last.month else "d MMMM")
        return gettext("Du %(first)s au %(last)s", first=begins, last=day(last, "d MMMM y"))
    name = day(shown.first, "MMMM y")
    return name[:1].upper() + name[1:]


def _only_mine() -> bool:
    return request.args.get("mine") == "1"


def _days(shown: Period, today: date) -> list[Day]:
    zone, member = association_zone(), current_member()
    by_day: dict[date, list[Chip]] = defaultdict(list)
    for piece in queries.between(*span(shown, zone)):
        if piece.due_at and (piece.author_id == member.id or not _only_mine()):
            by_day[piece.due_at.astimezone(zone).date()].append(_chip(piece, member))
    matters, marks = key_dates(shown, zone), _marks(shown, member)
    return [
        Day(
            date=each,
            is_today=each == today,
            key_dates=tuple(str(KEY_DATES[name]) for name in matters.get(each, ())),
            chips=tuple(by_day[each]),
            marks=tuple(marks[each]),
        )
        for each in shown.days()
    ]


def _marks(shown: Period, member: Actor) -> dict[date, list[Mark]]:
    by_day: dict[date, list[Mark]] = defaultdict(list)
    if not _only_mine():
        days = shown.days()
        for mark in panels.calendar_marks(days[0], days[-1], member):
            by_day[mark.day].append(mark)
    return by_day


def _columns(days: list[Day]) -> list[tuple[str, list[tuple[Day, Chip]]]]:
    """Return what is written, read, planned and out, each in its own column."""
    standing = [(each, chip) for each in days for chip in each.chips]
    return [
        (str(title), [(each, chip) for each, chip in standing if chip.state in states])
        for title, states in COLUMNS
    ]


def _chip(piece: Piece, member: Actor) -> Chip:
    may = member.may(Right.WRITE) and service.may_move(piece)
    return Chip(
        hour=hour(piece.due_at) if piece.due_at else "",
        yours=yours(piece.due_at) if piece.due_at else "",
        title=piece.title,
        lang=piece.lang,
        sign=SIGNS.get(piece.kind, "◦"),
        state=piece.state,
        url=way_to(piece) if member.may(Right.READ) else "",
        moves=url_for("calendar.move", piece_id=piece.id) if may else "",
        base=piece.number,
    )
