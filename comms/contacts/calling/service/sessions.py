"""A list on the telephone: two callers never hold one name; what is left is done again."""

from datetime import datetime, time, timedelta

from sqlalchemy import func, select, update

from comms.audit import service as audit
from comms.contacts.book.models import Contact
from comms.contacts.book.rules.kinds import Spoken
from comms.contacts.book.rules.names import read_name
from comms.contacts.book.rules.words import PersonWords, RoleWords
from comms.contacts.book.service.keeping import note, write_down
from comms.contacts.calling import queries
from comms.contacts.calling.models import Call, CallingSession
from comms.contacts.calling.rules.kinds import CallOutcome, CallState
from comms.contacts.calling.rules.queue import HELD_FOR, CallWrong, again_at
from comms.contacts.lists.models import ContactList
from comms.contacts.requests.service import follow_up
from comms.core import clock, languages
from comms.core.db import db, took
from comms.core.refusal import Refused
from comms.core.rights import Actor


def open_session(
    a_list: ContactList, name: str, points: str = "", *, actor: Actor
) -> CallingSession:
    """Turn a list into a queue of calls: everyone on it with a number whom one may call.

    Raises:
        Refused: it has no name, or nobody on the list may be called.
    """
    said = " ".join(name.split())[:120]
    if not said:
        raise Refused(CallWrong.NO_NAME)
    people = queries.to_call(a_list.id)
    if not people:
        raise Refused(CallWrong.NOBODY, name=a_list.name)
    made = CallingSession(
        name=said,
        list_id=a_list.id,
        points=points.strip()[:20_000],
        made_by=actor.id,
        made_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    db.session.add_all(
        Call(session_id=made.id, contact_id=contact_id, place=place)
        for place, contact_id in enumerate(people, 1)
    )
    db.session.flush()
    audit.record(actor.id, "calls.opened", "calls", made.id)
    return made


def change_points(session: CallingSession, points: str, *, actor: Actor) -> None:
    """Write what to say anew."""
    session.points = points.strip()[:20_000]
    audit.record(actor.id, "calls.points_changed", "calls", session.id)


def take_next(session: CallingSession, *, actor: Actor) -> Call | None:
    """Give a caller the next name, or the one they hold; None when nobody is to be called now."""
    _refuse_closed(session)
    if mine := queries.held(session.id, actor.id):
        return mine
    now = clock.now()
    for call_id in queries.free(session.id, now):
        ours = update(Call).where(Call.id == call_id, queries.is_free(now))
        held = ours.values(state=CallState.TAKEN, taken_by=actor.id, taken_until=now + HELD_FOR)
        if took(db.session.execute(held)):
            return db.session.get_one(Call, call_id, populate_existing=True)
    return None


def settle(
    call: Call,
    outcome: CallOutcome,
    text: str,
    *,
    asked: datetime | None = None,
    actor: Actor,
) -> None:
    """Write down what came of a call; `text` stays with the person, `asked`: when to call back.

    Raises:
        Refused: somebody else holds the call, or one is to call back and no hour is given.
    """
    _refuse_other(call, actor)
    if outcome is CallOutcome.CALL_BACK and asked is None:
        raise Refused(CallWrong.NO_HOUR)
    now = clock.now()
    is_word = outcome is not CallOutcome.NO_ANSWER  # silence is no word from them
    contact = db.session.get_one(Contact, call.contact_id)
    note(contact, Spoken.CALL if is_word else Spoken.NOTE, text, now, actor=actor)
    call.again_at = again_at(outcome, asked, now)
    call.state = CallState.WAITING if call.again_at else CallState.DONE
    call.outcome, call.done_by, call.done_at = outcome, actor.id, now
    _let_go(call)
    audit.record(actor.id, f"call.{outcome}", "call", call.id)


def pass_over(call: Call, *, actor: Actor) -> None:
    """Put a name back at the end of the queue, without an outcome."""
    _refuse_other(call, actor)
    last = select(func.max(Call.place)).where(Call.session_id == call.session_id)
    call.place = (db.session.scalar(last) or 0) + 1
    call.state = CallState.WAITING
    _let_go(call)


def _let_go(call: Call) -> None:
    call.taken_by = call.taken_until = None
    db.session.flush()


def _refuse_closed(session: CallingSession) -> None:
    if session.closed_at is not None:
        raise Refused(CallWrong.CLOSED)


def _refuse_other(call: Call, actor: Actor) -> None:
    db.session.refresh(call, with_for_update=True)
    _refuse_closed(db.session.get_one(CallingSession, call.session_id))
    if call.state != CallState.TAKEN or call.taken_by != actor.id:
        raise Refused(CallWrong.NOT_YOURS)


def close(session: CallingSession, text: str, *, actor: Actor) -> int:
    """End a session; return how many are left: each becomes something to do again, `text`.

    Who was made discreet meanwhile becomes nobody's task but their confidants' own.
    """
    _refuse_closed(session)
    session.closed_at, count = clock.now(), 0
    for call in queries.left(session.id, actor.id):
        contact = db.session.get_one(Contact, call.contact_id)
        if contact.objected_at is None and contact.frozen_at is None:
            follow_up(contact, text, _day_for(call), actor=actor)
            count += 1
    audit.record(actor.id, "calls.closed", "calls", session.id)
    return count


def _day_for(call: Call) -> datetime:
    """Return when they asked to be called back, else tomorrow at nine."""
    now = clock.now()
    if call.again_at is not None and call.again_at > now and call.outcome == CallOutcome.CALL_BACK:
        return call.again_at
    zone = languages.association_zone()
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(9), zone)


def meet(name: str, number: str, outlet: str, origin: str, *, actor: Actor) -> Contact:
    """Write down someone met during a call: a name, a number, a newsroom, and how we met.

    Raises:
        Refused: neither a name nor a number.
    """
    person = read_name(name)
    if not person.whole:
        raise Refused(CallWrong.NO_PERSON)
    halves = ("", "") if person.is_desk else (person.given, person.family)
    words = PersonWords(
        given=halves[0],
        family=halves[1] if any(halves) else person.whole,
        is_desk=person.is_desk,
        phones=number.strip(),
        roles=(RoleWords(" ".join(outlet.split())),) if outlet.strip() else (),
        origin=origin,
    )
    return write_down(words, actor=actor)
