"""Pages of the sources: how each is, one more, a list in, a list out."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.core import clock, options
from comms.core.db import db
from comms.core.languages import gettext, ngettext
from comms.core.panels import Place, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, get_or_404, needs
from comms.monitoring.sources import queries
from comms.monitoring.sources.forms import said_why, shown
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.rules import SourceWrong
from comms.monitoring.sources.service import following, listing

bp = Blueprint("sources", __name__, url_prefix="/watch/sources")


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show every source, those that need a look first."""
    return render_template("sources/overview.html", **_shown())


def _shown() -> dict[str, object]:
    healths = queries.healths(clock.now())
    return {
        "unwell": [shown(each) for each in healths if not each.is_well],
        "well": [shown(each) for each in healths if each.is_well],
        "now": clock.now(),
    }


@bp.post("/add")
@needs(Right.KEEP_WATCH)
def add() -> ResponseReturnValue:
    """Follow one source more: its feed is looked for while the person waits."""
    actor = current_member()
    db.session.rollback()  # looking may take half a minute: nobody else waits for it
    try:
        found = following.find(request.form.get("url", ""))
        source = following.follow(found, actor_id=actor.id)
    except Refused as refusal:
        db.session.rollback()
        typed = request.form.get("url", "")
        page = render_template(
            "sources/overview.html", refusals=refusal.sentences(), typed=typed, **_shown()
        )
        return page, 422
    flash(gettext("Source suivie : « %(title)s ».", title=source.title or source.url))
    return redirect(url_for(".overview"), 303)


@bp.post("/import")
@needs(Right.KEEP_WATCH)
def import_list() -> ResponseReturnValue:
    """Follow every feed of an OPML file; say which lines did not enter."""
    sent = request.files.get("file")
    try:
        if sent is None:
            raise Refused(SourceWrong.NO_FILE)
        made = listing.import_list(sent.read(), actor_id=current_member().id)
    except Refused as refusal:
        db.session.rollback()
        return render_template(
            "sources/overview.html", refusals=refusal.sentences(), **_shown()
        ), 422
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
    """Return one line for all sources that need a look: a notice, not a storm."""
    if not actor.may(Right.KEEP_WATCH) or not (lost := queries.lost(clock.now())):
        return
    names = ", ".join(each.title or each.url for each in lost[:3])
    title = ngettext(
        "%(num)d source ne donne plus rien", "%(num)d sources ne donnent plus rien", len(lost)
    )
    detail = names if len(lost) <= 3 else gettext("%(names)s et d’autres", names=names)
    row = TodayRow(title, detail, url_for("sources.overview"))
    yield TodayCard(Place.ASIDE, gettext("Veille"), (row,))


ACTS = {
    "pause": following.pause,
    "resume": following.resume,
    "remove": following.remove,
    "ask": following.ask_soon,
}


@bp.post("/<int:source_id>/<act>")
@needs(Right.KEEP_WATCH)
def change(source_id: int, act: str) -> ResponseReturnValue:
    """Pause a source, take it up again, let it go, or have it asked in the next round."""
    if act not in ACTS:
        abort(404)
    ACTS[act](get_or_404(Source, source_id), actor_id=current_member().id)
    return redirect(url_for(".overview"), 303)
