"""The door: sign in, the second step, sign out."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from comms.accounts import queries
from comms.accounts.models import Session
from comms.accounts.routes import browser
from comms.accounts.routes.blueprint import bp
from comms.accounts.routes.own import new_factor
from comms.accounts.rules.tries import TooMany
from comms.accounts.service import signing_in
from comms.accounts.service.signing_in import Entered
from comms.core.paths import own_path
from comms.core.refusal import Refused
from comms.core.rights import Right
from comms.core.web import needs


@bp.route("/login", methods=("GET", "POST"))
def sign_in() -> ResponseReturnValue:
    """Show the door, and let in who has the pass-phrase; who is in already goes on."""
    if request.method == "POST":
        return _try_passphrase()
    if g.member:
        return redirect(own_path(request.args.get("next")), 303)
    return render_template("accounts/sign_in.html", email="", is_new=queries.is_nobody_here())


def _try_passphrase() -> ResponseReturnValue:
    email = request.form.get("email", "")
    try:
        entered = signing_in.sign_in(email, request.form.get("passphrase", ""), browser.knock())
    except Refused as refusal:
        said = refusal.sentences()
        page = render_template("accounts/sign_in.html", email=email, refusals=said)
        return page, code_of(refusal)
    return go_in(entered, request.args.get("next"))


@bp.route("/login/second", methods=("GET", "POST"))
def second_step() -> ResponseReturnValue:
    """Ask for the second factor, or have it set up at the first sign-in."""
    if not isinstance(g.half, Session):
        return redirect(url_for(".sign_in"), 303)
    if request.method == "POST":
        return _try_code(g.half)
    return _second_page(g.half)


def _try_code(half: Session) -> ResponseReturnValue:
    step = signing_in.pass_second_step if half.member.totp else signing_in.set_up_second_step
    code, is_own = request.form.get("code", ""), "own" in request.form
    is_new = not half.member.totp
    try:
        entered = step(half, code, label=browser.label(), is_own=is_own)
    except Refused as refusal:
        return _second_page(half, refusal.sentences()), code_of(refusal)
    wish = own_path(request.args.get("next"))
    return go_in(entered, url_for(".codes", next=wish) if is_new else wish)


def _second_page(half: Session, refusals: list[str] | None = None) -> str:
    if half.member.totp:
        return render_template("accounts/second_step.html", refusals=refusals)
    return render_template("accounts/second_new.html", new=new_factor(half), refusals=refusals)


def go_in(entered: Entered, wish: str | None) -> Response:
    """Give this browser what it was let in with, and lead on."""
    browser.let_in(entered.token)
    wish = own_path(wish)
    onward = wish if entered.is_whole else url_for(".second_step", next=wish)
    return browser.call_own(redirect(onward, 303), entered.device)


def code_of(refusal: Refused) -> int:
    """Return the status of a refusal: 429 tells machines to wait."""
    return 429 if TooMany.TRIES in refusal.obstacles else 422


@bp.post("/logout")
@needs(Right.BELONG)
def sign_out() -> ResponseReturnValue:
    """Sign out."""
    browser.let_go()
    return redirect(url_for(".sign_in"), 303)
