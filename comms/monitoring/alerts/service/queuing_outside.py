"""Queues what guests and places are told, next to the mentions, in the same transaction."""

from collections.abc import Sequence

from comms.core import clock, events, outward
from comms.core.db import db, insert_new
from comms.core.many import in_batches, write_many
from comms.core.ways import Way
from comms.monitoring.alerts.models import Guest, GuestAlert, GuestMail
from comms.monitoring.alerts.queries import guests as queries
from comms.monitoring.alerts.queries import news
from comms.monitoring.alerts.rules import Kind, leaves_at
from comms.monitoring.mentions.models import Mention
from comms.monitoring.watches.rules.paces import Pace


def queue(event: events.MentionsCaught) -> None:
    """Tell the guests of the watches that caught something; of each story once."""
    if event.is_late:
        return
    for some in in_batches(event.mention_ids):
        _queue(some)


def _queue(mention_ids: Sequence[int]) -> None:
    caught_by = news.caught_by(mention_ids)
    theirs = queries.told_of(set().union(*caught_by.values()))
    if not theirs:
        return
    mentions = news.of(mention_ids)
    told = queries.told(mention.story_id for mention in mentions)
    mails = queries.gathering([guest.id for guest in theirs], clock.now())
    rows: list[dict[str, int]] = []
    for mention in mentions:
        for guest in theirs:
            key = guest.address_key, mention.story_id
            if guest.watch_id in caught_by.get(mention.id, ()) and key not in told:
                told.add(key)
                mail = mails.get(guest.id) or begin_mail(guest, Kind.DIGEST)
                mails[guest.id] = mail
                rows.append(_row(guest, mention, mail))
    if rows:  # but for what another process has just told them
        write_many(insert_new(GuestAlert), rows)


def _row(guest: Guest, mention: Mention, mail: GuestMail) -> dict[str, int]:
    about = {"story_id": mention.story_id, "mention_id": mention.id}
    return {"guest_id": guest.id, "mail_id": mail.id, **about}


def begin_mail(guest: Guest, kind: Kind) -> GuestMail:
    """Begin a mail to a guest: a question leaves now, news at the hours they have."""
    now = clock.now()
    due_at = now
    if kind is not Kind.ASK:
        due_at = leaves_at(Pace(guest.pace), queries.habits(guest), now)
    mail = GuestMail(
        guest_id=guest.id,
        kind=kind,
        message_id=outward.message_id(),
        made_at=now,
        due_at=due_at,
        state=Way.DUE,
    )
    db.session.add(mail)
    db.session.flush()
    return mail


def promise() -> int:
    """Begin the mails to guests that come though nothing is caught; return how many."""
    missing = queries.promised(clock.now())
    for guest in missing:
        begin_mail(guest, Kind.DIGEST)
    return len(missing)
