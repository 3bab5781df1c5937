"""Reading an hour back in full, as it is typed."""

from collections.abc import Iterator
from contextlib import suppress

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from comms.calendar.routes.blueprint import bp
from comms.core import hours, said
from comms.core.given import read_day as read_given
from comms.core.languages import association_zone, day, gettext, moment, yours
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import needs


@bp.get("/calendar/hour")
@needs(Right.WRITE)
def read_hour() -> ResponseReturnValue:
    """Say what was understood of « jeudi 6 h »: the hour on the clock, and in full.

    `stands`: the hour that was chosen before, and stays where nothing is understood. `back`: it is
    over, so that « 9 h » is this morning.
    """
    zone, is_over = request.args.get("zone") or str(association_zone()), "back" in request.args
    try:
        words = said.read(request.args.get("said", ""), hours.now_in(zone), back=is_over)
        meant = hours.read(words, zone)
    except Refused as refusal:
        return jsonify({"told": " ".join([*refusal.sentences(), *_stands(zone)])}), 422
    town = zone.rpartition("/")[2].replace("_", " ")
    told = f"{moment(meant.instant, 'EEEE d MMMM y, H:mm')}, {town}"
    if there := yours(meant.instant):
        told = f"{told} · {there}"
    return jsonify({"wall": meant.wall, "told": told})


def _stands(zone: str) -> Iterator[str]:
    """Say which hour stays, if one was chosen."""
    with suppress(Refused):
        if wall := request.args.get("stands", ""):
            kept = moment(hours.read(wall, zone).instant, "EEEE d MMMM y, H:mm")
            yield gettext("L’heure reste : %(when)s.", when=kept)


@bp.get("/calendar/day")
@needs(Right.WRITE)
def read_day() -> ResponseReturnValue:
    """Say which day was understood of « jeudi », in full. `back`: it is over."""
    try:
        found = read_given(request.args, "said", back="back" in request.args)
    except Refused as refusal:
        return jsonify({"told": " ".join(refusal.sentences())}), 422
    return jsonify(
        {"wall": found.isoformat(), "told": day(found, "EEEE d MMMM y")} if found else {}
    )
