"""What journalists ask: written down, answered by someone who may, done again by a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from comms.accounts import queries as accounts
from comms.audit import service as audit
from comms.contacts.book.models import Contact
from comms.contacts.book.service.keeping import touch
from comms.contacts.requests.models import CampaignVoice, FollowUp, Request, Spokesperson
from comms.contacts.requests.rules.asking import (
    RequestWords,
    RequestWrong,
    SpokespersonWords,
    may_speak,
)
from comms.contacts.requests.rules.kinds import RequestState
from comms.core import clock, languages
from comms.core.db import changed, db
from comms.core.refusal import Refused
from comms.core.rights import Actor


def ask(contact: Contact, words: RequestWords, *, actor: Actor) -> Request:
    """Write down what a journalist asks; it is a word from them."""
    made = Request(
        contact_id=contact.id,
        subject="",
        asked_at=clock.now(),
        zone=str(languages.association_zone()),
        for_id=actor.id,
        made_by=actor.id,
    )
    _write(made, words, actor)
    db.session.add(made)
    contact.heard_at = clock.now()
    touch(contact)
    audit.record(actor.id, "request.asked", "request", made.id)
    return made


def change(request: Request, words: RequestWords, *, actor: Actor) -> None:
    """Change what is written of a request."""
    _write(request, words, actor)
    db.session.flush()
    audit.record(actor.id, "request.changed", "request", request.id)


def give(request: Request, member_id: int, *, actor: Actor) -> None:
    """Let another member follow a request.

    Raises:
        Refused: there is no such member.
    """
    if member_id not in {each.id for each in accounts.active()}:
        raise Refused(RequestWrong.NOBODY)
    request.for_id = member_id
    audit.record(actor.id, "request.given", "request", request.id)


def _write(request: Request, words: RequestWords, actor: Actor) -> None:
    if not words.subject:
        raise Refused(RequestWrong.NO_SUBJECT)
    chosen = words.spokesperson_id or _named(words.new_spokesperson, actor)
    if chosen != request.spokesperson_id:
        request.spokesperson_id = _who_may_speak(chosen)
    request.subject, request.terms = words.subject[:500], words.terms
    request.said, request.result = words.said, words.result
    request.due_at = words.due.instant if words.due else None
    request.zone = words.due.zone if words.due else request.zone


def _named(name: str, actor: Actor) -> int | None:
    """Return who speaks for us under a name; whom nobody has written down yet is, by it."""
    if not name:
        return None
    there = select(Spokesperson.id).where(
        Spokesperson.name == name, Spokesperson.closed_at.is_(None)
    )
    known = db.session.scalars(there.order_by(Spokesperson.id).limit(1)).first()
    return known or keep_spokesperson(SpokespersonWords(name), actor=actor).id


def _who_may_speak(spokesperson_id: int | None) -> int | None:
    """Return who was chosen; refused when what they agreed to has ended."""
    chosen = db.session.get(Spokesperson, spokesperson_id) if spokesperson_id else None
    if chosen is None:
        return None
    if not may_speak(chosen.agreed_until, clock.today(languages.association_zone())):
        raise Refused(
            RequestWrong.CONSENT_ENDED, name=chosen.name, day=f"{chosen.agreed_until:%d/%m/%Y}"
        )
    return chosen.id


def close(request: Request, state: RequestState, words: RequestWords, *, actor: Actor) -> None:
    """Close a request; an answer needs someone whose agreement holds today.

    Raises:
        Refused: it is closed, or nobody whose agreement holds is named.
    """
    if request.state != RequestState.OPEN:
        raise Refused(RequestWrong.CLOSED)
    _write(request, words, actor)
    if state is RequestState.ANSWERED:
        if request.spokesperson_id is None:
            raise Refused(RequestWrong.NO_SPOKESPERSON)
        _who_may_speak(request.spokesperson_id)
    request.state, request.closed_at = state, clock.now()
    db.session.flush()
    audit.record(actor.id, f"request.{state}", "request", request.id)


def reopen(request: Request, *, actor: Actor) -> None:
    """Take a closed request up again."""
    request.state, request.closed_at = RequestState.OPEN, None
    audit.record(actor.id, "request.reopened", "request", request.id)


def keep_spokesperson(
    words: SpokespersonWords, known: Spokesperson | None = None, *, actor: Actor
) -> Spokesperson:
    """Write down who speaks for us, and what they agreed to until when.

    Raises:
        Refused: no name.
    """
    if not words.name:
        raise Refused(RequestWrong.NO_NAME)
    kept = known or Spokesperson(made_at=clock.now())
    for name, value in vars(words).items():
        setattr(kept, name, list(value) if isinstance(value, tuple) else value)
    db.session.add(kept)
    db.session.flush()
    audit.record(actor.id, "spokesperson.kept", "spokesperson", kept.id)
    return kept


def let_speak(campaign_id: int, chosen: Iterable[int], *, actor: Actor) -> None:
    """Say who speaks for us in a campaign: those chosen and nobody else."""
    rows = select(CampaignVoice).where(CampaignVoice.campaign_id == campaign_id)
    there = {each.spokesperson_id: each for each in db.session.scalars(rows)}
    here = select(Spokesperson.id).where(Spokesperson.closed_at.is_(None))
    wanted = set(chosen) & set(db.session.scalars(here))
    for number in there.keys() - wanted:
        db.session.delete(there[number])
    db.session.add_all(
        CampaignVoice(campaign_id=campaign_id, spokesperson_id=number)
        for number in sorted(wanted - there.keys())
    )
    db.session.flush()
    audit.record(actor.id, "campaign.voices_chosen", "campaign", campaign_id)


def retire(spokesperson: Spokesperson, *, actor: Actor) -> None:
    """Let someone speak for us no more; what they said stays with its request."""
    spokesperson.closed_at = clock.now()
    audit.record(actor.id, "spokesperson.retired", "spokesperson", spokesperson.id)


def follow_up(contact: Contact, text: str, due_at: datetime | None, *, actor: Actor) -> FollowUp:
    """Note what is to be done again with a person, by a day; for whoever notes it.

    Raises:
        Refused: no subject, or no day.
    """
    if not text.strip():
        raise Refused(RequestWrong.NO_SUBJECT)
    if due_at is None:
        raise Refused(RequestWrong.NO_DAY)
    made = FollowUp(
        contact_id=contact.id,
        text=" ".join(text.split())[:500],
        due_at=due_at,
        for_id=actor.id,
        made_by=actor.id,
        made_at=clock.now(),
    )
    db.session.add(made)
    touch(contact)
    audit.record(actor.id, "follow_up.noted", "contact", contact.id)
    return made


def finish(done: FollowUp, *, actor: Actor) -> None:
    """Note that it was done; twice is once."""
    if done.done_at is None:
        done.done_at = clock.now()
        audit.record(actor.id, "follow_up.done", "contact", done.contact_id)


@dataclass(frozen=True)
class Given:
    """How much was given."""

    requests: int
    follow_ups: int


def hand_over(leaver_id: int, heir_id: int) -> Given:
    """Give what a member still owes journalists to another."""
    asked = update(Request).where(Request.for_id == leaver_id, Request.state == RequestState.OPEN)
    again = update(FollowUp).where(FollowUp.for_id == leaver_id, FollowUp.done_at.is_(None))
    return Given(
        changed(db.session.execute(asked.values(for_id=heir_id))),
        changed(db.session.execute(again.values(for_id=heir_id))),
    )
