"""A form that was refused comes back on its own page, with its words and the sentence.

Most rooms show the page again themselves. Where one only says no, by letting `Refused` pass or by
leading back with a sentence, this shows that page, in the same request: nothing is kept anywhere.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, session
from werkzeug.test import EnvironBuilder

from comms.core.db import db
from comms.core.paths import is_own_path
from comms.core.refilling import refilled

UNREAD = 422
HEADERS = ("Cookie", "User-Agent", "Accept-Language")


def install(app: Flask) -> None:
    """Look at every answer to a form that was refused and leads elsewhere."""

    @app.after_request
    def keep_words(response: Response) -> Response:
        """Show the page it leads to with the words, where some were typed into a form of it."""
        if not (g.pop("is_refused", False) and response.status_code == 303 and _is_form()):
            return response
        said = list(session.get("_flashes", ()))
        page, has_words = _page(response.location, said)
        if not has_words:
            return response
        session.pop("_flashes", None)
        del response.headers["Location"]
        response.set_data(page)
        response.status_code = UNREAD
        return response


def page_of(sentences: list[str]) -> str:
    """Return the page a refused form was sent from, saying why; empty when that is not known."""
    came = urlsplit(request.referrer or "")
    if not _is_form() or f"{came.scheme}://{came.netloc}/" != request.host_url:
        return ""
    where = f"{came.path}?{came.query}" if came.query else came.path
    return _page(where, [("refusal", each) for each in sentences])[0]


def _is_form() -> bool:
    """Say whether a member sent a form: a script is answered as it asked."""
    by_script = {"X-Requested-With", "HX-Request"} & set(request.headers.keys())
    return request.method == "POST" and not by_script and g.get("member") is not None


def _page(where: str, said: list[tuple[str, str]]) -> tuple[str, bool]:
    """Return a page of ours as its reader would open it now, refilled; whether words are in it."""
    if not is_own_path(where):
        return "", False
    sent_to, sent = request.path, {name: request.form.getlist(name) for name in request.form}
    kept = [(name, value) for name in HEADERS if (value := request.headers.get(name))]
    builder = EnvironBuilder(where, request.host_url, headers=kept)
    builder.environ_base = {"REMOTE_ADDR": request.remote_addr or ""}
    db.session.rollback()
    with current_app.request_context(builder.get_environ()):
        session["_flashes"] = said
        shown = current_app.full_dispatch_request()
        if shown.status_code != 200 or shown.mimetype != "text/html":
            return "", False
        return refilled(shown.get_data(as_text=True), request.path, sent_to, sent)
