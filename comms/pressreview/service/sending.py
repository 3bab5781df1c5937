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
from comms.core.rights import Actor, Right
from comms.core.ways import Way
from comms.pieces.rules.kinds import asked_of_words
from comms.pressreview.models import Review, ReviewMail
from comms.pressreview.queries import licensing, mails
from comms.pressreview.rules.licence import Licence
from comms.pressreview.rules.stories import LONGEST_DAYS
from comms.pressreview.rules.wrong import ReviewWrong
from comms.pressreview.service import composing, keeping
from comms.pressreview.service.contents import Contents

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


def prepare(
    days: int, intro: str, left_out: Sequence[int], *, actor: Actor, whole: bool = False
) -> Review:
    """Begin a review of the last days; `whole`: with the texts the licence covers.

    Raises:
        Refused: of no day, or of too many; whole texts without a licence that holds.
    """
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


def send(review: Review, member_ids: Iterable[int], typed: str, *, actor: Actor) -> int:
    """Send a review to members and to other addresses, one a line; return how many are new.

    The first sending fixes what the review says: whoever gets it later reads the same. Nobody gets
    it twice; who was refused by their server, and so has none, is sent to anew. Whole texts go to
    those alone whom the licence reaches, the others get short quotations.

    Raises:
        Refused: nobody to read it, it says what no text may say now, or more people would read
            whole texts than the licence lets.
    """
    readers = [*_members(member_ids), *_others(typed)]
    if not readers:
        raise Refused(ReviewWrong.NO_READER)
    db.session.refresh(review, with_for_update=True)  # of two at once the second counts both
    _hold_words(review.intro)
    if review.sent_at is None:
        keeping.fix(review, contents_of(review), actor=actor)
    _hold_words(f"{review.text}\n{review.whole_text}")
    licence = keeping.licence_of(review)
    for row in readers:
        row.whole = licence is not None and licence.reaches(is_member=row.member_id is not None)
    count = sum(_write(review, row) for row in readers)
    _hold_readers(review, licence)
    audit.record(actor.id, "pressreview.sent", "pressreview", review.id)
    return count


def _hold_words(words: str) -> None:
    """Refuse words that say what no text may say now: ours, and those of the articles."""
    if found := asked_of_words(words):
        raise Refused(found)


def _write(review: Review, row: ReviewMail) -> bool:
    """Put a reader on the ledger; false for who has the review, or may have it."""
    had = mails.mail_to(review.id, row.address_key)
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


def _hold_readers(review: Review, licence: Licence | None) -> None:
    """Refuse more readers of whole texts than the licence lets."""
    if licence and licence.readers is not None:
        count = mails.count_whole(review.id)
        if count > licence.readers:
            raise Refused(ReviewWrong.TOO_MANY_READERS, most=licence.readers, count=count)


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
    """Say what became of a mail that may be lost, or was refused."""
    outward.resolve(mail, answer)
    audit.record(actor.id, f"pressreview.resolved_{answer}", "pressreview", mail.review_id)
