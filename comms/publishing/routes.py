"""Pages of what is put on channels: the kit for the hand that posts, its proof, decisions."""

from collections.abc import Iterator

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.channels.models import Channel
from comms.channels.rules.counting import count
from comms.core import clock, options
from comms.core.db import db
from comms.core.filling import fill
from comms.core.given import read_hour
from comms.core.html import Markup
from comms.core.languages import association_zone, gettext
from comms.core.panels import Place, TodayCard, TodayRow
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.ways import Way
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.media import queries as media
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import kind_of
from comms.publishing import queries, service
from comms.publishing.forms import STATES
from comms.publishing.models import Dispatch
from comms.publishing.rules import OPEN
from comms.sourcing import queries as sourcing

bp = Blueprint("publishing", __name__)
ASKING = (Way.MISSED, Way.DOUBTFUL, Way.BLOCKED)
TONES = {Way.DUE: "sea", Way.HELD: "amber", Way.PUBLISHED: "leaf"}


@bp.get("/dispatches/<int:dispatch_id>")
@needs(Right.READ)
def kit(dispatch_id: int) -> str:
    """Show the kit of one post by hand, ready to paste in order."""
    return render_template("publishing/kit.html", **_kit(get_or_404(Dispatch, dispatch_id)))


def _kit(dispatch: Dispatch) -> dict[str, object]:
    piece = db.session.get_one(Piece, dispatch.piece_id)
    channel = db.session.get_one(Channel, dispatch.channel_id)
    made = kind_of(piece.kind).kit(pieces.approved_content(piece, dispatch.hash), channel.network)
    return {
        "dispatch": dispatch,
        "piece": piece,
        "channel": channel,
        "kit": made,
        "count": count(channel.network, made.text, channel.most) if channel.network else None,
        "assets": media.numbered(each.asset for each in made.visuals),
        "states": STATES,
        "is_ready": dispatch.state in OPEN and dispatch.due_at <= clock.now(),
    }


@bp.post("/dispatches/<int:dispatch_id>/prove")
@needs(Right.WRITE)
def prove(dispatch_id: int) -> ResponseReturnValue:
    """Say that a post is out: by its address, or by one's word and the hour."""
    dispatch = get_or_404(Dispatch, dispatch_id)
    try:
        said = read_hour(request.form, "said_at", options.get("zone"), back=True)
        service.prove(
            dispatch,
            url=request.form.get("url", ""),
            said_at=said.instant if said else None,
            actor=current_member(),
        )
        flash(gettext("Publié. C’est noté avec votre nom et l’heure."))
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".kit", dispatch_id=dispatch_id), 303)
    is_from_today = request.form.get("back") == "today"
    kit_page = url_for(".kit", dispatch_id=dispatch_id)
    return redirect("/" if is_from_today else kit_page, 303)


@bp.post("/dispatches/<int:dispatch_id>/resolve")
@needs(Right.SEND)
def resolve(dispatch_id: int) -> ResponseReturnValue:
    """Decide about a dispatch that was missed or is in doubt."""
    dispatch = get_or_404(Dispatch, dispatch_id)
    try:
        service.resolve(
            dispatch,
            request.form.get("answer", ""),
            url=request.form.get("url", "").strip(),
            actor=current_member(),
        )
        flash(gettext("C’est noté."))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(url_for(".kit", dispatch_id=dispatch_id), 303)


def beside_piece(piece_id: int, _actor: Actor) -> Markup | None:
    """Return what a piece's page shows of its channels."""
    rows = queries.of_piece(piece_id)
    if not rows:
        return None
    channels = {each.id: db.session.get_one(Channel, each.channel_id) for each in rows}
    return fill("publishing/_beside.html", rows=rows, channels=channels, states=STATES)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return the kits that wait for a hand, what was missed, and what leaves later today."""
    if not actor.may(Right.READ):
        return
    waiting = queries.kits_waiting(clock.now())
    late = tuple(_waiting(each) for each in waiting if each.state in ASKING)
    yield TodayCard(Place.DECIDE, gettext("Publications à décider"), late, in_mail=True)
    ready = tuple(_waiting(each) for each in waiting if each.state == Way.DUE)
    yield TodayCard(Place.DO, gettext("À publier à la main, maintenant"), ready, in_mail=True)
    later = queries.of_day(clock.today(association_zone()), association_zone(), clock.now())
    rows = tuple(_later(dispatch, piece, channel) for dispatch, piece, channel in later)
    yield TodayCard(Place.LEAVING, gettext("À paraître aujourd’hui"), rows, in_mail=True)


def to_decide(actor: Actor) -> int:
    """Return how many posts by hand ask for a decision."""
    if not actor.may(Right.READ):
        return 0
    return sum(each.state in ASKING for each in queries.kits_waiting(clock.now()))


def _waiting(dispatch: Dispatch) -> TodayRow:
    facts = _kit(dispatch)
    piece = db.session.get_one(Piece, dispatch.piece_id)
    return TodayRow(
        title=piece.title,
        url=url_for("publishing.kit", dispatch_id=dispatch.id),
        at=dispatch.due_at,
        lang=piece.lang,
        template="publishing/_row.html",
        facts=facts,
    )


def _later(dispatch: Dispatch, piece: Piece, channel: Channel) -> TodayRow:
    return TodayRow(
        title=piece.title,
        detail=gettext("%(channel)s, à la main", channel=channel.name),
        url=url_for("pieces.review", piece_id=piece.id),
        tag=str(STATES[dispatch.state]),
        tone=TONES.get(Way(dispatch.state), "signal"),
        at=dispatch.due_at,
        lang=piece.lang,
    )


def stands(kind: str, key: str, _actor: Actor) -> Iterator[TodayRow]:
    """Return the public addresses where a record is given: they say what it was when they left."""
    titles = {piece.id: piece.title for piece, _numbers in sourcing.using(kind, key)}
    for piece_id, url in queries.addresses(titles):
        yield TodayRow(title=url, detail=titles[piece_id], url=url, tag=gettext("en ligne"))
