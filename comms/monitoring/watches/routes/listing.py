"""What is watched, and what holds for all watches; closing one, looking again; the search."""

from collections.abc import Callable, Collection, Iterator, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.core import options
from comms.core.languages import gettext, ngettext
from comms.core.panels import Found
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.text import fold
from comms.core.web import current_member, flash_refusal, needs
from comms.monitoring.watches import service
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.queries import listing, reading
from comms.monitoring.watches.routes.blueprint import bp, opened
from comms.monitoring.watches.rules.showing import line


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show what is watched, with the hits of the last weeks."""
    member, by_week = current_member(), listing.hits_by_week()
    unread = reading.closed_to(member)
    open_ones = _in_order(listing.open_ones(), unread)
    none = [0] * listing.WEEKS
    return render_template(
        "watches/overview.html",
        watches=open_ones,
        versions=listing.versions_that_hold(each.id for each in open_ones),
        weeks={each.id: by_week.get(each.id, none) for each in open_ones},
        line=line,
        closed=reading.readable(listing.closed_ones(), member),
        unread=unread,
        own_sites="\n".join(options.get("own_sites")),
        kept_days=options.get("kept_days"),
    )


def _in_order(watches: Sequence[Watch], unread: Collection[int]) -> list[Watch]:
    """Return the watches one reads by name, then the others as they were begun.

    Among the first the place of a name that is not shown would spell it.
    """
    others = sorted((each for each in watches if each.id in unread), key=lambda each: each.id)
    return [*(each for each in watches if each.id not in unread), *others]


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


def _turn(watch_id: int, verb: Callable[..., None], said: str) -> ResponseReturnValue:
    watch = opened(watch_id)
    try:
        verb(watch, actor=current_member())
        flash(said)
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".overview"), 303)


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
