"""The list of the bank, the card of a figure, and what people do there."""

from collections.abc import Callable, Collection, Iterator
from urllib.parse import urlsplit

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import panels, rows
from comms.core.db import db, numbered
from comms.core.languages import gettext, ngettext
from comms.core.panels import Found, Place, Thing, TodayCard, TodayRow
from comms.core.paths import is_own_path, own_path
from comms.core.refusal import Refused, say
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.figures import forms, queries, service
from comms.figures.models import Figure
from comms.figures.routes.blueprint import bp
from comms.figures.rules import numbers, spelled
from comms.figures.rules.record import Draft, obstacles_to_checking

SCORE = 0.45  # a figure found stands below a piece found by its title


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show the bank, the newest period first."""
    words, period = request.args.get("q", "").strip(), request.args.get("period", "")
    return render_template(
        "figures/overview.html",
        figures=queries.listed(words, period),
        periods=queries.periods(),
        words=words,
        period=period,
    )


@bp.get("/<int:figure_id>")
@needs(Right.READ)
def show(figure_id: int) -> str:
    """Show one figure: its number, its source, its corrections, where it is used."""
    figure = get_or_404(Figure, figure_id)
    actor = current_member()
    in_the_way = obstacles_to_checking(figure.state, figure.said_by, actor.id)
    return render_template(
        "figures/show.html",
        figure=figure,
        names=accounts.names(),
        uses=panels.uses("figure", figure.key, actor),
        unchecked_because=[say(each) for each in in_the_way],
    )


@bp.get("/new")
@needs(Right.WRITE)
def new() -> str:
    """Show an empty figure."""
    given = Draft(key="", value=_in_digits(request.args.get("value", "")[:60]))
    return render_template("figures/edit.html", figure=None, draft=given, back=_text_behind())


def _text_behind() -> str:
    """Return the text one came from, to go back to: its number wants a record; or nothing."""
    path = urlsplit(request.referrer or "").path
    return path if path.startswith(("/posts/", "/releases/")) and is_own_path(path) else ""


def _in_digits(words: str) -> str:
    """Return a number as the bank takes it, though somebody wrote it in words."""
    if numbers.read(words) is None:
        for lang in sorted(spelled.LANGUAGES):
            if len(found := spelled.found(words, lang)) == 1:
                return found[0].digits
    return words


@bp.post("/new")
@needs(Right.WRITE)
def add() -> ResponseReturnValue:
    """Put a figure into the bank."""
    return _keep(None, lambda draft: service.add(draft, actor=current_member()))


@bp.get("/<int:figure_id>/edit")
@needs(Right.WRITE)
def edit(figure_id: int) -> str:
    """Show a figure where what is said about it is changed."""
    figure = get_or_404(Figure, figure_id)
    return render_template("figures/edit.html", figure=figure, draft=forms.shown(figure))


@bp.post("/<int:figure_id>/edit")
@needs(Right.WRITE)
def change(figure_id: int) -> ResponseReturnValue:
    """Change what is said about a figure."""
    figure = get_or_404(Figure, figure_id)

    def verb(draft: Draft) -> Figure:
        service.change(figure, draft, actor=current_member())
        return figure

    return _keep(figure, verb)


def _keep(figure: Figure | None, verb: Callable[[Draft], Figure]) -> ResponseReturnValue:
    """Call a verb and go to the card; a refusal shows the form again as it was typed."""
    draft = forms.read(request.form)
    try:
        kept = verb(draft)
    except Refused as refusal:
        db.session.rollback()
        page = render_template(
            "figures/edit.html",
            figure=figure,
            draft=draft,
            back=request.form.get("back", ""),
            refusals=refusal.sentences(),
        )
        return page, 422
    flash(gettext("C’est enregistré. Une autre personne doit maintenant vérifier ce chiffre."))
    back = request.form.get("back", "")
    return redirect(own_path(back) if back else url_for(".show", figure_id=kept.id), 303)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return the figures that wait for the second look this person may give."""
    if not actor.may(Right.WRITE):
        return
    rows = tuple(
        TodayRow(
            title=f"{forms.written(each.value)} · {forms.label(each)}",
            detail=each.source,
            url=url_for("figures.show", figure_id=each.id),
        )
        for each in queries.to_check(but=actor.id)
    )
    yield TodayCard(Place.DO, gettext("Chiffres à vérifier"), rows)


@bp.post("/<int:figure_id>/check")
@needs(Right.WRITE)
def check(figure_id: int) -> ResponseReturnValue:
    """Say, as a second person, that a figure is right."""
    figure = get_or_404(Figure, figure_id)
    return _decide(figure, lambda: service.check(figure, actor=current_member()))


@bp.post("/<int:figure_id>/correct")
@needs(Right.WRITE)
def correct(figure_id: int) -> ResponseReturnValue:
    """Give a figure another value."""
    figure = get_or_404(Figure, figure_id)
    value, why = request.form.get("value", ""), request.form.get("why", "")
    return _decide(figure, lambda: service.correct(figure, value, why, actor=current_member()))


@bp.post("/<int:figure_id>/withdraw")
@needs(Right.WRITE)
def withdraw(figure_id: int) -> ResponseReturnValue:
    """Say that a figure must not be used any more."""
    figure = get_or_404(Figure, figure_id)
    why = request.form.get("why", "")
    return _decide(figure, lambda: service.withdraw(figure, why, actor=current_member()))


def _decide(figure: Figure, verb: Callable[[], None]) -> ResponseReturnValue:
    number = figure.id
    try:
        verb()
        flash(gettext("C’est noté."))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".show", figure_id=number), 303)


@bp.post("/check")
@needs(Right.WRITE)
def check_many() -> ResponseReturnValue:
    """Say that several figures are right: those one may check; the others stay as they are."""
    actor, done, ticked = current_member(), 0, _ticked()
    for figure in ticked:
        if not obstacles_to_checking(figure.state, figure.said_by, actor.id):
            service.check(figure, actor=actor)
            done += 1
    if done:
        flash(ngettext("%(num)d chiffre vérifié.", "%(num)d chiffres vérifiés.", done))
    elif not ticked:
        flash(gettext("Cochez d’abord les chiffres que vous avez vérifiés."), "refusal")
    else:
        flash(gettext("Rien à vérifier parmi eux : qui donne un chiffre ne le vérifie pas."))
    return redirect(url_for(".overview", period=request.form.get("period", "")), 303)


def _ticked() -> list[Figure]:
    given = rows.numbers(request.form.getlist("figures"))
    if any(number > 2**31 - 1 for number in given):
        abort(404)
    return [figure for number in given if (figure := db.session.get(Figure, number))]


def found(query: str, limit: int) -> Iterator[Found]:
    """Return the figures that hold every word of a query."""
    for figure in queries.listed(query, limit=limit) if len(query.strip()) > 1 else ():
        yield Found(
            kind=gettext("chiffre"),
            title=f"{forms.written(figure.value)} · {forms.label(figure)}",
            url=url_for("figures.show", figure_id=figure.id),
            detail=forms.period(figure.period),
            score=SCORE,
        )


def known(figure_ids: Collection[int], actor: Actor) -> dict[int, Thing]:
    """Return figures as other rooms name them."""
    found = numbered(Figure, figure_ids) if actor.may(Right.READ) else ()
    return {each.id: _thing(each) for each in found}


def _thing(figure: Figure) -> Thing:
    title = f"{forms.written(figure.value)} · {forms.label(figure)}"
    return Thing(title, url_for("figures.show", figure_id=figure.id))
