"""People without an account: asked, shown, told no more; their own page says yes or no."""

from collections.abc import Callable, Iterator

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.core import lost, options
from comms.core.db import db
from comms.core.languages import gettext
from comms.core.panels import Place, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.settings import LANGUAGES
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.monitoring.alerts.forms import PACES, read_wanted, zones
from comms.monitoring.alerts.models import Guest, GuestMail
from comms.monitoring.alerts.queries import guests as queries
from comms.monitoring.alerts.routes.blueprint import bp
from comms.monitoring.alerts.rules import AlertWrong, Kind
from comms.monitoring.alerts.service import deciding, guests
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.queries.reading import may_read
from comms.monitoring.watches.rules.paces import Pace


@bp.post("/guests")
@needs(Right.SEND)
def invite() -> ResponseReturnValue:
    """Ask somebody without an account whether they want to be told of what a watch catches."""
    return _begun(
        guests.invite, gettext("La question est partie : rien d’autre ne partira avant son oui.")
    )


@bp.post("/places")
@needs(Right.KEEP_SETTINGS)
def add_place() -> ResponseReturnValue:
    """Have a telephone, a chat room, a hook told of what a watch catches."""
    return _begun(
        guests.add_place,
        gettext("C’est noté : un premier mot part vers cette adresse, pour voir qu’il arrive."),
    )


def _begun(verb: Callable[..., Guest], done: str) -> ResponseReturnValue:
    """Read of which watch, how often, in which language; say on the next page what came of it."""
    form = request.form
    watch = get_or_404(Watch, form.get("watch", -1, type=int))
    if not may_read(watch, current_member()):
        abort(404)
    pace = Pace(form["pace"]) if form.get("pace") in set(Pace) else Pace.DAILY
    lang = form["lang"] if form.get("lang") in LANGUAGES else LANGUAGES[0]
    try:
        verb(watch, form.get("address", ""), pace, lang, actor=current_member())
        flash(done)
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".mine"), 303)


@bp.get("/guests/<int:guest_id>/hours")
@needs(Right.SEND)
def hours(guest_id: int) -> str:
    """Show when a guest or a place is told, and when not."""
    guest = _told(guest_id)
    return _hours(guest, guest)


def _hours(guest: Guest, habits: object, **shown: object) -> str:
    return render_template(
        "alerts/hours.html",
        guest=guest,
        habits=habits,
        watch=db.session.get_one(Watch, guest.watch_id),
        words=PACES,
        zones=zones,
        **shown,
    )


@bp.post("/guests/<int:guest_id>/hours")
@needs(Right.SEND)
def set_hours(guest_id: int) -> ResponseReturnValue:
    """Say when a guest or a place is told, and when not."""
    guest = _told(guest_id)
    try:
        guests.set_hours(guest, read_wanted(request.form), actor=current_member())
    except Refused as refusal:
        return _hours(guest, request.form, refusals=refusal.sentences()), 422
    flash(gettext("C’est noté : les prochains envois suivront ces heures."))
    return redirect(url_for(".mine", _anchor=f"guest-{guest.id}"), 303)


def _told(guest_id: int) -> Guest:
    """Return a guest who is told; one who ended it, or of a watch closed to us, is not there."""
    guest = get_or_404(Guest, guest_id)
    _of_an_open_watch(guest)
    if guest.ended_at:
        abort(404)
    return guest


@bp.post("/guests/<int:guest_id>/end")
@needs(Right.SEND)
def let_go(guest_id: int) -> ResponseReturnValue:
    """Tell a guest no more."""
    guest = get_or_404(Guest, guest_id)
    _of_an_open_watch(guest)
    guests.end(guest, actor=current_member())
    flash(gettext("C’est noté : plus rien ne partira vers cette adresse."))
    return redirect(url_for(".mine"), 303)


def _of_an_open_watch(guest: Guest) -> None:
    """Answer that there is none where the watch is closed to whoever asks."""
    if not may_read(get_or_404(Watch, guest.watch_id), current_member()):
        abort(404)


@bp.route("/guest/<secret>", methods=["GET", "POST"], endpoint="guest")
def own_word(secret: str) -> ResponseReturnValue:
    """Let a guest say yes or no; a robot that only looks changes nothing."""
    guest = queries.by_secret(secret)
    if guest is None:
        raise Refused(AlertWrong.UNKNOWN_LINK)
    done = ""
    if request.method == "POST":
        done = "no" if "no" in request.form else "yes"
        if done == "no":
            guests.end(guest, actor=None)
        else:
            guests.confirm(guest)
    return render_template(
        "alerts/guest.html",
        secret=secret,
        association=options.get("association") or "Porte-voix",
        is_told=guest.confirmed_at is not None,
        done=done,
    )


@bp.post("/guest-mails/<int:mail_id>/resolve")
@needs(Right.SEND)
def resolve_guest(mail_id: int) -> ResponseReturnValue:
    """Decide what became of a mail to a guest."""
    mail = get_or_404(GuestMail, mail_id)
    _of_an_open_watch(get_or_404(Guest, mail.guest_id))
    return lost.decide(
        lambda answer, actor: deciding.resolve_outside(mail, answer, actor=actor),
        home=url_for("desk.today"),
    )


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return the mails to guests that ask a person, for who may send."""
    if not actor.may(Right.SEND):
        return
    mails = queries.troubled()
    places = queries.places({mail.guest_id for mail in mails}) if mails else {}
    rows = tuple(_row(mail, places.get(mail.guest_id, "")) for mail in mails)
    yield TodayCard(Place.DECIDE, gettext("Alertes au dehors, à décider"), rows)


def _row(mail: GuestMail, place: str) -> TodayRow:
    """Return a mail that asks a person; `place` is empty where it goes to somebody."""
    first = gettext("Le premier mot") if place else gettext("La question avant toute alerte")
    return lost.row(
        mail,
        place or gettext("Une personne sans compte"),
        first if mail.kind == Kind.ASK else gettext("Une alerte"),
        resolve=url_for("alerts.resolve_guest", mail_id=mail.id),
    )
