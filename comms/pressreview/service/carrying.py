"""Carries press reviews: one row, one message, one receipt; what a person decides about one."""

from comms.accounts.models import Member
from comms.adapters import post
from comms.adapters.mail import Message
from comms.adapters.post import Round
from comms.audit import service as audit
from comms.contacts.book.rules.addresses import email_key
from comms.core import clock, options, outward, settings
from comms.core.db import db
from comms.core.register import Register
from comms.core.rights import Actor
from comms.pressreview.models import Review, ReviewMail
from comms.pressreview.service import keeping

AT_ONCE = 100  # rows a turn: a stop is heard in between


def carry_due() -> int:
    """Send what is due; return how many left. A job's verb; commits as it goes."""
    outward.doubt_expired(ReviewMail, clock.now())
    ours = Round(ReviewMail, message=_message, expects=lambda _now: (options.nothing_paused(),))
    ids = outward.due_ids(ReviewMail, clock.now(), limit=AT_ONCE)
    here = settings.current()
    return post.carry(ours, ids, door=here.smtp, sender=here.mail_from)


def _message(row: ReviewMail) -> Message | None:
    """Return a review as its reader gets it; None when they left, or said no meanwhile."""
    if row.member_id and db.session.get_one(Member, row.member_id).closed_at:
        return None
    if not row.address or (not row.member_id and Register().refuses(email_key(row.address))):
        return None  # none: its reader was erased
    review = db.session.get_one(Review, row.review_id)
    row.whole = row.whole and _may_have_texts(review, row)
    return Message(
        to=row.address,
        to_name=row.name,
        subject=review.subject,
        text=review.whole_text if row.whole else review.text,
        html=review.whole_page if row.whole else review.page,
        lang=row.lang,
        message_id=row.message_id,
    )


def _may_have_texts(review: Review, row: ReviewMail) -> bool:
    """Say whether the licence that holds as a mail leaves still lets its reader have them."""
    licence = keeping.licence_of(review)
    return licence is not None and licence.reaches(is_member=row.member_id is not None)


def resolve(mail: ReviewMail, answer: str, *, actor: Actor) -> None:
    """Say what became of a mail that may be lost, or was refused.

    Raises:
        Refused: the mail asks nobody (any more), or the answer is none.
    """
    outward.resolve(mail, answer)
    audit.record(actor.id, f"pressreview.resolved_{answer}", "pressreview", mail.review_id)
