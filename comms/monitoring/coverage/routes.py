"""The page of the coverage: volume over time, and who speaks of us, how, of what."""

from datetime import timedelta

from flask import Blueprint, render_template, request

from comms.core import clock
from comms.core.languages import association_zone
from comms.core.rights import Right
from comms.core.web import current_member, needs
from comms.monitoring.coverage import queries
from comms.monitoring.coverage.forms import tables
from comms.monitoring.coverage.rules import HIGH, LONG, PERIODS, USUAL, WIDE, columns, volume

bp = Blueprint("coverage", __name__, url_prefix="/coverage")


@bp.get("")
@needs(Right.READ)
def overview() -> str:
    """Show the coverage of the last days."""
    days = request.args.get("days", USUAL, type=int)
    days = days if days in PERIODS else USUAL
    only_kept = "kept" in request.args
    zone, until = association_zone(), clock.now()
    last = until.astimezone(zone)
    first = (last - timedelta(days=days - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    said = queries.said(first, until, current_member(), only_kept=only_kept)
    spans = volume((each.at for each in said), first.date(), last.date(), zone)
    return render_template(
        "coverage/overview.html",
        days=days,
        periods=PERIODS,
        only_kept=only_kept,
        count=len(said),
        stories=len({each.story for each in said}),
        outlets=len({each.outlet for each in said} - {""}),
        spans=list(zip(spans, columns([each.count for each in spans]), strict=True)),
        most=max((each.count for each in spans), default=0),
        size=(WIDE, HIGH),
        long=LONG,
        tables=tables(said),
    )
