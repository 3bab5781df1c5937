"""The page behind a link: it takes words and pictures, and shows nothing of what it took."""

from datetime import timedelta

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from comms.accounts.rules.tries import Limit, TooMany
from comms.accounts.service import tries
from comms.core import clock
from comms.core.db import db
from comms.core.languages import language, speaking
from comms.core.refusal import Refused
from comms.core.settings import LANGUAGES
from comms.ideas import forms, queries, service
from comms.ideas.models import DropLink
from comms.ideas.routes.blueprint import bp
from comms.ideas.rules import DropWrong, Standing, standing

SPOKEN = (*LANGUAGES, "ar")
SENDS = Limit(60, timedelta(hours=1))  # by one link, what was refused too: pictures cost seconds
OFTEN, GONE, WRONG = 429, 410, 422


@bp.route("/drop/<secret>", methods=["GET", "POST"], endpoint="drop")
def drop(secret: str) -> ResponseReturnValue:
    """Take what is given, and say that it came; a link that has ended takes nothing and says so."""
    link = queries.link_of(secret)
    if link is None:
        abort(404)
    wish = request.values.get("lang", "")
    speaks = wish if wish in SPOKEN else language()
    with speaking(speaks if speaks in LANGUAGES else "fr"):
        return _take(link, speaks) if request.method == "POST" else _show(link, speaks)


def _show(link: DropLink, speaks: str) -> ResponseReturnValue:
    is_open = standing(link.expires_at, link.closed_at, clock.now()) is Standing.OPEN
    return _page(speaks, is_open=is_open), 200 if is_open else GONE


def _take(link: DropLink, speaks: str) -> ResponseReturnValue:
    try:
        tries.take({f"drop {link.id}": SENDS})
        service.drop(link, forms.read_drop(request.form, request.files.getlist("pictures")))
    except Refused as refusal:
        db.session.rollback()
        has_ended = DropWrong.ENDED in refusal.obstacles
        is_often = bool({DropWrong.TOO_OFTEN, TooMany.TRIES} & set(refusal.obstacles))
        typed = {name: request.form.get(name, "") for name in forms.FIELDS}
        said = None if has_ended else refusal.sentences()
        page = _page(speaks, is_open=not has_ended, typed=typed, refusals=said)
        return page, GONE if has_ended else OFTEN if is_often else WRONG
    return _page(speaks, is_open=True, is_received=True)


def _page(speaks: str, *, is_open: bool, **shown: object) -> str:
    return render_template(
        "ideas/drop.html",
        speaks=speaks,
        words=forms.in_tongues(),
        tongues=TONGUES,
        is_open=is_open,
        **{"typed": {}, "is_received": False, "refusals": None, **shown},
    )


TONGUES = (("fr", "Français"), ("en", "English"), ("ar", "العربية"))
