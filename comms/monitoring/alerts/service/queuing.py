"""Queues alerts next to the mentions they tell of, in the same transaction."""

import uuid
from email.utils import parseaddr

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from comms.accounts import queries as accounts
from comms.core import clock, events, settings
from comms.core.db import db
from comms.core.ways import Way
from comms.monitoring.alerts import queries
from comms.monitoring.alerts.models import Alert, AlertMail
from comms.monitoring.alerts.rules import next_mail
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules import State
from comms.monitoring.watches.queries import listing as watches

AT_ONCE = 500


def queue(event: events.MentionsCaught) -> None:
    """Tell whoever asked for it of mentions that were caught; of each story once."""
    for first in range(0, len(event.mention_ids), AT_ONCE):
        _queue(event.mention_ids[first : first + AT_ONCE])


def follow(event: events.StoriesJoined) -> None:
    """Move what was told of a story that is gone to the one that stays; told twice is told."""
    there = select(Alert.member_id).where(Alert.story_id == event.kept)
    twice = delete(Alert).where(Alert.story_id == event.gone, Alert.member_id.in_(there))
    db.session.execute(twice)
    moved = update(Alert).where(Alert.story_id == event.gone)
    db.session.execute(moved.values(story_id=event.kept))


def _queue(mention_ids: tuple[int, ...]) -> None:
    caught_by = {
        mention_id: {hit.watch_id for hit in hits}
        for mention_id, hits in watches.hits_of(mention_ids).items()
    }
    here = {member.id for member in accounts.active()}
    wishes = watches.wishes(set().union(*caught_by.values()))
    wishing = {member: asked for member, asked in wishes.items() if member in here}
    if not wishing:
        return
    rows = select(Mention).where(Mention.id.in_(mention_ids), Mention.state != State.DISMISSED)
    mentions = db.session.scalars(rows.order_by(Mention.id)).all()
    told = queries.told(mention.story_id for mention in mentions)
    for mention in mentions:
        for member_id, asked in wishing.items():
            if asked & caught_by[mention.id] and (member_id, mention.story_id) not in told:
                told.add((member_id, mention.story_id))
                _tell(member_id, mention)


def _tell(member_id: int, mention: Mention) -> None:
    """Put a mention in the next mail to a member, unless another process has just told them."""
    alert = Alert(member_id=member_id, story_id=mention.story_id, mention_id=mention.id)
    alert.mail_id = _mail(member_id).id
    try:
        with db.session.begin_nested():
            db.session.add(alert)
    except IntegrityError:
        return


def _mail(member_id: int) -> AlertMail:
    now = clock.now()
    if waiting := queries.gathering(member_id, now):
        return waiting
    kind, due_at = next_mail(queries.recent(member_id, now), now)
    domain = parseaddr(settings.current().mail_from)[1].rpartition("@")[2] or "localhost"
    mail = AlertMail(
        member_id=member_id,
        kind=kind,
        message_id=f"<{uuid.uuid4().hex}@{domain}>",
        made_at=now,
        due_at=due_at,
        state=Way.DUE,
    )
    db.session.add(mail)
    db.session.flush()
    return mail
