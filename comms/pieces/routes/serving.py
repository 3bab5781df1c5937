"""What a piece serves: its campaign, chosen beside it or from the campaign's page."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from comms.campaigns import queries as campaigns
from comms.campaigns.models import Campaign
from comms.core import rows
from comms.core.db import db
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.rights import Actor, Right
from comms.core.web import current_member, get_or_404, needs
from comms.pieces import queries
from comms.pieces.models import Piece
from comms.pieces.routes.blueprint import bp
from comms.pieces.service import serving as service

MOST = 60  # pieces one may choose from, the last touched first


@bp.post("/pieces/<int:piece_id>/campaign")
@needs(Right.WRITE)
def choose_campaign(piece_id: int) -> ResponseReturnValue:
    """Say which campaign a piece serves, or none."""
    piece, said = get_or_404(Piece, piece_id), request.form.get("campaign", "")
    is_chosen = said.isdecimal() and len(said) < 10
    campaign = get_or_404(Campaign, int(said)) if is_chosen else None
    service.serve(piece, campaign.id if campaign else None, actor=current_member())
    return redirect(url_for("pieces.review", piece_id=piece.id), 303)


@bp.post("/pieces/campaign/<int:campaign_id>")
@needs(Right.WRITE)
def add_to_campaign(campaign_id: int) -> ResponseReturnValue:
    """Have a piece that is chosen on the page of a campaign serve it."""
    campaign, said = get_or_404(Campaign, campaign_id), request.form.get("piece", "")
    piece = get_or_404(Piece, rows.number(said) or 0)
    service.serve(piece, campaign.id, actor=current_member())
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)


def beside_piece(piece_id: int, actor: Actor) -> Markup | None:
    """Return what a piece serves, and the form that changes it."""
    piece, going = db.session.get_one(Piece, piece_id), list(campaigns.open_ones())
    chosen = db.session.get(Campaign, piece.campaign_id) if piece.campaign_id else None
    if chosen and chosen not in going:
        going.append(chosen)
    may_choose = actor.may(Right.WRITE)
    if not chosen and not (going and may_choose):
        return None
    return fill(
        "pieces/_serves.html", piece=piece, chosen=chosen, going=going, may_choose=may_choose
    )


def beside_campaign(campaign_id: int, actor: Actor) -> Markup | None:
    """Return the form that has a piece serve a campaign, from its page."""
    campaign = db.session.get_one(Campaign, campaign_id)
    others = queries.of_no_campaign(MOST) if actor.may(Right.WRITE) else ()
    if campaign.closed_at or not others:
        return None
    return fill("pieces/_to_serve.html", campaign=campaign, pieces=others)
