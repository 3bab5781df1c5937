"""What one was told: the list, and the news on Aujourd'hui."""

from collections.abc import Iterable

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core.languages import gettext
from comms.core.panels import Answer, Place, TodayCard, TodayRow
from comms.core.rights import Actor, Right
from comms.core.web import current_member, get_or_404, needs
from comms.notices import queries
from comms.notices.models import Notice
from comms.notices.rules import Kind
from comms.notices.service import telling, wording

bp = Blueprint("notices", __name__, url_prefix="/notices")


@bp.get("")
@needs(Right.BELONG)
def overview() -> str:
    """Show what this member was told."""
    names = accounts.names()
    told = [
        (each, wording.lead(each.kind, each.title, names.get(each.by or 0, "")))
        for each in queries.told(current_member().id)
    ]
    return render_template("notices/overview.html", told=told, link=wording.link)


@bp.post("/read")
@needs(Right.BELONG)
def read_all() -> ResponseReturnValue:
    """Say that one has read everything."""
    telling.read_all(current_member())
    return redirect(url_for(".overview"), 303)


@bp.post("/<int:notice_id>/read")
@needs(Right.BELONG)
def read(notice_id: int) -> ResponseReturnValue:
    """Say that one has read a notice; another person's does not exist."""
    notice = get_or_404(Notice, notice_id)
    if notice.member_id != current_member().id:
        abort(404)
    telling.read(notice)
    return redirect(url_for("desk.today"), 303)


def on_today(actor: Actor) -> Iterable[TodayCard]:
    """Return the news a member finds nowhere else on the page; what fell back is done first."""
    news = queries.unread_news(actor.id)
    fallen = tuple(_row(each) for each in news if each.kind == Kind.FELL_BACK)
    others = tuple(_row(each) for each in news if each.kind != Kind.FELL_BACK)
    yield TodayCard(Place.DO, gettext("À faire d’abord"), fallen, is_first=True)
    yield TodayCard(Place.ASIDE, gettext("Pour vous"), others)


def _row(notice: Notice) -> TodayRow:
    done = Answer(gettext("Lu"), url_for("notices.read", notice_id=notice.id))
    return TodayRow(
        title=wording.headline(notice.kind, notice.title),
        url=notice.path,
        at=notice.made_at,
        answers=(done,),
    )
