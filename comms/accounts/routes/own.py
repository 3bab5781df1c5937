"""One's own account: name, pass-phrase, second factor, devices, sessions."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from comms.accounts import queries
from comms.accounts.forms import COLLEGES, LANGUAGES, ZONES
from comms.accounts.models import Session
from comms.accounts.routes import browser
from comms.accounts.routes.blueprint import bp
from comms.accounts.routes.browser import current_session
from comms.accounts.rules import factors as rules
from comms.accounts.rules import passphrases
from comms.accounts.service import devices, factors, keeping, members, sessions, subscriptions
from comms.core import clock, options
from comms.core.languages import gettext
from comms.core.paths import own_path
from comms.core.refusal import Refused
from comms.core.rights import Right, Role, needs_second_factor
from comms.core.web import flash_refusal, needs


@dataclass(frozen=True)
class NewFactor:
    """What a page shows of a second factor that is being set up."""

    secret: str
    path: str
    side: int


def new_factor(held: Session) -> NewFactor | None:
    """Return the second factor this browser sets up, as its page draws it."""
    secret = keeping.kept(held).get(keeping.SECRET)
    if secret is None:
        return None
    house = " ".join(("Porte-voix", options.get("association"))).strip()
    path, side = rules.picture(rules.link(secret, held.member.email, house))
    return NewFactor(rules.in_groups(secret), path, side)


@bp.get("/account")
@needs(Right.BELONG)
def account() -> str:
    """Show one's account."""
    held, now = current_session(), clock.now()
    return render_template(
        "accounts/account.html",
        own=held.member,
        this=held.id,
        languages=LANGUAGES,
        colleges=COLLEGES,
        house_zone=options.get("zone"),
        zones=ZONES,
        proposed=passphrases.propose(),
        needs_factor=needs_second_factor(Role(held.member.role)),
        codes_left=queries.codes_left(held.member_id),
        sessions=queries.sessions_of(held.member_id, now),
        devices=queries.devices_of(held.member_id, now),
    )


@bp.post("/account")
@needs(Right.BELONG)
def introduce() -> Response:
    """Change one's name, language and zone."""
    name, lang = request.form.get("name", ""), request.form.get("lang", "")
    zone = request.form.get("zone", "").strip()

    def change() -> None:
        members.introduce(current_session().member, name, lang, zone)
        session.pop("lang", None)  # what was asked for in passing gives way to what was decided

    return _change(change, gettext("C’est noté."))


@bp.post("/account/passphrase")
@needs(Right.BELONG)
def change_passphrase() -> Response:
    """Choose another pass-phrase."""
    typed = request.form
    held = current_session()

    def change() -> None:
        token = members.change_passphrase(
            held,
            typed.get("password", ""),
            typed.get("passphrase", ""),
            typed.get("again", ""),
            label=browser.label(),
        )
        browser.let_in(token)

    said = gettext("Phrase de passe changée. Partout ailleurs, il faut se reconnecter avec elle.")
    return _change(change, said)


@bp.post("/account/sessions/<int:session_id>/end")
@needs(Right.BELONG)
def end_session(session_id: int) -> Response:
    """End one of one's sessions."""
    if not sessions.end_one(session_id, member_id=current_session().member_id):
        abort(404)
    return redirect(url_for(".account"), 303)


@bp.post("/account/sessions/end")
@needs(Right.BELONG)
def end_sessions() -> Response:
    """End all of one's sessions but this one, and what is read without one."""
    held = current_session()
    sessions.end_all(held.member_id, but=held.id)
    subscriptions.close_all(held.member_id)
    flash(
        gettext(
            "Partout ailleurs, la session est terminée ; vos adresses privées d’agenda et de flux "
            "n’ouvrent plus rien."
        )
    )
    return redirect(url_for(".account"), 303)


@bp.post("/account/devices/<int:device_id>/end")
@needs(Right.BELONG)
def end_device(device_id: int) -> Response:
    """Have a device asked for its second step again."""
    if not devices.end_one(device_id, member_id=current_session().member_id):
        abort(404)
    return redirect(url_for(".account"), 303)


@bp.post("/account/factor/new")
@needs(Right.BELONG)
def begin_factor() -> Response:
    """Begin to set a second factor up; the one that holds, holds until the new one is confirmed."""
    held = current_session()
    return _if_proven(lambda: factors.begin(held), then=".factor")


@bp.get("/account/factor")
@needs(Right.BELONG)
def factor() -> ResponseReturnValue:
    """Show the second factor that is being set up."""
    new = new_factor(current_session())
    if new is None:
        return redirect(url_for(".account"), 303)
    return render_template("accounts/factor.html", new=new)


@bp.post("/account/factor")
@needs(Right.BELONG)
def confirm_factor() -> Response:
    """Take the new second factor, and show its codes for paper."""
    held = current_session()
    try:
        codes = factors.confirm(held, request.form.get("code", ""))
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".factor"), 303)
    keeping.keep(held, **{keeping.CODES: codes})
    return redirect(url_for(".codes"), 303)


@bp.post("/account/factor/drop")
@needs(Right.BELONG)
def drop_factor() -> Response:
    """Do without a second factor, where the role allows."""
    member = current_session().member

    def drop() -> None:
        factors.drop_own(member)
        flash(gettext("Second facteur retiré : la phrase de passe suffit de nouveau."))

    return _if_proven(drop, then=".account")


@bp.post("/account/codes/new")
@needs(Right.BELONG)
def renew_codes() -> Response:
    """Make new codes for paper."""
    held = current_session()

    def renew() -> None:
        keeping.keep(held, **{keeping.CODES: factors.renew_codes(held.member)})

    return _if_proven(renew, then=".codes")


@bp.get("/account/codes")
@needs(Right.BELONG)
def codes() -> ResponseReturnValue:
    """Show the codes for paper until they are noted."""
    wish = own_path(request.args.get("next") or url_for(".account"))
    kept = keeping.kept(current_session()).get(keeping.CODES)
    if kept is None:
        return redirect(wish, 303)
    return render_template("accounts/codes.html", codes=kept, wish=wish)


@bp.post("/account/codes")
@needs(Right.BELONG)
def note_codes() -> Response:
    """Forget the codes for paper: they are noted."""
    keeping.drop(current_session(), keeping.CODES)
    return redirect(own_path(request.args.get("next")), 303)


def _if_proven(verb: Callable[[], None], *, then: str) -> Response:
    """Do what a session left open must not do alone: the pass-phrase is asked for again."""
    try:
        members.prove(current_session().member, request.form.get("password", ""))
        verb()
    except Refused as refusal:
        flash_refusal(refusal)
        then = ".account"
    return redirect(url_for(then), 303)


def _change(verb: Callable[[], None], said: str) -> Response:
    """Do one thing to the account and say so."""
    try:
        verb()
        flash(said)
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".account"), 303)
