"""Reads the press reviews that were prepared, and the ledger of whom they went to."""

from collections.abc import Sequence

from sqlalchemy import func, select

from comms.core.db import db
from comms.core.ways import ASKING, Way
from comms.pressreview.models import Review, ReviewMail


def reviews(limit: int = 30) -> Sequence[Review]:
    """Return the press reviews, the last prepared first."""
    newest = select(Review).order_by(Review.id.desc()).limit(limit)
    return db.session.scalars(newest).all()


def mails(review_id: int) -> Sequence[ReviewMail]:
    """Return one row a reader of a review."""
    theirs = select(ReviewMail).where(ReviewMail.review_id == review_id)
    return db.session.scalars(theirs.order_by(ReviewMail.id)).all()


def mail_to(review_id: int, address_key: str) -> ReviewMail | None:
    """Return the row of one reader of a review, or None."""
    theirs = select(ReviewMail).where(ReviewMail.review_id == review_id)
    return db.session.scalar(theirs.where(ReviewMail.address_key == address_key))


def troubled() -> Sequence[ReviewMail]:
    """Return the mails that ask a person: perhaps lost, or refused for good."""
    lost = select(ReviewMail).where(ReviewMail.state.in_(ASKING))
    return db.session.scalars(lost.order_by(ReviewMail.id)).all()


def count_whole(review_id: int) -> int:
    """Return how many readers have a review with its whole texts, or will."""
    theirs = select(func.count()).where(
        ReviewMail.review_id == review_id, ReviewMail.whole, ReviewMail.state != Way.DROPPED
    )
    return db.session.scalar(theirs) or 0


def has_texts(review_id: int, member_id: int) -> bool:
    """Say whether a member was sent a review with its whole texts, or will be."""
    theirs = select(ReviewMail.id).where(
        ReviewMail.review_id == review_id, ReviewMail.member_id == member_id, ReviewMail.whole
    )
    return db.session.scalar(theirs.where(ReviewMail.state != Way.DROPPED)) is not None


def holding_texts() -> Sequence[Review]:
    """Return the reviews whose whole texts are kept as they were sent."""
    return db.session.scalars(select(Review).where(Review.whole_page != "")).all()


def printed() -> Sequence[tuple[Review, int]]:
    """Return the reviews that left with whole texts and how many people got them, oldest first."""
    readers = func.count(ReviewMail.id)
    rows = (
        select(Review, readers)
        .join(ReviewMail, ReviewMail.review_id == Review.id)
        .where(ReviewMail.whole, ReviewMail.state == Way.SENT)
        .group_by(Review.id)
        .order_by(Review.id)
    )
    return [(review, count) for review, count in db.session.execute(rows)]
