"""Alerts: how one wants them, and those that ask a person."""

from collections.abc import Iterator, Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import lost, settings
from comms.core.languages import gettext
from comms.core.panels import Place, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.web import current_member, get_or_404, needs
from comms.monitoring.alerts import queries
from comms.monitoring.alerts.forms import PACES, read_paces, read_wanted, zones
from comms.monitoring.alerts.models import AlertMail
from comms.monitoring.alerts.queries import guests as outside
from comms.monitoring.alerts.routes.blueprint import bp
from comms.monitoring.alerts.service import deciding, wishing
from comms.monitoring.alerts.service.wishing import Wanted
from comms.monitoring.watches.queries import listing as watches
from comms.monitoring.watches.queries import reading


@bp.get("")
@needs(Right.READ)
def mine() -> str:
    """Show of which watches one is told, how often, and when not."""
    habits = queries.said_habits(current_member().id) or Wanted()
    return _mine(habits, queries.paces(current_member().id))


def _mine(habits: object, paces: Mapping[int, str | None], **shown: object) -> str:
    readable = reading.readable(watches.open_ones(), current_member())
    guests = outside.everyone(current_member()) if current_member().may(Right.SEND) else []
    return render_template(
        "alerts/mine.html",
        watches=readable,
        habits=habits,
        mine=paces,
        choices=PACES.items(),
        words=PACES,
        paces_alone=[(value, words) for value, words in PACES.items() if value],
        watch_choices=[(each.id, each.name) for each in readable],
        zones=zones,
        guests=guests,
        let_go=outside.let_go([guest.id for guest, _ in guests]),
        has_door=settings.current().smtp is not None,
        **shown,
    )


@bp.post("")
@needs(Right.READ)
def choose() -> ResponseReturnValue:
    """Choose of which watches one is told, how often, and when not."""
    paces = read_paces(request.form)
    try:
        wishing.choose(read_wanted(request.form), paces, actor=current_member())
    except Refused as refusal:
        return _mine(request.form, paces, refusals=refusal.sentences()), 422
    flash(gettext("C’est noté : vos alertes viendront ainsi."))
    return redirect(url_for(".mine"), 303)


@bp.post("/<int:mail_id>/resolve")
@needs(Right.READ)
def resolve(mail_id: int) -> ResponseReturnValue:
    """Decide what became of an alert: its reader does, or who may send."""
    mail, member = get_or_404(AlertMail, mail_id), current_member()
    if mail.member_id != member.id and not member.may(Right.SEND):
        abort(403)
    return lost.decide(
        lambda answer, actor: deciding.resolve(mail, answer, actor=actor),
        home=url_for("desk.today"),
    )


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return the alerts that ask a person: one's own, or all for who may send."""
    if not actor.may(Right.READ):
        return
    mails = queries.troubled(None if actor.may(Right.SEND) else actor.id)
    names = accounts.names() if mails else {}
    rows = tuple(_row(mail, names.get(mail.member_id, "?")) for mail in mails)
    yield TodayCard(Place.DECIDE, gettext("Alertes à décider"), rows)


def _row(mail: AlertMail, name: str) -> TodayRow:
    resolve = url_for("alerts.resolve", mail_id=mail.id)
    return lost.row(mail, name, gettext("Une alerte"), resolve=resolve)
