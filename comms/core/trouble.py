"""When an answer is no: a page that says what is wrong and what to do, and keeps what was typed."""

import re

import structlog
from flask import Flask, Response, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import BadRequest, HTTPException, SecurityError

from comms.core import again
from comms.core.db import db
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.web import TRACELESS

log = structlog.get_logger()
SECRET_FIELDS = frozenset({"csrf_token", "password", "passphrase", "code", "again"})
SENTENCES = {
    400: _l("Cette demande n’a pas pu être lue. Revenez en arrière et réessayez."),
    401: _l("Votre session est terminée. Reconnectez-vous dans un autre onglet, puis renvoyez."),
    403: _l("Votre rôle ne permet pas cette action. Demandez à une personne qui administre."),
    404: _l("Cette page n’existe pas, ou plus. L’adresse a peut-être changé."),
    405: _l("Cette adresse ne s’ouvre pas de cette façon. Revenez à la page précédente."),
    409: _l(
        "Quelqu’un a enregistré la même chose au même instant, ou changé ce à quoi elle tient. "
        "Rouvrez la page, puis renvoyez si c’est encore utile."
    ),
    413: _l("C’est trop lourd : 25 Mo au plus. Réduisez le fichier et recommencez."),
    429: _l("Trop d’essais de suite. Attendez quelques minutes avant de recommencer."),
    503: _l("La base est occupée. Rien n’est perdu : réessayez dans quelques secondes."),
    500: _l("Quelque chose a cassé de notre côté. L’incident est noté ; réessayez."),
}
# Fields in which nobody writes: what they hold would only stand between the words.
_CODES = re.compile(r"(?:.*_)?(?:back|base|fold|format|hash|kind|lang|next|number|then|zone)")
PAGE_EXPIRED = _l(
    "Cette page était ouverte depuis trop longtemps. Rechargez-la et renvoyez votre texte."
)
HAS_NUL = _l("Le texte contient un caractère nul, invisible. Recopiez-le sans lui et renvoyez.")


class Nul(BadRequest):
    """A character no text contains; databases refuse it, so we say it first."""


def install(app: Flask) -> None:
    """Give every error a page."""
    again.install(app)
    app.before_request(_refuse_nul)
    app.register_error_handler(HTTPException, _say)
    app.register_error_handler(Refused, _say_refusal)
    app.register_error_handler(OperationalError, _say_busy)
    app.register_error_handler(IntegrityError, _say_crossed)


def _refuse_nul() -> None:
    values = [*request.args.values(), *request.form.values()]
    if any("\0" in value for value in values) or "\0" in request.path:
        raise Nul


def _say(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    if isinstance(error, SecurityError):  # a host we are not: no page of ours has an address there
        return Response(gettext(str(SENTENCES[400])), code, mimetype="text/plain")
    if isinstance(error, CSRFError):
        return _page(code, gettext(str(PAGE_EXPIRED)))
    if isinstance(error, Nul):
        return _page(code, gettext(str(HAS_NUL)))
    return _page(code, gettext(str(SENTENCES.get(code, SENTENCES[400]))))


def _say_refusal(refusal: Refused) -> ResponseReturnValue:
    """Show the page a form was sent from, with its words; else the sentence and them."""
    if page := again.page_of(refusal.sentences()):
        return page, 422
    return _page(422, " ".join(refusal.sentences()))


def _say_busy(error: OperationalError) -> ResponseReturnValue:
    db.session.rollback()
    if "locked" not in str(error.orig):
        log.error("database", error=type(error.orig).__name__, exc_info=error)
        return _page(500, gettext(str(SENTENCES[500])))
    return _page(503, gettext(str(SENTENCES[503])))


def _say_crossed(error: IntegrityError) -> ResponseReturnValue:
    """Two did the same at once: the database keeps the first; PostgreSQL lets both come so far."""
    db.session.rollback()
    log.error("crossed", error=type(error.orig).__name__, exc_info=error)
    return _page(409, gettext(str(SENTENCES[409])))


def _page(code: int, sentence: str) -> ResponseReturnValue:
    """Show a sentence and what was typed, so that it can be copied back."""
    if request.accept_mimetypes.best == "application/json":
        return {"error": sentence}, code
    if code >= 500:  # the page asks the database nothing: it may be what has failed
        db.session.rollback()
        g.member = None
    template = "errors.html" if g.get("member") else "errors_bare.html"
    if request.endpoint in TRACELESS:
        template = "errors_traceless.html"
    page = render_template(template, code=code, sentence=sentence, typed=_typed(code))
    return page, code


def _typed(code: int) -> dict[str, str]:
    """Return what stood in the form; of one too heavy to be read, nothing can be said."""
    if code == 413:
        return {}
    return {
        name: value.replace("\0", "")
        for name, value in request.form.items()
        if name not in SECRET_FIELDS and value.strip() and not _CODES.fullmatch(name)
    }
