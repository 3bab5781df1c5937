"""Asks that a press review be sent, of those who may; they send it, or decline with a word."""

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.pressreview.models import Review
from comms.pressreview.rules.asking import LONGEST, obstacles_to_asking, obstacles_to_declining
from comms.pressreview.rules.wrong import ReviewWrong
from comms.pressreview.service import laying_out, preparing


def ask(review: Review, note: str, *, actor: Actor) -> None:
    """Ask those who may to send a review, with a note if there is one; an earlier no is over.

    Raises:
        Refused: it is asked already, was sent, says nothing, or the note is too long.
    """
    note = note.strip()
    has_stories = bool(preparing.contents_of(review, short=True).stories)
    db.session.refresh(review, with_for_update=True)  # of two at once the second finds it asked
    if found := obstacles_to_asking(review.asked(), note, has_stories=has_stories):
        raise Refused(found, most=LONGEST)
    # Taken back and asked again, it is told once a day; after a no, again.
    occasion = f"{actor.id} {clock.now().date()} {review.declined_at or ''}"
    review.asked_by, review.asked_at, review.asked_note = actor.id, clock.now(), note
    review.declined_by, review.declined_at, review.declined_word = None, None, ""
    audit.record(actor.id, "pressreview.sending_asked", "pressreview", review.id)
    events.announce(
        events.PressReviewAsked(
            review.id, laying_out.title_of(review.until), actor.id, occasion=occasion
        )
    )


def take_back(review: Review, *, actor: Actor) -> None:
    """Ask no more that a review be sent: only whoever asked says so.

    Raises:
        Refused: they do not ask, or not any more.
    """
    db.session.refresh(review, with_for_update=True)
    if not review.asked().waits or review.asked_by != actor.id:
        raise Refused(ReviewWrong.NOT_ASKED)
    review.asked_by, review.asked_at, review.asked_note = None, None, ""
    audit.record(actor.id, "pressreview.sending_unasked", "pressreview", review.id)
    events.announce(events.PressReviewUnasked(review.id))


def decline(review: Review, word: str, shown: str, *, actor: Actor) -> None:
    """Say no to who asked that a review be sent, and why. `shown`: the ask that was read (`mark`).

    Raises:
        Refused: nobody asks any more, or another ask came; no word, or too long a one.
    """
    word = word.strip()
    db.session.refresh(review, with_for_update=True)
    is_another = shown != mark(review)
    if found := obstacles_to_declining(review.asked(), word, is_another=is_another):
        raise Refused(found, most=LONGEST)
    review.declined_by, review.declined_at, review.declined_word = actor.id, clock.now(), word
    audit.record(actor.id, "pressreview.sending_declined", "pressreview", review.id)
    events.announce(
        events.PressReviewDeclined(
            review.id,
            laying_out.title_of(review.until),
            actor.id,
            asked_by=review.asked_by,
            occasion=mark(review),
        )
    )


def tell_sent(review: Review, *, actor: Actor) -> None:
    """Tell who asked for a review that it was sent, once: as it first leaves."""
    if review.asked_at is not None:
        events.announce(
            events.PressReviewSent(
                review.id,
                review.subject,
                actor.id,
                asked_by=review.asked_by,
                occasion=mark(review),
            )
        )


def mark(review: Review) -> str:
    """Return what tells this ask from another of the same review."""
    return review.asked_at.isoformat() if review.asked_at else ""
