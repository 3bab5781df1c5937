"""The calendar as a month, a week, columns or a list: what leaves when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask import abort, render_template, request, url_for

from comms.calendar import service
from comms.calendar.forms import COLUMNS, LOOKS, RARE, VIEWS
from comms.calendar.queries import plans as open_plans
from comms.calendar.routes.blueprint import SIGNS, Ways, bp
from comms.calendar.routes.marking import clashes, marks_of, names_of
from comms.calendar.routes.narrowing import Narrowed, narrowed
from comms.calendar.rules import Days, Month, Period, Sheet, Week, span
from comms.core import clock
from comms.core.languages import association_zone, clock_face, day, gettext, yours
from comms.core.panels import Mark
from comms.core.rights import Actor, Right
from comms.core.web import current_member, needs
from comms.pieces import queries
from comms.pieces.forms import SHOWN
from comms.pieces.models import Piece
from comms.pieces.routes.standing import standing_of
from comms.pieces.rules.leaving import Plan


class View(StrEnum):
    """How the calendar is looked at."""

    GRID = ""
    WEEK = "week"
    COLUMNS = "columns"
    LIST = "list"


@dataclass(frozen=True)
class Chip:
    """One piece on its day; `url` is empty for who may not open it, `moves` for what may not."""

    at: datetime
    hour: str
    yours: str  # the same on the clock of a reader who lives by another
    title: str
    lang: str
    sign: str
    state: str
    url: str
    moves: str  # where its new day is sent
    base: int
    clashes: bool = False  # it does not go with something else


@dataclass(frozen=True)
class Line:
    """What stands on a day: a piece, or what another room put there (an answer due, a hearing)."""

    chip: Chip | None = None
    mark: Mark | None = None


@dataclass(frozen=True)
class Day:
    """One day of the calendar, its lines by their hour; `is_off`: of the month beside it."""

    date: date
    is_today: bool
    is_off: bool
    key_dates: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def chips(self) -> list[Chip]:
        """Return its pieces."""
        return [each.chip for each in self.lines if each.chip]


@bp.get("/calendar")
@needs(Right.READ_CALENDAR)
def month() -> str:
    """Show a month or a week; guests see titles and states, and open nothing."""
    today, member = clock.today(association_zone()), current_member()
    view, mine = _view(), _only_mine()
    shown = _period(view, today)
    sheet = Sheet(shown) if view is View.GRID and isinstance(shown, Month) else shown
    look = narrowed(member)
    pieces = _pieces(sheet, look, member)
    plans = open_plans(pieces) if member.may(Right.READ) else {}
    found = clashes(sheet, pieces, plans)
    inside = frozenset(shown.days())
    days = _days(sheet, inside, pieces, look, found.pieces, plans)
    return render_template(
        f"calendar/{VIEWS[view]}.html",
        view=view,
        days=days,
        columns=_columns(days) if view is View.COLUMNS else (),
        today=today,
        heading=_heading(shown),
        turns=_turns(shown, view),
        looks=[(str(LOOKS[each]), _address(each, mine=mine), each is view) for each in View],
        now=_address(view, mine=mine),
        as_list=_address(View.LIST, Month.of(shown.first), mine=mine),
        is_now=today in inside,
        others=_address(view, shown, mine=not mine),
        mine=mine,
        states={state: str(words) for state, words in SHOWN.items()},
        here=request.full_path,
        clashes=found,
        look=look.look,
        look_said=look.said,
        look_choices=look.choices,
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
    """Return the address of a way to look; of now, where it opens at today, unless one is given."""
    words: dict[str, Any] = {"view": view or None, "mine": "1" if mine else None}
    if of is None:
        return url_for("calendar.month", **words, _anchor="today")
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


def _pieces(shown: Days, look: Narrowed, member: Actor) -> list[Piece]:
    """Return what has its hour in a period, as far as this person wants to see it."""
    return [
        piece
        for piece in queries.between(*span(shown, association_zone()))
        if look.shows(piece) and (piece.author_id == member.id or not _only_mine())
    ]


def _days(
    shown: Days,
    inside: frozenset[date],
    pieces: list[Piece],
    look: Narrowed,
    clashing: frozenset[int],
    plans: dict[int, Plan],
) -> list[Day]:
    zone, member = association_zone(), current_member()
    today = clock.today(zone)
    by_day: dict[date, list[Line]] = defaultdict(list)
    maker = _Maker(member, clashing)
    for piece in pieces:
        if piece.due_at:
            local = piece.due_at.astimezone(zone)
            by_day[local.date()].append(Line(chip=maker.chip(piece, local)))
    wants_marks = look.wants_marks
    names = names_of(shown) if wants_marks else {}
    marks = marks_of(shown, pieces, plans, member) if wants_marks and not _only_mine() else {}
    for on, some in marks.items():
        by_day[on] += [Line(mark=each) for each in some]
    return [
        Day(
            date=each,
            is_today=each == today,
            is_off=each not in inside,
            key_dates=tuple(names.get(each, ())),
            lines=tuple(sorted(by_day[each], key=_in_order)),
        )
        for each in shown.days()
    ]


def _in_order(line: Line) -> tuple[bool, float]:
    """Order a day by the hour, what has none first."""
    at = line.chip.at if line.chip else line.mark.at if line.mark else None
    return at is not None, at.timestamp() if at else 0


def _columns(days: list[Day]) -> list[tuple[str, list[tuple[Day, Chip]]]]:
    """Return what is written, read, planned and out, each in its own column.

    What was given up, and what let its hour pass, have one only where there is some.
    """
    standing = [(each, chip) for each in days for chip in each.chips]
    columns = [
        (str(title), [(each, chip) for each, chip in standing if chip.state in states])
        for title, states in COLUMNS
    ]
    return [each for each in columns if each[1] or each[0] not in map(str, RARE)]


class _Maker:
    """Makes chips; what is the same for all of a page is asked once and not 500 times."""

    def __init__(self, member: Actor, clashing: frozenset[int]) -> None:
        self.ways, self.clashing = Ways(), clashing
        self.may_read, self.may_write = member.may(Right.READ), member.may(Right.WRITE)
        self.is_elsewhere = bool(member.zone)

    def chip(self, piece: Piece, local: datetime) -> Chip:
        """Return a piece as its day shows it; `local` is its hour on the clock of the house."""
        moves = self.may_write and service.may_move(piece)
        return Chip(
            at=local,
            hour=clock_face(f"{local:%H:%M}"),
            yours=yours(local) if self.is_elsewhere else "",
            title=piece.title,
            lang=piece.lang,
            sign=SIGNS.get(piece.kind, "◦"),
            state=standing_of(piece),
            url=self.ways.to(piece) if self.may_read else "",
            moves=self.ways.at("calendar.move", piece.id) if moves else "",
            base=piece.number,
            clashes=piece.id in self.clashing,
        )
