"""Taking the mentions away: as a file, or in one's reader of feeds."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.accounts.service import subscriptions
from comms.adapters import feeds
from comms.adapters.feeds import Told
from comms.core import clock, options, settings
from comms.core.languages import gettext, speaking
from comms.core.rights import Right, Role, rights_of
from comms.core.web import current_member, needs
from comms.monitoring.mentions.forms import columns, titled
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import feeding
from comms.monitoring.mentions.queries.showing import Shown
from comms.monitoring.mentions.routes.blueprint import bp
from comms.monitoring.mentions.service import exporting

PURPOSE = "mentions"
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown",
}


@bp.get("/take")
@needs(Right.READ)
def take() -> str:
    """Show the ways to take the mentions along."""
    return _page()


def _page(**shown: object) -> str:
    since = accounts.address_since(PURPOSE, current_member().id)
    return render_template("mentions/take.html", since=since, **shown)


@bp.post("/export")
@needs(Right.EXPORT)
def export() -> Response:
    """Give all mentions as a file; who asked is written down."""
    form = request.form.get("form", "csv")
    if form not in TYPES:
        abort(400)
    member, title = current_member(), gettext("Retombées")
    if form == "xlsx":
        made = exporting.workbook(columns(options.get("zone")), actor=member, title=title)
    else:
        made = exporting.export(form, actor=member, title=title)
    head = {"Content-Disposition": f'attachment; filename="mentions.{form}"'}
    return Response(made, mimetype=TYPES[form], headers=head)


@bp.post("/take/feed")
@needs(Right.READ)
def make_feed() -> str:
    """Make a private address, shown this once; the one before opens no more."""
    secret = subscriptions.open_one(PURPOSE, actor=current_member())
    return _page(address=_address(secret))


@bp.post("/take/feed/close")
@needs(Right.READ)
def end_feed() -> ResponseReturnValue:
    """Take one's private address back."""
    subscriptions.close_one(PURPOSE, actor=current_member())
    flash(gettext("L’adresse de votre flux n’ouvre plus rien."))
    return redirect(url_for(".take"), 303)


def _address(secret: str) -> str:
    return settings.current().public_url + url_for("mentions.feed", secret=secret)


@bp.get("/feed/<secret>.atom")
def feed(secret: str) -> Response:
    """Give the newest mentions to whoever holds the private address."""
    reader = accounts.reader_of(PURPOSE, secret)
    if reader is None or Right.READ not in rights_of(Role(reader.role)):
        abort(404)
    with speaking(reader.lang):
        told = [_told(each) for each in feeding.newest()]
        name = options.get("association") or "Porte-voix"
        title = gettext("Retombées : %(name)s", name=name)
        at = max((each.at for each in told), default=clock.now())
        made = feeds.write(title, _address(secret), at, told)
    head = {"Cache-Control": "private, max-age=600", "Referrer-Policy": "no-referrer"}
    return Response(made, mimetype="application/atom+xml", headers=head)


def _told(each: Shown) -> Told:
    mention = each.mention
    house = f"{settings.current().public_url}/mentions/{mention.id}"
    return Told(
        id=house,
        title=f"{titled(mention)} ({_outlet(mention)})",
        link=mention.url or house,
        at=mention.seen_at,
        author=", ".join(mention.authors) or mention.outlet,
        text="".join(text for text, _ in each.sentence),
        lang=mention.lang,
    )


def _outlet(mention: Mention) -> str:
    if not mention.is_paid:
        return mention.outlet
    return gettext("%(outlet)s, réservé aux abonnés", outlet=mention.outlet)
