"""Queues alerts next to the mentions they tell of, in the same transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from comms.accounts import queries as accounts
from comms.core import clock, events, outward
from comms.core.db import db, insert_new
from comms.core.many import in_batches, write_many
from comms.core.ways import Way
from comms.monitoring.alerts import queries
from comms.monitoring.alerts.models import Alert, AlertMail
from comms.monitoring.alerts.queries import news
from comms.monitoring.alerts.rules import GATHERED, Habits, Kind, leaves_at, next_mail
from comms.monitoring.alerts.service import queuing_outside
from comms.monitoring.mentions.models import Mention
from comms.monitoring.watches.queries import listing as watches
from comms.monitoring.watches.rules.paces import Pace


def queue(event: events.MentionsCaught) -> None:
    """Tell whoever asked for it of mentions that were caught; of each story once."""
    if event.is_late:
        return
    for some in in_batches(event.mention_ids):
        _queue(some)


def _queue(mention_ids: Sequence[int]) -> None:
    caught_by = news.caught_by(mention_ids)
    here = {member.id for member in accounts.active()}
    wishes = watches.wishes(set().union(*caught_by.values()))
    wishing = {member: asked for member, asked in wishes.items() if member in here}
    if not wishing:
        return
    mentions = news.of(mention_ids)
    told = queries.told(mention.story_id for mention in mentions)
    desk = _Desk(queries.habits(wishing))
    for mention in mentions:
        for member_id, asked in wishing.items():
            paces = {asked[each] for each in asked.keys() & caught_by.get(mention.id, ())}
            if paces and (member_id, mention.story_id) not in told:
                told.add((member_id, mention.story_id))
                desk.tell(member_id, mention, paces)
    desk.write()


class _Desk:
    """Puts mentions in mails; looks for the mail that waits once a member and pace."""

    def __init__(self, habits: Mapping[int, Habits]) -> None:
        self._habits, self._now = habits, clock.now()
        self._mails: dict[tuple[int, Pace], AlertMail] = {}
        self._rows: list[dict[str, int]] = []

    def tell(self, member_id: int, mention: Mention, paces: Iterable[Pace]) -> None:
        """Put a mention in the next mail to a member."""
        pace = min(paces, key=lambda each: (self._leaves(member_id, each), list(Pace).index(each)))
        row = {"member_id": member_id, "story_id": mention.story_id, "mention_id": mention.id}
        self._rows.append({**row, "mail_id": self._mail(member_id, pace).id})

    def write(self) -> None:
        """Write down who is told of what, but for what another process has just told them."""
        if self._rows:
            write_many(insert_new(Alert), self._rows)

    def _leaves(self, member_id: int, pace: Pace) -> datetime:
        return leaves_at(pace, self._habits[member_id], self._now)

    def _mail(self, member_id: int, pace: Pace) -> AlertMail:
        known = self._mails.get((member_id, pace))
        if known is None:
            waiting = queries.gathering(member_id, pace, self._now)
            known = waiting or begin_mail(member_id, pace, self._habits[member_id])
            self._mails[member_id, pace] = known
        return known


def begin_mail(member_id: int, pace: Pace, habits: Habits) -> AlertMail:
    """Begin the next mail to a member at a pace."""
    now = clock.now()
    kind, due_at = Kind.DIGEST, leaves_at(pace, habits, now)
    if pace is Pace.ONCE:
        kind, earliest = next_mail(queries.recent(member_id, now), now)
        due_at = leaves_at(pace, habits, earliest - GATHERED)
    mail = AlertMail(
        member_id=member_id,
        kind=kind,
        pace=pace,
        message_id=outward.message_id(),
        made_at=now,
        due_at=due_at,
        state=Way.DUE,
    )
    db.session.add(mail)
    db.session.flush()
    return mail


def promise() -> int:
    """Begin the mails that come though nothing is caught; return how many. A job's verb."""
    missing = queries.promised(clock.now())
    habits = queries.habits({member_id for member_id, _ in missing})
    for member_id, pace in missing:
        begin_mail(member_id, pace, habits[member_id])
    return len(missing) + queuing_outside.promise()
