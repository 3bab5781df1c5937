"""Sends a press review to those who are named: each once, as many as a licence lets."""

from collections.abc import Iterable
from email.utils import parseaddr

from email_validator import EmailNotValidError, validate_email

from comms.accounts import queries as accounts
from comms.audit import service as audit
from comms.contacts.book.rules.addresses import email_key
from comms.core import clock, outward, settings
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.register import Register
from comms.core.rights import Actor
from comms.core.ways import Way
from comms.pieces.rules.kinds import asked_of_words
from comms.pressreview.models import Review, ReviewMail
from comms.pressreview.queries import mails
from comms.pressreview.rules.licence import Licence
from comms.pressreview.rules.wrong import ReviewWrong
from comms.pressreview.service import asking, keeping, preparing


def send(
    review: Review, member_ids: Iterable[int], typed: str, *, actor: Actor, shown: str = ""
) -> int:
    """Send a review to members and to other addresses, one a line; return how many are new.

    The first sending fixes what the review says: whoever gets it later reads the same. Nobody gets
    it twice; who was refused by their server, and so has none, is sent to anew. Whole texts go to
    those alone whom the licence reaches, the others get short quotations. `shown`: what its sender
    read of it (`Contents.mark`).

    Raises:
        Refused: nobody to read it, it says something else than was read or what no text may say
            now, or more people would read whole texts than the licence lets.
    """
    readers = [*_members(member_ids), *_others(typed)]
    if not readers:
        raise Refused(ReviewWrong.NO_READER)
    db.session.refresh(review, with_for_update=True)  # of two at once the second counts both
    _hold_words(review.intro)
    is_first = review.sent_at is None
    if is_first:
        contents = preparing.contents_of(review)
        if shown not in ("", contents.mark):  # a feed wrote another title, somebody kept a story
            raise Refused(ReviewWrong.CHANGED)
        keeping.fix(review, contents, actor=actor)
    _hold_words(f"{review.text}\n{review.whole_text}")
    licence = keeping.licence_of(review)
    for row in readers:
        row.whole = licence is not None and licence.reaches(is_member=row.member_id is not None)
    count = sum(_write(review, row) for row in readers)
    _hold_readers(review, licence)
    audit.record(actor.id, "pressreview.sent", "pressreview", review.id)
    if is_first:
        asking.tell_sent(review, actor=actor)
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
        address_key=email_key(address),
        lang=lang,
        message_id=outward.message_id(),
        due_at=clock.now(),
        state=Way.DUE,
    )
