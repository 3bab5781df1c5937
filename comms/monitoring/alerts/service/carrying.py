"""Carries alert mails: one row, one message, one receipt."""

from comms.accounts.models import Member
from comms.adapters import post
from comms.adapters.mail import Message
from comms.adapters.post import Round
from comms.core import clock, languages, options, outward, settings
from comms.core.db import db
from comms.monitoring.alerts import queries
from comms.monitoring.alerts.models import AlertMail
from comms.monitoring.alerts.rules import PROMISED, tells_since
from comms.monitoring.alerts.service import letting_go, summing, wording
from comms.monitoring.watches.rules.paces import Pace

AT_ONCE = 50  # rows a turn: a stop is heard in between


def carry_due() -> int:
    """Send what is due; return how many left. A job's verb; commits as it goes."""
    outward.doubt_expired(AlertMail, clock.now())
    letting_go.let_go_of_members()
    ours = Round(AlertMail, message=_message, expects=lambda _now: (options.nothing_paused(),))
    here = settings.current()
    if here.smtp is None:
        return 0
    summing.sum_up_members()
    ids = outward.due_ids(AlertMail, clock.now(), options.nothing_paused(), limit=AT_ONCE)
    return post.carry(ours, ids, door=here.smtp, sender=here.mail_from)


def _message(row: AlertMail) -> Message | None:
    """Return what a mail says; None when its reader is gone, or there is no news in it any more."""
    member = db.session.get_one(Member, row.member_id)
    mentions = queries.told_by(row.id)
    is_promised = row.pace in PROMISED
    if is_promised and not mentions:
        is_promised = queries.habits([member.id])[member.id].even_empty
    if member.closed_at or not (mentions or is_promised):
        return None
    with languages.speaking(member.lang):
        watch = _watch(row) if is_promised else None
        letter = wording.letter(mentions, row.kind, member.name, watch)
    return Message(
        to=member.email,
        to_name=member.name,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        lang=member.lang,
        message_id=row.message_id,
    )


def _watch(row: AlertMail) -> wording.Watched:
    """Return what was watched for a mail that sums up, and what was not."""
    watches = queries.watched_by(row.member_id, row.pace)
    last = queries.last_left(row.member_id, row.pace)
    since = tells_since(Pace(row.pace), last, clock.now())
    return wording.watched([each.name for each in watches if not each.is_sensitive], since)
