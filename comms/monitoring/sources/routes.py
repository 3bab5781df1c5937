"""Pages of the sources: how each is, one more, a list in, a list out."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts.rules.tries import Limit
from comms.accounts.service import tries
from comms.core import clock, options
from comms.core.db import db
from comms.core.languages import gettext, ngettext
from comms.core.panels import Place, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, flash_undo, get_or_404, needs
from comms.monitoring.sources import queries
from comms.monitoring.sources.forms import DONE, ENGINES, said_length, said_why, shown
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.queries import named
from comms.monitoring.sources.rules import Engine, SourceWrong, search_address
from comms.monitoring.sources.service import following, listing, telling
from comms.monitoring.sources.service.following import Found

bp = Blueprint("sources", __name__, url_prefix="/watch/sources")
LOOK, LOOKS = (Limit(most, timedelta(seconds=40)) for most in (1, 2))  # a look takes thirty


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show every source, those that need a look first."""
    return render_template("sources/overview.html", **_shown())


def _shown() -> dict[str, object]:
    now = clock.now()
    healths = queries.healths(now)
    return {
        "now": now,
        "unwell": [shown(each) for each in healths if not each.is_well],
        "well": [shown(each) for each in healths if each.is_well],
        "engines": ENGINES.items(),
        "starter": listing.starter_names(),
        "second": queries.second_readings(),
        "had_outages": queries.with_outages(),
    }


@bp.get("/<int:source_id>")
@needs(Right.READ)
def show(source_id: int) -> str:
    """Show how a source is, and when it was not read."""
    source = get_or_404(Source, source_id)
    found = queries.outages_of(source)
    return render_template(
        "sources/show.html",
        shown=shown(queries.health_of(source, clock.now())),
        title=named(source),
        outages=[(each, telling.span(each.since, each.until)) for each in found],
        reason=telling.reason,
        lasted=said_length,
        kept_days=options.get("kept_days"),
    )


@bp.post("/add")
@needs(Right.KEEP_WATCH)
def add() -> ResponseReturnValue:
    """Follow one source more: its feed is looked for while the person waits."""
    return _follow(request.form.get("url", ""))


@bp.post("/search")
@needs(Right.KEEP_WATCH)
def add_search() -> ResponseReturnValue:
    """Follow what another site finds; it learns what is looked for."""
    words = request.form.get("words", "").strip()
    if not words or request.form.get("engine") not in list(Engine):
        return _again([gettext("Dites ce qu’il faut chercher.")])
    lang, host = request.form.get("lang", "fr")[:2], request.form.get("host", "").strip()
    return _follow(search_address(Engine(request.form["engine"]), words, lang, host))


def _follow(url: str) -> ResponseReturnValue:
    actor = current_member()
    db.session.rollback()  # looking may take half a minute: nobody else waits for it
    try:
        found = _found(url, actor.id)
        source = following.follow(found, actor=actor)
    except Refused as refusal:
        db.session.rollback()
        return _again(refusal.sentences(), refusal.facts.get("maybe"))
    flash(gettext("Source suivie : « %(title)s ».", title=named(source)))
    if not found.others:
        return redirect(url_for(".overview"), 303)
    db.session.flush()
    return render_template("sources/overview.html", others=found.others, **_shown())


def _found(url: str, member_id: int) -> Found:
    """Look for a feed; one look a member and two in the house, as each may hold a thread."""
    taken = tries.take({f"sources:{member_id}": LOOK, "sources": LOOKS})
    try:
        return following.find(url)
    finally:
        tries.give_back(taken)
        db.session.commit()


def _again(said: list[str], maybe: object = None) -> ResponseReturnValue:
    """Show the page with what is wrong, what was typed and which links `maybe` are feeds."""
    wrong = {"refusals": said, "typed": request.form, "maybe": maybe}
    return render_template("sources/overview.html", **wrong, **_shown()), 422


@bp.post("/starter")
@needs(Right.KEEP_WATCH)
def add_starter() -> ResponseReturnValue:
    """Follow the press we propose to begin with."""
    made = listing.import_starter(actor=current_member())
    flash(ngettext("%(num)d source ajoutée.", "%(num)d sources ajoutées.", made.added))
    return redirect(url_for(".overview"), 303)


@bp.post("/import")
@needs(Right.KEEP_WATCH)
def import_list() -> ResponseReturnValue:
    """Follow every feed of an OPML file; say which lines did not enter."""
    sent = request.files.get("file")
    try:
        if sent is None:
            raise Refused(SourceWrong.NO_FILE)
        made = listing.import_list(sent.read(), actor=current_member())
    except Refused as refusal:
        db.session.rollback()
        return _again(refusal.sentences())
    flash(ngettext("%(num)d source ajoutée.", "%(num)d sources ajoutées.", made.added))
    if made.known:
        flash(ngettext("%(num)d était déjà suivie.", "%(num)d étaient déjà suivies.", made.known))
    if not made.rejected:
        return redirect(url_for(".overview"), 303)
    rejected = [(each.url, said_why(each)) for each in made.rejected]
    return render_template("sources/imported.html", rejected=rejected)


@bp.get("/export")
@needs(Right.READ)
def export_list() -> Response:
    """Give the sources as a list any reader of feeds takes."""
    body = listing.export_list(options.get("association") or "Porte-voix")
    head = {"Content-Disposition": 'attachment; filename="sources.opml"'}
    return Response(body, mimetype="text/x-opml", headers=head)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return a line for all sources that need a look, one for all that moved: no storm."""
    if not actor.may(Right.KEEP_WATCH):
        return
    rows = []
    if lost := queries.lost(clock.now()):
        title = ngettext(
            "%(num)d source ne donne plus rien", "%(num)d sources ne donnent plus rien", len(lost)
        )
        rows.append(_row(title, lost))
    if moved := queries.moved():
        title = ngettext(
            "%(num)d source a changé d’adresse", "%(num)d sources ont changé d’adresse", len(moved)
        )
        rows.append(_row(title, moved))
    if rows:
        yield TodayCard(Place.ASIDE, gettext("Veille"), tuple(rows))


def _row(title: str, sources: Sequence[Source]) -> TodayRow:
    names = ", ".join(map(named, sources[:3]))
    detail = names if len(sources) <= 3 else gettext("%(names)s et d’autres", names=names)
    return TodayRow(title, detail, url_for("sources.overview"))


ACTS = {
    "pause": following.pause,
    "resume": following.resume,
    "remove": following.remove,
    "ask": following.ask_soon,
    "read-pages": following.read_pages,
    "leave-pages": following.leave_pages,
    "see-move": following.see_move,
}


@bp.post("/<int:source_id>/name")
@needs(Right.KEEP_WATCH)
def rename(source_id: int) -> ResponseReturnValue:
    """Call a source as the house calls the outlet."""
    source = get_or_404(Source, source_id)
    following.rename(source, request.form.get("title", ""), actor=current_member())
    flash(gettext("La source s’appelle « %(title)s ».", title=named(source)))
    return redirect(url_for(".overview"), 303)


@bp.post("/<int:source_id>/<act>")
@needs(Right.KEEP_WATCH)
def change(source_id: int, act: str) -> ResponseReturnValue:
    """Pause a source, take it up again, let it go, or have it asked in the next round."""
    if act not in ACTS:
        abort(404)
    source = get_or_404(Source, source_id)
    ACTS[act](source, actor=current_member())
    title = named(source)
    if act == "remove":
        said = gettext("« %(title)s » n’est plus suivie ; ses articles restent.", title=title)
        flash_undo(said, url_for(".change", source_id=source.id, act="resume"), {})
    elif act in DONE:
        flash(str(DONE[act]) % {"title": title})
    return redirect(url_for(".overview"), 303)
