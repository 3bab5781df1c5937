"""The door: sign in, sign out."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts.routes import browser
from comms.accounts.routes.blueprint import bp
from comms.accounts.rules.tries import TooMany
from comms.accounts.service import signing_in
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
    return render_template("accounts/sign_in.html", email="")


def _try_passphrase() -> ResponseReturnValue:
    email = request.form.get("email", "")
    try:
        entered = signing_in.sign_in(email, request.form.get("passphrase", ""), browser.knock())
    except Refused as refusal:
        said = refusal.sentences()
        page = render_template("accounts/sign_in.html", email=email, refusals=said)
        return page, 429 if TooMany.TRIES in refusal.obstacles else 422
    browser.let_in(entered.token)
    wish = own_path(request.args.get("next"))
    return redirect(wish if entered.is_whole else url_for(".second_step", next=wish), 303)


@bp.post("/logout")
@needs(Right.BELONG)
def sign_out() -> ResponseReturnValue:
    """Sign out."""
    browser.let_go()
    return redirect(url_for(".sign_in"), 303)
