"""Series for others: prepared here, opened by who may; the page and files anybody reads."""

from collections.abc import Callable, Iterator
from typing import Any

from flask import Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.adapters.sheets import write_csv, write_xlsx
from comms.core import options, settings
from comms.core.db import db
from comms.core.languages import association_zone, gettext, speaking
from comms.core.panels import TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.settings import LANGUAGES
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.figures import forms, queries
from comms.figures.models import Series
from comms.figures.routes.blueprint import bp
from comms.figures.rules.record import State
from comms.figures.rules.series import COLUMNS, Said
from comms.figures.service import sharing

FORMS = ("csv", "xlsx", "json")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/shared")
@needs(Right.READ)
def shared() -> str:
    """Show the series prepared for others."""
    return _page()


def _page(series: Series | None = None, **shown: Any) -> str:
    return render_template(
        "figures/shared.html",
        **{
            "all_series": queries.all_series(),
            "series": series,
            "title_of": _title,
            "house": settings.current().public_url,
            "figures": queries.usable(),
            "typed": None,
            **shown,
        },
    )


@bp.get("/shared/<int:series_id>")
@needs(Right.READ)
def show_series(series_id: int) -> str:
    """Show one series where it is changed."""
    return _page(get_or_404(Series, series_id))


@bp.post("/shared")
@needs(Right.EXPORT)
def prepare_series() -> ResponseReturnValue:
    """Prepare a series; what was typed stays when it cannot be so."""
    wish = forms.read_series(request.form)
    try:
        made = sharing.prepare(wish, actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        return _page(typed=wish, refusals=refusal.sentences()), 422
    flash(gettext("La série est prête. Personne ne la lit dehors tant qu’elle n’est pas ouverte."))
    return redirect(url_for(".show_series", series_id=made.id), 303)


@bp.post("/shared/<int:series_id>")
@needs(Right.EXPORT)
def change_series(series_id: int) -> ResponseReturnValue:
    """Change what a series tells."""
    series, wish = get_or_404(Series, series_id), forms.read_series(request.form)
    try:
        sharing.change(series, wish, actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        again = get_or_404(Series, series_id)
        return _page(again, typed=wish, refusals=refusal.sentences()), 422
    flash(gettext("C’est enregistré."))
    return redirect(url_for(".show_series", series_id=series_id), 303)


@bp.post("/shared/<int:series_id>/open")
@needs(Right.EXPORT)
def open_series(series_id: int) -> ResponseReturnValue:
    """Let anybody read a series."""
    said = gettext("La série est ouverte : qui a l’adresse la lit.")
    return _decide(series_id, lambda it: sharing.open_it(it, actor=current_member()), said)


@bp.post("/shared/<int:series_id>/shut")
@needs(Right.EXPORT)
def shut_series(series_id: int) -> ResponseReturnValue:
    """Take a series off."""
    said = gettext("La série est fermée : son adresse ne répond plus.")
    return _decide(series_id, lambda it: sharing.shut(it, actor=current_member()), said)


@bp.post("/shared/<int:series_id>/forget")
@needs(Right.EXPORT)
def forget_series(series_id: int) -> ResponseReturnValue:
    """Give a series up."""
    series = get_or_404(Series, series_id)
    sharing.forget(series, actor=current_member())
    flash(gettext("La série n’existe plus ; ses chiffres restent dans la banque."))
    return redirect(url_for(".shared"), 303)


def _decide(series_id: int, verb: Callable[[Series], None], said: str) -> ResponseReturnValue:
    try:
        verb(get_or_404(Series, series_id))
        flash(said)
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show_series", series_id=series_id), 303)


def _open_series(slug: str) -> Series:
    series = queries.series_at(slug)
    if series is None or series.opened_at is None:
        abort(404)
    return series


def _tongue() -> str:
    wish = request.args.get("lang", "")
    if wish in LANGUAGES:
        return wish
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def _title(series: Series, lang: str = "") -> str:
    return series.titles.get(lang) or next(iter(series.titles.values()), series.slug)


@bp.get("/public/<slug>")
def public(slug: str) -> ResponseReturnValue:
    """Show a series that is open to anybody."""
    series, lang = _open_series(slug), _tongue()
    with speaking(lang):
        return render_template(
            "figures/public.html",
            series=series,
            title=_title(series, lang),
            note=series.notes.get(lang) or next(iter(series.notes.values()), ""),
            rows=sharing.said(series, lang, association_zone()),
            lang=lang,
            tongues=LANGUAGES,
            forms=FORMS,
            association=options.get("association") or "Porte-voix",
        )


@bp.get("/public/<slug>/<form>")
def public_file(slug: str, form: str) -> ResponseReturnValue:
    """Give a series that is open to anybody as a file."""
    series, lang = _open_series(slug), _tongue()
    if form not in FORMS:
        abort(404)
    rows = sharing.said(series, lang, association_zone())
    with speaking(lang):
        answer = _written(series, rows, lang, form)
    answer.headers["Content-Disposition"] = f"attachment; filename={series.slug}-{lang}.{form}"
    return answer


def _written(series: Series, rows: list[Said], lang: str, form: str) -> Response:
    if form == "json":
        return jsonify(
            title=_title(series, lang),
            note=series.notes.get(lang, ""),
            lang=lang,
            publisher=options.get("association"),
            figures=[dict(zip(COLUMNS, map(_plain, row.cells()), strict=True)) for row in rows],
        )
    heads = [str(forms.SERIES_COLUMNS[each]) for each in COLUMNS]
    cells = [_named(row) for row in rows]
    if form == "csv":
        return Response(write_csv(heads, cells), mimetype="text/csv")
    return Response(write_xlsx(heads, cells, series.slug[:31]), mimetype=SHEET)


def _plain(cell: str) -> str | None:
    return cell or None


def _named(row: Said) -> list[str]:
    """Return a row of a table, its state in words."""
    place = COLUMNS.index("state")
    cells = row.cells()
    return [*cells[:place], str(forms.STATES[State(row.state)]), *cells[place + 1 :]]


def given(kind: str, key: str, _actor: Actor) -> Iterator[TodayRow]:
    """Return the open series that tell a figure to anybody."""
    for series in sharing.used_by(key) if kind == "figure" else ():
        yield TodayRow(
            title=_title(series),
            detail=gettext("série ouverte à qui a l’adresse"),
            url=url_for("figures.show_series", series_id=series.id),
        )
