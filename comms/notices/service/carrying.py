"""Carries the mail of notices: one row, one message, one receipt."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from comms.accounts import queries as accounts
from comms.accounts.models import Member
from comms.adapters.mail import MailTrouble, Message, Postman
from comms.core import clock, languages, outward, settings
from comms.core.db import db
from comms.core.ways import Way
from comms.notices.models import Notice
from comms.notices.rules import STALE, next_try
from comms.notices.service import wording
from comms.notices.service.telling import opened

AT_ONCE = 50  # rows a turn: a stop is heard in between


@dataclass(frozen=True)
class Reader:
    """Whom a notice is written to."""

    address: str
    name: str
    lang: str


def carry_due() -> int:
    """Send what is due; return how many left. A job's verb; commits as it goes."""
    outward.doubt_expired(Notice, clock.now())
    _give_up_stale()
    door = settings.current().smtp
    ids = outward.due_ids(Notice, clock.now(), limit=AT_ONCE) if door else []
    if not ids or door is None:
        return 0
    with Postman(door, settings.current().mail_from) as postman:
        return sum(_carry_one(postman, row_id) for row_id in ids)


def _give_up_stale() -> None:
    """Let go of mail that could not leave for a day: its news are on the page."""
    old = update(Notice).where(Notice.state == Way.DUE, Notice.made_at < clock.now() - STALE)
    db.session.execute(old.values(state=Way.EXPIRED, secret=None, done_at=clock.now()))
    db.session.commit()


def _carry_one(postman: Postman, row_id: int) -> bool:
    """Claim, call once, write the receipt."""
    notice = db.session.get_one(Notice, row_id)
    reader = _reader(notice)
    if reader is None:  # gone since: nobody to tell
        notice.state, notice.secret = Way.DROPPED, None
        db.session.commit()
        return False
    message = _message(notice, reader)
    with outward.through("mail"):
        if not outward.claim(Notice, row_id, clock.now()):
            return False
        try:
            postman.carry(message)
        except MailTrouble as trouble:
            _write_trouble(row_id, trouble, clock.now())
            return False
        return outward.settle(Notice, row_id, Way.SENT, now=clock.now(), secret=None)


def _write_trouble(row_id: int, trouble: MailTrouble, now: datetime) -> None:
    again = None
    if trouble.was_refused and trouble.may_retry:
        again = next_try(db.session.get_one(Notice, row_id).attempts, now)
    if again:
        outward.settle(Notice, row_id, Way.DUE, now=now, error=trouble.reason, due_at=again)
    else:
        lost = Way.FAILED if trouble.was_refused else Way.DOUBTFUL
        outward.settle(Notice, row_id, lost, now=now, error=trouble.reason, secret=None)


def _reader(notice: Notice) -> Reader | None:
    if notice.member_id is None:
        secret = opened(notice)
        return Reader(secret["address"], secret["name"], notice.lang) if secret else None
    member = db.session.get_one(Member, notice.member_id)
    return None if member.closed_at else Reader(member.email, member.name, member.lang)


def _message(notice: Notice, reader: Reader) -> Message:
    by = accounts.names().get(notice.by, "") if notice.by else ""
    address = opened(notice).get("link") or f"{settings.current().public_url}{notice.path}"
    with languages.speaking(reader.lang):
        text = wording.letter(
            kind=notice.kind, title=notice.title, by=by, name=reader.name, address=address
        )
        subject = wording.headline(notice.kind, notice.title)
    return Message(
        to=reader.address,
        to_name=reader.name,
        subject=subject,
        text=text,
        lang=reader.lang,
        message_id=notice.message_id,
    )
