"""Links that open once: the first administrator, an invitation, a new pass-phrase.

Reading such a page uses nothing up: mail programs open links before people do.
"""

from collections.abc import Callable

from flask import render_template, request
from flask.typing import ResponseReturnValue

from comms.accounts.models import Invitation
from comms.accounts.routes import browser
from comms.accounts.routes.blueprint import bp
from comms.accounts.routes.doors import code_of, go_in
from comms.accounts.rules import passphrases
from comms.accounts.rules.links import Kind, LinkWrong
from comms.accounts.service import links
from comms.accounts.service.signing_in import Entered
from comms.core import settings
from comms.core.refusal import Refused


@bp.route("/set-up/<token>", methods=("GET", "POST"))
def set_up(token: str) -> ResponseReturnValue:
    """Make the first administrator."""
    typed = request.form

    def take() -> Entered:
        email, name = typed.get("email", ""), typed.get("name", "")
        return links.set_up(token, email, name, *_passphrases(), browser.knock())

    return _open(Kind.SET_UP, token, "accounts/set_up.html", take)


@bp.route("/join/<token>", methods=("GET", "POST"))
def accept_invitation(token: str) -> ResponseReturnValue:
    """Take an invitation."""

    def take() -> Entered:
        return links.join(token, request.form.get("name", ""), *_passphrases(), browser.knock())

    return _open(Kind.JOIN, token, "accounts/join.html", take)


@bp.route("/reset/<token>", methods=("GET", "POST"))
def reset(token: str) -> ResponseReturnValue:
    """Choose a new pass-phrase."""

    def take() -> Entered:
        return links.reset(token, *_passphrases(), browser.knock())

    return _open(Kind.RESET, token, "accounts/reset.html", take)


@bp.route("/reset", methods=("GET", "POST"))
def ask_reset() -> ResponseReturnValue:
    """Have a link sent by mail; the answer is the same whoever asks."""
    has_mail = settings.current().smtp is not None
    if request.method != "POST":
        return render_template("accounts/ask_reset.html", has_mail=has_mail)
    try:
        links.ask_reset(request.form.get("email", ""), browser.knock())
    except Refused as refusal:
        said = refusal.sentences()
        page = render_template("accounts/ask_reset.html", has_mail=has_mail, refusals=said)
        return page, code_of(refusal)
    return render_template("accounts/ask_reset.html", has_mail=has_mail, is_asked=True)


def _open(
    kind: Kind, token: str, template: str, take: Callable[[], Entered]
) -> ResponseReturnValue:
    """Show what a link opens; a POST takes it, and leads on."""
    try:
        row = links.standing(kind, token)
        if request.method != "POST":
            return _page(template, row, [])
    except Refused as refusal:
        return render_template("accounts/dead_link.html", refusals=refusal.sentences()), 404
    try:
        return go_in(take(), "/")
    except Refused as refusal:
        if LinkWrong.DEAD in refusal.obstacles:
            return render_template("accounts/dead_link.html", refusals=refusal.sentences()), 404
        return _page(template, row, refusal.sentences()), 422


def _page(template: str, row: Invitation, refusals: list[str]) -> str:
    proposed = request.form.get("proposed") or passphrases.propose()
    return render_template(
        template, row=row, typed=request.form, proposed=proposed, refusals=refusals
    )


def _passphrases() -> tuple[str, str]:
    return request.form.get("passphrase", ""), request.form.get("again", "")
