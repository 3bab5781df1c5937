"""Reads to which campaign mentions belong: as a person said, else by the release they take up."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select

from comms.campaigns import queries as campaigns
from comms.core.db import db
from comms.core.rights import Actor
from comms.monitoring.mentions.models import Mention, MentionCampaign, MentionPiece
from comms.monitoring.mentions.queries import releases
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.watches.queries import reading
from comms.pieces.models import Piece


def within(campaign_id: int) -> Select[int]:
    """Return the mentions of a campaign, by their numbers."""
    said = select(MentionCampaign.mention_id)
    took_up = (
        select(MentionPiece.mention_id)
        .join(Piece, Piece.id == MentionPiece.piece_id)
        .where(Piece.campaign_id == campaign_id, MentionPiece.is_refused.is_(False))
        .where(MentionPiece.mention_id.not_in(said))
    )
    both = said.where(MentionCampaign.campaign_id == campaign_id).union(took_up).subquery()
    return select(both.c.mention_id)


def of(mention_ids: Sequence[int]) -> dict[int, int]:
    """Return the campaign of each of these mentions that has one."""
    taken_up = releases.first_of(mention_ids)
    rows = select(Piece.id, Piece.campaign_id).where(
        Piece.id.in_(set(taken_up.values())), Piece.campaign_id.is_not(None)
    )
    served = {piece: campaign for piece, campaign in db.session.execute(rows) if campaign}
    found = {number: served[piece] for number, piece in taken_up.items() if piece in served}
    told = select(MentionCampaign.mention_id, MentionCampaign.campaign_id)
    said = told.where(MentionCampaign.mention_id.in_(mention_ids))
    return found | dict(db.session.execute(said).all())


def choices(mention_id: int) -> tuple[int | None, list[tuple[int | str, str]]]:
    """Return the campaign of a mention and those that may be chosen, the open ones."""
    return of([mention_id]).get(mention_id), [
        (each.id, each.name) for each in campaigns.open_ones()
    ]


def said_of(mention_id: int) -> MentionCampaign | None:
    """Return what a person said of the campaign of a mention."""
    return db.session.get(MentionCampaign, mention_id)


def last(campaign_id: int, actor: Actor, limit: int = 5) -> tuple[int, Sequence[Mention]]:
    """Return how many mentions a campaign has that a member reads, and the last of them.

    That another is of this campaign would tell them what a sensitive watch caught.
    """
    theirs = (
        *(Mention.id.in_(within(campaign_id)), Mention.state != State.DISMISSED),
        reading.seen_by(actor, Mention.id),
    )
    count = db.session.scalar(select(func.count(Mention.id)).where(*theirs)) or 0
    newest = select(Mention).where(*theirs)
    return count, db.session.scalars(newest.order_by(Mention.id.desc()).limit(limit)).all()
