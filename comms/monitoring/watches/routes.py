"""Pages of the watches: what is watched, begin one, try it, change it, close it."""

import re
from collections.abc import Callable, Iterator

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import options, settings
from comms.core.filling import fill
from comms.core.languages import gettext, ngettext
from comms.core.panels import Found
from comms.core.query import QueryRefused, read
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.text import fold
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.monitoring.archive.rules import number_of
from comms.monitoring.watches import service
from comms.monitoring.watches.forms import Draft, draft_of, read_draft, turned
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.queries import listing, reading
from comms.monitoring.watches.queries.excluding import exclusions
from comms.monitoring.watches.queries.trying import SHOWN, articles, trial
from comms.monitoring.watches.rules.showing import line

bp = Blueprint("watches", __name__, url_prefix="/watch")
DAYS = (30, 90)
_TRIES = re.compile(r"(try|exclude)(\d*)")
TURNS = {"take", "exclude"}  # buttons that change the draft and keep nothing
LAST_NUMBER = 2**53  # of an article, some centuries ahead


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show what is watched, with the hits of the last weeks."""
    open_ones, by_week = listing.open_ones(), listing.hits_by_week()
    member = current_member()
    none = [0] * listing.WEEKS
    return render_template(
        "watches/overview.html",
        watches=open_ones,
        versions=listing.versions_that_hold(each.id for each in open_ones),
        weeks={each.id: by_week.get(each.id, none) for each in open_ones},
        line=line,
        closed=reading.readable(listing.closed_ones(), member),
        unread=reading.closed_to(member),
        own_sites="\n".join(options.get("own_sites")),
        kept_days=options.get("kept_days"),
    )


@bp.get("/new")
@needs(Right.KEEP_WATCH)
def new() -> str:
    """Show an empty watch; whoever begins it is told, until they say otherwise."""
    return _form(Draft(told=frozenset({current_member().id})))


@bp.post("/new")
@needs(Right.KEEP_WATCH)
def create() -> ResponseReturnValue:
    """Begin a watch, or show the draft from another side, or what it would have caught."""

    def keep(draft: Draft, actor: Actor) -> Watch:
        watch = service.add(draft.name, draft.words(), actor=actor)
        service.tell(watch, draft.told, actor=actor)
        service.keep_quiet(watch, is_sensitive=draft.is_sensitive, actor=actor)
        return watch

    return _answer(keep, None)


@bp.get("/articles")
@needs(Right.READ)
def search() -> ResponseReturnValue:
    """Search all articles that are kept, in the language of the watches."""
    typed, before = request.args.get("q", "").strip(), request.args.get("before", type=int)
    if before is not None and not 0 <= before < LAST_NUMBER:
        before = None
    try:
        found = articles(read(typed) if typed else None, current_member(), before)
    except QueryRefused as refused:
        shown = {"typed": typed, "refused": refused, "samples": []}
        return render_template("watches/articles.html", **shown), 422
    last = found[-1].article if len(found) == SHOWN else None
    older = number_of(last.shown_at, last.id) if last else None
    return render_template("watches/articles.html", typed=typed, samples=found, older=older)


@bp.get("/<int:watch_id>")
@needs(Right.READ)
def edit(watch_id: int) -> str:
    """Show a watch where it is written."""
    watch = _opened(watch_id)
    return _form(draft_of(watch, listing.current(watch), listing.wishing(watch)), watch)


@bp.post("/<int:watch_id>")
@needs(Right.KEEP_WATCH)
def save(watch_id: int) -> ResponseReturnValue:
    """Change a watch, or show the draft from another side, or what it would have caught."""
    watch = _opened(watch_id)

    def keep(draft: Draft, actor: Actor) -> Watch:
        service.change(watch, draft.name, draft.words(), actor=actor)
        service.tell(watch, draft.told, actor=actor)
        service.keep_quiet(watch, is_sensitive=draft.is_sensitive, actor=actor)
        return watch

    return _answer(keep, watch)


@bp.post("/<int:watch_id>/close")
@needs(Right.KEEP_WATCH)
def close(watch_id: int) -> ResponseReturnValue:
    """Stop looking."""
    return _turn(watch_id, service.close, gettext("La veille est arrêtée."))


@bp.post("/<int:watch_id>/reopen")
@needs(Right.KEEP_WATCH)
def reopen(watch_id: int) -> ResponseReturnValue:
    """Look again."""
    return _turn(watch_id, service.reopen, gettext("La veille reprend."))


@bp.post("/read")
@needs(Right.READ)
def read_aloud() -> str:
    """Show how a draft reads; nothing is kept."""
    return str(fill("watches/_reading.html", **_reading(read_draft(request.form))))


@bp.post("/own-sites")
@needs(Right.KEEP_WATCH)
def own_sites() -> ResponseReturnValue:
    """Name the association's own sites."""
    service.own_sites(request.form.get("sites", ""), actor=current_member())
    flash(gettext("Ce qui paraît sur ces sites ne sera pas une retombée."))
    return redirect(url_for(".overview"), 303)


@bp.post("/kept-days")
@needs(Right.KEEP_SETTINGS)
def kept_days() -> ResponseReturnValue:
    """Say for how long articles are kept."""
    days = request.form.get("days", -1, type=int)
    try:
        service.keep_articles_for(days, actor=current_member())
        flash(
            ngettext(
                "Les articles sont gardés %(num)d jour.",
                "Les articles sont gardés %(num)d jours.",
                days,
            )
        )
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".overview"), 303)


def _opened(watch_id: int) -> Watch:
    """Return a watch whoever asks may read; any other does not exist for them."""
    watch = get_or_404(Watch, watch_id)
    if not reading.may_read(watch, current_member()):
        abort(404)
    return watch


def _answer(keep: Callable[[Draft, Actor], Watch], watch: Watch | None) -> ResponseReturnValue:
    """Do what the button pressed says: turn the draft, try it, or keep it."""
    draft = read_draft(request.form)
    if request.form.get("do", "save") != "save" or TURNS & request.form.keys():
        return _shown(turned(draft, request.form), watch)
    try:
        kept = keep(draft, current_member())
    except Refused as refusal:
        return _form(draft, watch, refusals=_said(refusal, draft)), 422
    flash(gettext("La veille est enregistrée : elle attrape ce qui paraît à partir de maintenant."))
    return redirect(url_for(".edit", watch_id=kept.id), 303)


def _shown(draft: Draft, watch: Watch | None) -> ResponseReturnValue:
    asked = request.form.get("do", "")
    if "exclude" in request.form:
        # What it spares is seen at once, and what would spare the others that were marked.
        asked = f"exclude{request.form.get('tried', '')}"
    if (wish := _TRIES.fullmatch(asked)) is None:
        return _form(draft, watch, stays=asked == "boxes" and draft.in_words)
    days = int(wish[2]) if wish[2] in map(str, DAYS) else DAYS[0]
    try:
        return _form(draft, watch, days=days, **_tried(draft, days, wish[1] == "exclude"))
    except QueryRefused:
        return _form(draft, watch), 422


def _tried(draft: Draft, days: int, wants_exclusions: bool) -> dict[str, object]:
    """Return what a draft would have caught and, when asked, what would spare the false hits."""
    query, member = read(draft.sought), current_member()
    found: dict[str, object] = {"tried": trial(query, member, days)}
    if wants_exclusions:
        proposed = exclusions(query, member, days, draft.wrong)
        if proposed or "exclude" not in request.form:  # else one was taken, and nothing is left
            found["exclusions"] = proposed
    return found


def _said(refusal: Refused, draft: Draft) -> list[str]:
    """Return what the form does not say beside its words: of no words it says nothing."""
    is_said = isinstance(refusal, QueryRefused) and bool(draft.sought)
    return [] if is_said else refusal.sentences()


def _form(draft: Draft, watch: Watch | None = None, **shown: object) -> str:
    members = [(each.id, each.name) for each in accounts.active()]
    return render_template(
        "watches/edit.html",
        watch=watch,
        versions=listing.versions(watch) if watch else [],
        members=members,
        names=accounts.names(),
        has_door=settings.current().smtp is not None,
        **_reading(draft),
        **shown,
    )


def _reading(draft: Draft) -> dict[str, object]:
    """Return how a draft reads: the query it means, or where and why it cannot be read."""
    refused = None
    if draft.sought:
        try:
            read(draft.sought)
        except QueryRefused as refusal:
            refused = refusal
    return {"draft": draft, "sought": draft.sought, "refused": refused}


def _turn(watch_id: int, verb: Callable[..., None], said: str) -> ResponseReturnValue:
    watch = _opened(watch_id)
    try:
        verb(watch, actor=current_member())
        flash(said)
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".overview"), 303)


def found(words: str, limit: int) -> Iterator[Found]:
    """Return the watches whose name holds these words."""
    folded = fold(words)
    mine = reading.readable(listing.open_ones(), current_member())
    hits = [each for each in mine if folded in fold(each.name)]
    for watch in hits[:limit]:
        yield Found(
            kind=gettext("veille"),
            title=watch.name,
            url=url_for("watches.edit", watch_id=watch.id),
            score=0.4,
        )
