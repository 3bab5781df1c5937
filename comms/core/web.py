"""The one gate of every page: who may, one commit at the end, refusals as sentences."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.routing import IntegerConverter, Map

from comms.core import db as database
from comms.core import rows
from comms.core.db import db
from comms.core.languages import ngettext
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right

View = TypeVar("View", bound=Callable[..., Any])
Row = TypeVar("Row")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_SAID, ROOM = 8, 2400  # refusals the next page says, and their signs: it gets a cookie of 4 kB

# What a stranger may see: this list and nothing else. A route that declares no right and is not
# here answers 404 to everyone.
PUBLIC = frozenset(
    {
        "static",
        "accounts.sign_in",
        "accounts.second_step",
        "accounts.set_up",
        "accounts.accept_invitation",
        "accounts.ask_reset",
        "accounts.reset",
        "desk.speak",  # language switch
        "desk.health",
        "desk.robots",
        "desk.manifest",
        "mailings.object",  # unsubscribe and objection
        "calendar.feed",  # private link, for calendars
        "ideas.drop",  # private link, by which those in the field give and read nothing
        "events.guest",  # private link, by which somebody invited answers
        "alerts.guest",  # what a guest of the alerts says themselves
        "mentions.feed",  # private link, for readers of feeds
        "figures.public",  # figures we give to anybody
        "figures.public_file",
        "cosigning.partner",  # private link of a partner: read, say, sign, decline
        "cosigning.own_logo",
        "cosigning.kit",  # private link of a partner: what to share, from its hour on
        "cosigning.kit_visual",
    }
)

# Pages behind a private link that leave nothing on the machine they are read on: no cookie, no
# script, no address told to anybody else. They read no cookie either, so no origin is asked for.
TRACELESS = frozenset(
    {
        "ideas.drop",
        "events.guest",
        "cosigning.partner",
        "cosigning.own_logo",
        "figures.public",
    }
)


class RowNumber(IntegerConverter):
    """The number of a row in a path: one no row can have is no page, and no question to ask."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=rows.LAST)


def needs(right: Right) -> Callable[[View], View]:
    """Declare the right a route asks for. Stands directly above the function."""

    def mark(view: View) -> View:
        view.needed_right = right  # type: ignore[attr-defined]  # functions take attributes
        return view

    return mark


def only_shows(view: View) -> View:
    """Declare that a POST carries a text to be shown and keeps nothing; stands below `needs`.

    It then does not wait for SQLite's one write lock, and holds nobody up while it renders.
    """
    view.only_shows = True  # type: ignore[attr-defined]  # functions take attributes
    return view


def is_showing() -> bool:
    """Say whether this request changes nothing."""
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method in SAFE or getattr(view, "only_shows", False)


def current_member() -> Actor:
    """Return the member in front of this page; only on routes that need a right."""
    member = g.get("member")
    assert isinstance(member, Actor)
    return member


def get_or_404(kind: type[Row], key: object) -> Row:
    """Return one row, or answer that it does not exist."""
    is_none = isinstance(key, int) and not 0 <= key <= rows.LAST
    found = None if is_none else db.session.get(kind, key)
    if found is None:
        abort(404)
    return found


def flash_refusal(refusal: Refused) -> None:
    """Say why not, on the next page; whatever the verb had begun is undone."""
    db.session.rollback()
    g.is_refused = True  # words that were typed come back: see `core.again`
    _flash_some(refusal.sentences())


@dataclass(frozen=True)
class Leading:
    """What stands in the way, and where it is mended; `span`: the passage, as browsers count."""

    sentence: str
    url: str
    span: tuple[int, int] | None = None


def flash_leading(told: Iterable[Leading]) -> None:
    """Say on the next page what stands in the way, each as a link to where it is mended."""
    _flash_some([asdict(each) for each in told])


def _flash_some(told: Sequence[object]) -> None:
    """Say the first of what is told, and how many more there are: a cookie brings it."""
    room, count = ROOM, 0
    for said in told[:MOST_SAID]:
        room -= len(json.dumps(said))
        if count and room < 0:
            break
        flash(said, "refusal")  # type: ignore[arg-type]  # as below
        count += 1
    if rest := len(told) - count:
        flash(ngettext("et %(num)d autre", "et %(num)d autres", rest), "refusal")


def flash_undo(sentence: str, url: str, fields: Mapping[str, str]) -> None:
    """Say on the next page what was done, beside a button that sends `fields` to undo it."""
    told = {"sentence": sentence, "url": url, "fields": dict(fields)}
    flash(told, "done")  # type: ignore[arg-type]  # the session keeps it as it is; `ui.said` shows it


def guard(app: Flask) -> None:
    """Deny by default: every answer passes here first."""

    @app.before_request
    def gate() -> ResponseReturnValue | None:
        if is_showing():
            g.reading = database.reading()
            g.reading.__enter__()
        return _check_right(app)

    @app.after_request
    def settle(response: Response) -> Response:
        """Commit in one place, when the answer is good."""
        if response.status_code < 400 and not is_showing():
            db.session.commit()
        else:
            db.session.rollback()
        return response

    @app.teardown_request
    def leave(_error: BaseException | None) -> None:
        if held := g.pop("reading", None):
            held.__exit__(None, None, None)


def _check_right(app: Flask) -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint in PUBLIC:
        return None
    right = getattr(app.view_functions[request.endpoint], "needed_right", None)
    if right is None:
        abort(404)
    member = g.get("member")
    if member is None:
        return _to_sign_in()
    if not member.may(right):
        abort(403)
    return None


def _to_sign_in() -> ResponseReturnValue:
    """Lead a stranger to the door; what they typed is shown back, a script is told where to go."""
    if request.method not in SAFE and "HX-Request" not in request.headers:
        abort(401)
    if "HX-Request" in request.headers:
        answer = make_response("", 401)
        answer.headers["HX-Redirect"] = url_for("accounts.sign_in")
        return answer
    wish = request.full_path.rstrip("?") if request.path != "/" else None
    return redirect(url_for("accounts.sign_in", next=wish), 303)
