"""Hands all that one member does over to another, in one step; history keeps the name."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import delete, select

from comms.accounts.models import Member
from comms.accounts.service import members
from comms.advocacy import service as advocacy
from comms.audit import service as audit
from comms.contacts.book.queries import knowing
from comms.contacts.book.service import confiding
from comms.contacts.requests import service as requests
from comms.core import clock
from comms.core.db import changed, db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.cosigning.service import giving as statements
from comms.events.service import planning as events
from comms.ideas import service as ideas
from comms.monitoring.watches import service as watches
from comms.pieces.service import giving as pieces
from comms.portability import queries
from comms.portability.models import HandoverNote
from comms.tasks import service as tasks
from comms.testimonies import service as testimonies

KEPT = timedelta(days=365)  # a note, after the account of its writer was closed
LONGEST = 8000  # characters of a note: some three pages


class HandingWrong(StrEnum):
    """Why nothing is handed over."""

    SAME = "handing.same"
    CLOSED = "handing.closed"
    UNSEEN = "handing.unseen"
    TOO_LONG = "handing.too_long"
    LEFT = "handing.left"


@dataclass(frozen=True)
class Handed:
    """How much was handed over."""

    pieces: int
    tasks: int
    requests: int
    follow_ups: int
    testimonies: int
    watches: int
    steps: int
    events: int
    statements: int
    links: int
    discreet: int


def hand_over(
    leaver: Member, heir: Member, *, with_discreet: bool, is_leaving: bool, actor: Actor
) -> Handed:
    """Give all that `leaver` has not finished to `heir`; close the account if they leave.

    Revisions, approvals and the chain of what was done keep the name of who did it.

    Raises:
        Refused: to oneself, to whose account is closed, nobody would see some contacts any more, or
            nobody would be left to let others in.
    """
    _check(leaver, heir, with_discreet=with_discreet)
    owed = requests.hand_over(leaver.id, heir.id)
    handed = Handed(
        pieces=pieces.hand_over(leaver.id, heir.id, actor=actor),
        tasks=tasks.hand_over(leaver.id, heir.id),
        requests=owed.requests,
        follow_ups=owed.follow_ups,
        testimonies=testimonies.hand_over(leaver.id, heir.id),
        watches=watches.hand_over(leaver.id, heir.id),
        steps=advocacy.hand_over(leaver.id, heir.id, actor=actor),
        events=events.hand_over(leaver.id, heir.id, actor=actor),
        statements=statements.hand_over(leaver.id, heir.id, actor=actor),
        links=ideas.hand_over(leaver.id, heir.id),
        discreet=confiding.hand_over(leaver.id, heir.id) if with_discreet else 0,
    )
    audit.record(actor.id, "member.handed_over", "member", leaver.id)
    if is_leaving or leaver.closed_at:
        confiding.forget_confidences(leaver.id)
    if is_leaving and leaver.closed_at is None:
        members.close(leaver, actor=actor)
    return handed


def close(leaver: Member, *, leaves: bool, actor: Actor) -> None:
    """Let a member in no more; said twice, the first time counts.

    Raises:
        Refused: much is still theirs and it was not said that it stays (`leaves`), or nobody
            would be left to let others in.
    """
    if leaver.closed_at:
        return
    if not (leaves or queries.estate(leaver.id, actor.id).is_empty):
        raise Refused(HandingWrong.LEFT, name=leaver.name)
    members.close(leaver, actor=actor)


def _check(leaver: Member, heir: Member, *, with_discreet: bool) -> None:
    found: list[StrEnum] = []
    if leaver.id == heir.id:
        found.append(HandingWrong.SAME)
    if heir.closed_at:
        found.append(HandingWrong.CLOSED)
    if found:
        raise Refused(found)
    unseen = 0 if with_discreet else knowing.count_seen_by_nobody_else(leaver.id)
    if unseen:
        raise Refused(HandingWrong.UNSEEN, count=unseen)


def note(member_id: int, words: str) -> None:
    """Keep where things are, in a member's own words; an empty note is none.

    Raises:
        Refused: it is too long.
    """
    if len(words) > LONGEST:
        raise Refused(HandingWrong.TOO_LONG)
    known = db.session.get(HandoverNote, member_id)
    if known is None:
        known = HandoverNote(member_id=member_id)
        db.session.add(known)
    known.words, known.touched_at = words.strip(), clock.now()


def forget_notes() -> int:
    """Delete what members wrote for who comes next, a year after their account was closed."""
    left = select(Member.id).where(Member.closed_at < clock.now() - KEPT)
    old = delete(HandoverNote).where(HandoverNote.member_id.in_(left))
    return changed(db.session.execute(old))
