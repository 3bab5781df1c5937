"""Prepares a press review, sends it to those who are named, carries its mail."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr

from email_validator import EmailNotValidError, validate_email

from comms.accounts import queries as accounts
from comms.accounts.models import Member
from comms.adapters import post
from comms.adapters.mail import Message
from comms.adapters.post import Round
from comms.audit import service as audit
from comms.contacts.book.rules.addresses import email_key
from comms.core import clock, options, outward, settings
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.register import Register
from comms.core.rights import Actor
from comms.core.ways import Way
from comms.pieces.rules.kinds import asked_of_words
from comms.pressreview import queries
from comms.pressreview.models import Review, ReviewMail
from comms.pressreview.rules import LONGEST_DAYS, ReviewWrong
from comms.pressreview.service import composing
from comms.pressreview.service.composing import Contents

AT_ONCE = 100  # rows a turn: a stop is heard in between


def period(days: int) -> tuple[datetime, datetime]:
    """Return the last days, to this instant.

    Raises:
        Refused: of no day, or of too many.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(ReviewWrong.DAYS, most=LONGEST_DAYS)
    now = clock.now()
    return now - timedelta(days=days), now


def prepare(days: int, intro: str, left_out: Sequence[int], *, actor: Actor) -> Review:
    """Begin a review of the last days.

    Raises:
        Refused: of no day, or of too many.
    """
    since, until = period(days)
    review = Review(
        since=since,
        until=until,
        intro=intro.strip(),
        left_out=sorted(left_out),
        made_by=actor.id,
        made_at=until,
    )
    db.session.add(review)
    db.session.flush()
    audit.record(actor.id, "pressreview.prepared", "pressreview", review.id)
    return review


def contents_of(review: Review) -> Contents:
    """Return what a review says now."""
    return composing.contents(review.since, review.until, review.intro, review.left_out)


def file_of(review: Review, form: str) -> bytes:
    """Return a review as a file; a page or text that was sent stays as it was sent."""
    sent = {"html": review.page, "txt": review.text}.get(form, "")
    return sent.encode() if sent else composing.write(form, contents_of(review))


def send(review: Review, member_ids: Iterable[int], typed: str, *, actor: Actor) -> int:
    """Send a review to members and to other addresses, one a line; return how many are new.

    The first sending fixes what the review says: whoever gets it later reads the same. Nobody gets
    it twice; who was refused by their server, and so has none, is sent to anew.

    Raises:
        Refused: nobody to read it, or what introduces it says what no text may say now.
    """
    readers = [*_members(member_ids), *_others(typed)]
    if not readers:
        raise Refused(ReviewWrong.NO_READER)
    if found := asked_of_words(review.intro):
        raise Refused(found)
    if review.sent_at is None:
        _fix(review, actor)
    count = sum(_write(review, row) for row in readers)
    audit.record(actor.id, "pressreview.sent", "pressreview", review.id)
    return count


def _write(review: Review, row: ReviewMail) -> bool:
    """Put a reader on the ledger; false for who has the review, or may have it."""
    had = queries.mail_to(review.id, row.address_key)
    if had is None:
        row.review_id = review.id
        db.session.add(row)
        db.session.flush()
        return True
    outward.look_again(had)
    if had.state != Way.FAILED:
        return False
    outward.decide(had, Way.DUE, now=clock.now())
    return True


def _fix(review: Review, actor: Actor) -> None:
    whole = contents_of(review)
    review.subject = composing.title(whole)
    review.page = composing.write("html", whole).decode()
    review.text = composing.write("txt", whole).decode()
    review.sent_by, review.sent_at = actor.id, clock.now()


def _members(member_ids: Iterable[int]) -> list[ReviewMail]:
    wanted = set(member_ids)
    chosen = [member for member in accounts.active() if member.id in wanted]
    return [_row(each.email, each.name, each.lang, member_id=each.id) for each in chosen]


def _others(typed: str) -> list[ReviewMail]:
    return [_row(*_read(line)) for line in filter(None, map(str.strip, typed.splitlines()))]


def _read(line: str) -> tuple[str, str, str]:
    """Read « Nom <adresse> » or an address alone."""
    name, address = parseaddr(line)
    try:
        checked = validate_email(address, check_deliverability=False)
    except EmailNotValidError as error:
        raise Refused(ReviewWrong.NOT_AN_ADDRESS, line=line[:120]) from error
    if Register().refuses(email_key(address)):
        raise Refused(ReviewWrong.SAID_NO, line=line[:120])
    return checked.ascii_email or address, name, settings.current().lang


def _row(address: str, name: str, lang: str, *, member_id: int | None = None) -> ReviewMail:
    return ReviewMail(
        member_id=member_id,
        name=name,
        address=address,
        address_key=address.casefold(),
        lang=lang,
        message_id=outward.message_id(),
        due_at=clock.now(),
        state=Way.DUE,
    )


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
    return Message(
        to=row.address,
        to_name=row.name,
        subject=review.subject,
        text=review.text,
        html=review.page,
        lang=row.lang,
        message_id=row.message_id,
    )


def resolve(mail: ReviewMail, answer: str, *, actor: Actor) -> None:
    """Say what became of a mail that may be lost, or was refused."""
    outward.resolve(mail, answer)
    audit.record(actor.id, f"pressreview.resolved_{answer}", "pressreview", mail.review_id)
