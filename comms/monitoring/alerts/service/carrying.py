"""Carries alert mails: one row, one message, one receipt."""

from datetime import datetime

from sqlalchemy import update

from comms.accounts.models import Member
from comms.adapters.mail import MailTrouble, Message, Postman
from comms.core import clock, languages, options, outward, settings
from comms.core.db import db
from comms.core.ways import Way
from comms.monitoring.alerts import queries
from comms.monitoring.alerts.models import AlertMail
from comms.monitoring.alerts.rules import STALE
from comms.monitoring.alerts.service import wording
from comms.notices.rules import next_try

AT_ONCE = 50  # rows a turn: a stop is heard in between


def carry_due() -> int:
    """Send what is due; return how many left. A job's verb; commits as it goes."""
    outward.doubt_expired(AlertMail, clock.now())
    _give_up_stale()
    door = settings.current().smtp
    ids = outward.due_ids(AlertMail, clock.now(), limit=AT_ONCE) if door else []
    if not ids or door is None:
        return 0
    with Postman(door, settings.current().mail_from) as postman:
        return sum(_carry_one(postman, row_id) for row_id in outward.until_stopped(ids))


def _give_up_stale() -> None:
    """Let go of mail that could not leave for a day: its news are on the page."""
    old = update(AlertMail).where(
        AlertMail.state == Way.DUE, AlertMail.due_at < clock.now() - STALE
    )
    db.session.execute(old.values(state=Way.EXPIRED, done_at=clock.now()))
    db.session.commit()


def _carry_one(postman: Postman, row_id: int) -> bool:
    """Claim, call once, write the receipt.

    The message is made after the claim: until then the mail may still be given more to tell.
    """
    with outward.through("mail"):
        if not outward.claim(AlertMail, row_id, clock.now(), options.nothing_paused()):
            return False
        message = _message(row_id)
        if message is None:
            outward.settle(AlertMail, row_id, Way.DROPPED, now=clock.now())
            return False
        try:
            postman.carry(message)
        except MailTrouble as trouble:
            _write_trouble(row_id, trouble, clock.now())
            return False
        return outward.settle(AlertMail, row_id, Way.SENT, now=clock.now())


def _write_trouble(row_id: int, trouble: MailTrouble, now: datetime) -> None:
    state, again = Way.FAILED, None
    if not trouble.was_refused:
        state = Way.DOUBTFUL
    elif trouble.may_retry:
        again = next_try(db.session.get_one(AlertMail, row_id).attempts, now)
        state = Way.DUE if again else Way.FAILED
    outward.settle(AlertMail, row_id, state, now=now, error=trouble.reason, due_at=again)


def _message(row_id: int) -> Message | None:
    """Return what a mail says; None when its reader is gone, or there is no news in it any more."""
    row = db.session.get_one(AlertMail, row_id)
    member = db.session.get_one(Member, row.member_id)
    mentions = queries.told_by(row.id)
    if member.closed_at or not mentions:
        return None
    with languages.speaking(member.lang):
        letter = wording.letter(mentions, row.kind, member.name)
    return Message(
        to=member.email,
        to_name=member.name,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        lang=member.lang,
        message_id=row.message_id,
    )
