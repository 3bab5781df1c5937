"""The month, as a grid or a list: what leaves when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, render_template, request, url_for

from comms.calendar.forms import KEY_DATES
from comms.calendar.rules import Month, key_dates
from comms.core import clock
from comms.core.languages import association_zone, hour
from comms.core.rights import Actor, Right
from comms.core.web import current_member, needs
from comms.pieces import queries
from comms.pieces.forms import STATES
from comms.pieces.models import Piece
from comms.pieces.rules.states import State

bp = Blueprint("calendar", __name__)
SIGNS = {"post": "◦", "release": "▤"}


@dataclass(frozen=True)
class Chip:
    """One piece on its day; `url` is empty for who may not open it."""

    hour: str
    title: str
    lang: str
    sign: str
    state: str
    url: str


@dataclass(frozen=True)
class Day:
    """One day of the month."""

    date: date
    is_today: bool
    key_dates: tuple[str, ...]
    chips: tuple[Chip, ...]


@bp.get("/calendar")
@needs(Right.READ_CALENDAR)
def month() -> str:
    """Show a month; guests see titles and states, and open nothing."""
    today = clock.today(association_zone())
    wish = request.args.get("month")
    shown = Month.read(wish) if wish else Month.of(today)
    if shown is None:
        abort(404)
    is_list = request.args.get("view") == "list"
    return render_template(
        "calendar/list.html" if is_list else "calendar/month.html",
        month=shown,
        days=_days(shown, today),
        blanks=shown.blanks(),
        today=today,
        this_month=Month.of(today),
        states=STATES,
        view="list" if is_list else None,
        mine="1" if _only_mine() else None,
    )


def _only_mine() -> bool:
    return request.args.get("mine") == "1"


def _days(shown: Month, today: date) -> list[Day]:
    zone, member = association_zone(), current_member()
    by_day: dict[date, list[Chip]] = defaultdict(list)
    for piece in queries.between(*shown.span(zone)):
        if piece.due_at and (piece.author_id == member.id or not _only_mine()):
            by_day[piece.due_at.astimezone(zone).date()].append(_chip(piece, member))
    matters = key_dates(shown, zone)
    return [
        Day(
            date=day,
            is_today=day == today,
            key_dates=tuple(str(KEY_DATES[each]) for each in matters.get(day, ())),
            chips=tuple(by_day[day]),
        )
        for day in shown.days()
    ]


def _chip(piece: Piece, member: Actor) -> Chip:
    return Chip(
        hour=hour(piece.due_at) if piece.due_at else "",
        title=piece.title,
        lang=piece.lang,
        sign=SIGNS.get(piece.kind, "◦"),
        state=piece.state,
        url=_way_to(piece) if member.may(Right.READ) else "",
    )


def _way_to(piece: Piece) -> str:
    """Lead to where a draft is written, and to where anything further is decided."""
    is_draft = piece.state in (State.DRAFT, State.CHANGES)
    return url_for("pieces.open_one" if is_draft else "pieces.review", piece_id=piece.id)
