"""The days that matter: those everybody has, and those of the house."""

from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.calendar import queries
from comms.calendar.forms import KEY_DATES, NAMED_SORTS, read_draft, read_look, told_when
from comms.calendar.models import KeyDay
from comms.calendar.routes.blueprint import bp
from comms.calendar.rules import EVERY_YEAR, KeyDate
from comms.calendar.service import keeping
from comms.core import clock, hours, options
from comms.core.db import db
from comms.core.languages import association_zone, day, gettext
from comms.core.paths import own_path
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, get_or_404, needs


@bp.get("/calendar/days")
@needs(Right.READ)
def key_days() -> str:
    """Show the days that matter, and where one is added."""
    return _page()


def _page(**shown: Any) -> str:
    today = clock.today(association_zone())
    hidden = options.get("hidden_dates")
    everybodys = [
        (name, str(KEY_DATES[name]), day(date(2000, *on), "d MMMM"), str(name) not in hidden)
        for on, name in EVERY_YEAR.items()
    ]
    ours = [(each, told_when(each.dated()), _next(each, today)) for each in queries.own_days()]
    return render_template(
        "calendar/days.html",
        everybodys=everybodys,
        ours=ours,
        sorts=[(str(sort), str(name)) for sort, name in NAMED_SORTS.items()],
        sort_names=NAMED_SORTS,
        **{"edited": None, "typed": {}, **shown},
    )


def _next(kept: KeyDay, today: date) -> date | None:
    return next(kept.dated().between(today, today.replace(year=today.year + 5, day=1)), None)


@bp.get("/calendar/days/<int:day_id>")
@needs(Right.WRITE)
def edit_day(day_id: int) -> str:
    """Show a day where it is changed."""
    kept = get_or_404(KeyDay, day_id)
    return _page(edited=kept, typed=_shown(kept))


def _shown(kept: KeyDay) -> dict[str, str]:
    return {
        "name": kept.name,
        "sort": kept.sort,
        "when": kept.said,
        "ruling": day(kept.ruling_on) if kept.ruling_on else "",
        "silent": str(kept.silent_days or ""),
    }


@bp.post("/calendar/days")
@needs(Right.WRITE)
def add_day() -> ResponseReturnValue:
    """Write a day down."""
    return _keep(None)


@bp.post("/calendar/days/<int:day_id>")
@needs(Right.WRITE)
def change_day(day_id: int) -> ResponseReturnValue:
    """Change a day."""
    return _keep(get_or_404(KeyDay, day_id))


def _keep(kept: KeyDay | None) -> ResponseReturnValue:
    try:
        draft = read_draft(request.form, hours.now_in(str(association_zone())))
        saved = keeping.keep_day(kept, draft, actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        page = _page(edited=kept, typed=request.form, refusals=refusal.sentences())
        return page, 422
    said = gettext("« %(name)s » : %(when)s.", name=saved.name, when=told_when(saved.dated()))
    flash(said, "done")
    return redirect(url_for(".key_days"), 303)


@bp.post("/calendar/days/<int:day_id>/drop")
@needs(Right.WRITE)
def drop_day(day_id: int) -> ResponseReturnValue:
    """Take a day off the calendar."""
    keeping.drop_day(get_or_404(KeyDay, day_id), actor=current_member())
    flash(gettext("Ce jour n’est plus au calendrier."), "done")
    return redirect(url_for(".key_days"), 303)


@bp.post("/calendar/dates/<name>/<choice>")
@needs(Right.WRITE)
def show_date(name: str, choice: str) -> ResponseReturnValue:
    """Show one of the days everybody has, or hide it."""
    if name not in list(KeyDate) or choice not in ("show", "hide"):
        abort(404)
    keeping.show_date(KeyDate(name), is_shown=choice == "show", actor=current_member())
    return redirect(url_for(".key_days", _anchor="everybodys"), 303)


@bp.post("/calendar/look")
@needs(Right.READ_CALENDAR)
def look() -> ResponseReturnValue:
    """Keep what one wants to see of the calendar."""
    from_form = request.form
    keeping.look(read_look(from_form), actor=current_member())
    return redirect(own_path(from_form.get("back") or url_for(".month")), 303)
