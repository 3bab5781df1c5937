"""Where a watch is written: begun, tried, changed; a button turns the draft or keeps it."""

import re
from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import settings
from comms.core.db import db, reading
from comms.core.filling import fill
from comms.core.languages import gettext
from comms.core.query import QueryRefused, read
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, needs, only_shows
from comms.monitoring.sources import queries as sources
from comms.monitoring.watches import service
from comms.monitoring.watches.forms import Draft, draft_of, read_draft, turned
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.queries import listing
from comms.monitoring.watches.queries.excluding import exclusions
from comms.monitoring.watches.queries.trying import MOST_WEIGHED, trial
from comms.monitoring.watches.routes.blueprint import bp, opened
from comms.monitoring.watches.rules.leaving_out import sought

DAYS = (30, 90)
_TRIES = re.compile(r"(try|exclude)(\d*)")
TURNS = {"take", "exclude"}  # buttons that change the draft and keep nothing


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
        return _told(watch, draft, actor)

    return _answer(keep, None)


@bp.get("/<int:watch_id>")
@needs(Right.READ)
def edit(watch_id: int) -> str:
    """Show a watch where it is written."""
    watch = opened(watch_id)
    return _form(draft_of(watch, listing.current(watch), listing.wishing(watch)), watch)


@bp.post("/<int:watch_id>")
@needs(Right.KEEP_WATCH)
def save(watch_id: int) -> ResponseReturnValue:
    """Change a watch, or show the draft from another side, or what it would have caught."""
    watch = opened(watch_id)

    def keep(draft: Draft, actor: Actor) -> Watch:
        service.change(watch, draft.name, draft.words(), actor=actor)
        return _told(watch, draft, actor)

    return _answer(keep, watch)


def _told(watch: Watch, draft: Draft, actor: Actor) -> Watch:
    """Have a watch tell those whom a draft names, quietly if it says so."""
    service.tell(watch, draft.told, actor=actor)
    service.keep_quiet(watch, is_sensitive=draft.is_sensitive, actor=actor)
    return watch


@bp.post("/read")
@needs(Right.READ)
@only_shows
def read_aloud() -> str:
    """Show how a draft reads; nothing is kept."""
    return str(fill("watches/_reading.html", **_reading(read_draft(request.form))))


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
    db.session.rollback()  # a try may take a minute, and keeps nothing: nobody waits to write
    with reading():
        try:
            return _form(draft, watch, days=days, **_tried(draft, days, wish[1] == "exclude"))
        except QueryRefused:
            return _form(draft, watch), 422


def _tried(draft: Draft, days: int, wants_exclusions: bool) -> dict[str, object]:
    """Return what a draft would have caught and, when asked, what would spare the false hits."""
    query, member = read(draft.sought), current_member()
    found: dict[str, object] = {"tried": trial(query, member, days, most=MOST_WEIGHED)}
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
    known = {name: sought(name) for name in sources.names()}
    return render_template(
        "watches/edit.html",
        watch=watch,
        sources=[(value, name) for name, value in known.items() if value],
        strays=[name for name in draft.boxes.sources if name not in known.values()],
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
