"""Prepares a press review: its days, what it says now, who may read its whole texts, its files."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from comms.audit import service as audit
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.pressreview.models import Review
from comms.pressreview.queries import licensing, mails
from comms.pressreview.rules.stories import LONGEST_DAYS
from comms.pressreview.rules.wrong import ReviewWrong
from comms.pressreview.service import composing, keeping
from comms.pressreview.service.contents import Contents

LONGEST_INTRO = 5_000  # characters: two pages


def period(days: int) -> tuple[datetime, datetime]:
    """Return the last days, to this instant.

    Raises:
        Refused: of no day, or of too many.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(ReviewWrong.DAYS, most=LONGEST_DAYS)
    now = clock.now()
    return now - timedelta(days=days), now


def prepare(
    days: int, intro: str, left_out: Sequence[int], *, actor: Actor, whole: bool = False
) -> Review:
    """Begin a review of the last days; `whole`: with the texts the licence covers.

    Raises:
        Refused: of no day, or of too many; too long an introduction; whole texts without a licence
            that holds.
    """
    if len(intro) > LONGEST_INTRO:
        raise Refused(ReviewWrong.TOO_MANY_WORDS, most=LONGEST_INTRO)
    since, until = period(days)
    if whole:
        composing.licence_for_whole_texts()
    review = Review(
        since=since,
        until=until,
        intro=intro.strip(),
        left_out=sorted(left_out),
        made_by=actor.id,
        made_at=until,
        whole=whole,
        whole_by=actor.id if whole else None,
    )
    db.session.add(review)
    db.session.flush()
    audit.record(actor.id, "pressreview.prepared", "pressreview", review.id)
    if whole:
        audit.record(actor.id, "pressreview.whole_texts", "pressreview", review.id)
    return review


def contents_of(review: Review, *, short: bool = False) -> Contents:
    """Return what a review says now: with whole texts where that was ticked and a licence holds.

    `short`: without them.
    """
    licence = licensing.valid() if review.whole and not short else None
    return composing.contents(review.since, review.until, review.intro, review.left_out, licence)


def may_read_texts(review: Review, actor: Actor) -> bool:
    """Say whether a member may read the whole texts of a review here.

    Where the licence counts readers: who ticked them, who sends, and who was sent them. A page that
    every account may open would count none.
    """
    licence = licensing.valid()
    if licence is None or licence.readers is None:
        return True
    if actor.id == review.whole_by or actor.may(Right.SEND):
        return True
    return mails.has_texts(review.id, actor.id)


def file_of(review: Review, form: str, *, short: bool = False) -> bytes:
    """Return a review as a file: as it was sent, or else as it would be.

    With whole texts, as `contents_of`; `short`: without.

    Raises:
        Refused: nothing was kept, or the typesetter refused it.
    """
    sent = keeping.file_of(review, form, short=short)
    return sent or composing.write(form, contents_of(review, short=short))


def file_of_days(days: int, form: str, *, whole: bool = False) -> bytes:
    """Return the review of the last days as a file, for who runs the machine.

    `whole`: with the texts the licence covers; that it was asked is written down.

    Raises:
        Refused: of no day, or of too many; nothing was kept; whole texts without a licence.
    """
    since, until = period(days)
    licence = composing.licence_for_whole_texts() if whole else None
    made = composing.write(form, composing.contents(since, until, licence=licence))
    if whole:
        audit.record(None, "pressreview.whole_texts", "pressreview")
    return made
