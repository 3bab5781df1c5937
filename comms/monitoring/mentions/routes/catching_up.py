"""What was published before a watch was written joins the mentions to be sorted, when asked."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from comms.core.db import db, reading
from comms.core.languages import gettext, ngettext
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.monitoring.mentions.routes.blueprint import bp
from comms.monitoring.mentions.service import catching_up
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.queries.reading import may_read

DAYS = (30, 90)


@bp.post("/earlier/<int:watch_id>")
@needs(Right.KEEP_WATCH)
def catch_up(watch_id: int) -> ResponseReturnValue:
    """Have a watch catch up with what was there before it."""
    watch, member = get_or_404(Watch, watch_id), current_member()
    days = request.form.get("days", type=int)
    if not may_read(watch, member) or days not in DAYS:
        abort(404)
    db.session.rollback()  # looking may take a minute: nobody waits to write meanwhile
    try:
        with reading():
            found = catching_up.look_back(watch, days)
        db.session.rollback()
        count = catching_up.catch_up(watch, found, actor=member)
    except Refused as refusal:
        db.session.rollback()
        flash_refusal(refusal)
        return redirect(url_for("watches.edit", watch_id=watch_id), 303)
    if not count:
        flash(gettext("Rien de plus : ce que cette veille trouve est déjà parmi les retombées."))
        return redirect(url_for("watches.edit", watch_id=watch_id), 303)
    flash(
        ngettext(
            "%(num)d article plus ancien attend d’être trié ; personne n’en est prévenu.",
            "%(num)d articles plus anciens attendent d’être triés ; personne n’en est prévenu.",
            count,
        )
    )
    return redirect(url_for(".overview", watch=watch_id), 303)
