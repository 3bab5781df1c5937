"""Pages of the talking points, and what other pages show of them: a card, a call, the search."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.campaigns.models import Campaign
from comms.contacts.book.models import Contact
from comms.core import panels
from comms.core.db import db
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import CONTENT, gettext, language, languages_to_choose
from comms.core.panels import Place, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.figures import forms as figure_words
from comms.figures import queries as figures
from comms.figures.rules.record import State as FigureState
from comms.talking import forms, queries, service
from comms.talking.forms import Typed
from comms.talking.models import Point

bp = Blueprint("talking", __name__, url_prefix="/campaigns")
MOST_CHIPS = 60  # figures the form shows at once; its search finds the others
SCORE = 0.5  # a talking point stands beside what is written, below a person found by name


@bp.get("/<int:campaign_id>/points")
@needs(Right.READ)
def overview(campaign_id: int) -> str:
    """Show the questions and answers of a campaign, and the form for one more."""
    return _overview(get_or_404(Campaign, campaign_id))


def _overview(campaign: Campaign, typed: Typed | None = None, said: object = ()) -> str:
    wanted = request.args.get("lang", "")
    return render_template(
        "talking/overview.html",
        campaign=campaign,
        points=queries.said(queries.points(campaign.id), [wanted, language()]),
        typed=typed or Typed(lang=wanted if wanted in CONTENT else language()),
        languages=list(CONTENT),
        chips=_chips(),
        refusals=said,
    )


def _chips() -> Markup:
    """Return the figures one may put into an answer: a list, a search, a button each."""
    words = request.args.get("chips", "")
    known = [each for each in figures.listed(words, limit=MOST_CHIPS) if each.state != "withdrawn"]
    return fill(
        "sourcing/_chips.html",
        figures=known,
        words=words,
        quotes=(),
        label_of=figure_words.label,
        written=figure_words.written,
        period_of=figure_words.period,
        chip_of=figure_words.chip,
    )


def _with_figure(typed: Typed) -> Typed:
    """Return what was typed with a figure at the end of its answer."""
    figure = figures.by_key(typed.insert)
    if figure is None:
        return typed
    answer = f"{typed.answer.rstrip()} {figure_words.chip(figure)}".lstrip()
    return replace(typed, answer=answer, insert="")


def _is_unfinished() -> bool:
    """Say whether a button asked for something else than to save: a figure, a search."""
    return bool(request.form.get("insert") or request.form.get("then") == "chips")


@bp.post("/<int:campaign_id>/points")
@needs(Right.WRITE)
def add(campaign_id: int) -> ResponseReturnValue:
    """Write a question and its answer down."""
    campaign, typed = get_or_404(Campaign, campaign_id), forms.read(request.form)
    if _is_unfinished():
        return _overview(campaign, _with_figure(typed))
    try:
        service.add(campaign, typed.lang, typed.question, typed.answer, actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        return _overview(get_or_404(Campaign, campaign_id), typed, refusal.sentences()), 422
    flash(gettext("C’est enregistré."))
    return redirect(url_for(".overview", campaign_id=campaign_id, lang=typed.lang), 303)


@bp.get("/points/<int:point_id>")
@needs(Right.READ)
def show(point_id: int) -> str:
    """Show a point in every language, and the form that words it."""
    return _point(get_or_404(Point, point_id))


def _point(point: Point, typed: Typed | None = None, said: object = ()) -> str:
    wanted = request.args.get("lang", "") or point.wordings[0].lang
    known = next((each for each in point.wordings if each.lang == wanted), None)
    written = Typed(wanted if wanted in CONTENT else "fr")
    if known:
        written = Typed(known.lang, known.question, known.answer, known.version)
    there = {each.lang for each in point.wordings}
    return render_template(
        "talking/point.html",
        point=point,
        campaign=db.session.get_one(Campaign, point.campaign_id),
        wordings=queries.in_every_language(point),
        others=[each for each in languages_to_choose() if each[0] not in there],
        names=accounts.names(),
        typed=typed or written,
        languages=[],
        chips=_chips(),
        refusals=said,
    )


@bp.post("/points/<int:point_id>")
@needs(Right.WRITE)
def word(point_id: int) -> ResponseReturnValue:
    """Word a point in a language."""
    point, typed = get_or_404(Point, point_id), forms.read(request.form)
    if _is_unfinished():
        return _point(point, _with_figure(typed))
    try:
        service.word(
            point,
            typed.lang,
            typed.question,
            typed.answer,
            version=typed.version,
            actor=current_member(),
        )
    except Refused as refusal:
        db.session.rollback()
        return _again(get_or_404(Point, point_id), typed, refusal), 422
    flash(gettext("C’est enregistré."))
    return redirect(url_for(".overview", campaign_id=point.campaign_id, lang=typed.lang), 303)


def _again(point: Point, typed: Typed, refusal: Refused) -> str:
    """Show what was typed; the next time it is saved over what stands there now."""
    now = next((each.version for each in point.wordings if each.lang == typed.lang), 0)
    return _point(point, replace(typed, version=now), refusal.sentences())


@bp.post("/points/<int:point_id>/up")
@needs(Right.WRITE)
def up(point_id: int) -> ResponseReturnValue:
    """Put a point before the one above it."""
    point = get_or_404(Point, point_id)
    return _done(point, lambda: service.move_up(point, actor=current_member()))


@bp.post("/points/<int:point_id>/drop")
@needs(Right.WRITE)
def drop(point_id: int) -> ResponseReturnValue:
    """Take a point away."""
    point = get_or_404(Point, point_id)
    return _done(point, lambda: service.drop(point, actor=current_member()))


def _done(point: Point, verb: Callable[[], None]) -> ResponseReturnValue:
    campaign_id = point.campaign_id
    try:
        verb()
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".overview", campaign_id=campaign_id), 303)


def found(query: str, limit: int) -> Iterator[panels.Found]:
    """Return the points that hold every word of a query, with the figures of now."""
    for each in queries.search(query, limit) if len(query.strip()) > 2 else ():
        yield panels.Found(
            kind=gettext("Élément de langage"),
            title=each.said.question,
            url=url_for("talking.show", point_id=each.said.point_id, lang=each.said.lang),
            detail=f"{each.answer} · {each.campaign.name}",
            score=SCORE,
            lang=each.said.lang,
        )


def to_say(contact_id: int | None, actor: Actor, is_calling: bool) -> Markup | None:
    """Return the points of campaigns that go on, first in a language the person speaks."""
    if not actor.may(Right.READ):
        return None
    contact = db.session.get(Contact, contact_id) if contact_id else None
    wanted = [*(contact.languages if contact else ()), language()]
    sheets, numbers = queries.sheets(wanted), figures.latest_checked()
    if not sheets and not numbers:
        return None
    return fill(
        "talking/_to_say.html",
        sheets=sheets,
        is_calling=is_calling,
        numbers=numbers,
        label_of=figure_words.label,
        written=figure_words.written,
        period_of=figure_words.period,
    )


def beside_campaign(campaign_id: int, _actor: Actor) -> Markup:
    """Return what a campaign's page shows of its points."""
    points = queries.said(queries.points(campaign_id), [language()])
    campaign = db.session.get_one(Campaign, campaign_id)
    return fill("talking/_of_campaign.html", points=points, campaign=campaign)


def around_campaign(campaign_id: int, _actor: Actor) -> Iterator[TodayCard]:
    """Return the figures that a campaign says, in its points and its pieces, as they stand now."""
    rows = tuple(
        TodayRow(
            title=f"{figure_words.written(each.value)} · {figure_words.label(each)}",
            detail=figure_words.period(each.period),
            url=url_for("figures.show", figure_id=each.id),
            tag=""
            if each.state == "checked"
            else str(figure_words.STATES[FigureState(each.state)]),
            tone="signal" if each.state == "withdrawn" else "amber",
        )
        for each in queries.figures_of(campaign_id)
    )
    yield TodayCard(Place.ASIDE, gettext("Chiffres"), rows)


def used(kind: str, key: str, _actor: Actor) -> Iterator[TodayRow]:
    """Return the points that name a figure."""
    for campaign, wording in queries.naming(key) if kind == "figure" else ():
        yield TodayRow(
            title=wording.question,
            detail=gettext("Élément de langage de « %(campaign)s »", campaign=campaign.name),
            url=url_for("talking.show", point_id=wording.point_id, lang=wording.lang),
            lang=wording.lang,
        )
