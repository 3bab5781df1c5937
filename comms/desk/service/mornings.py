"""The mail of the morning: asked for, begun once a day, written as it leaves."""

from datetime import datetime

from comms.accounts import queries as accounts
from comms.accounts.models import Member
from comms.audit import service as audit
from comms.core import clock, panels, settings, visiting
from comms.core.db import db
from comms.core.languages import own_zone
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.desk import queries
from comms.desk.models import Morning
from comms.desk.rules import HOURS, MorningWrong, Wish, morning_of
from comms.desk.service.wording import as_letter
from comms.notices.service import telling


def want(wish: Wish | None, *, actor: Actor) -> None:
    """Have Aujourd'hui come by mail each morning, or no more.

    Raises:
        Refused: no such hour.
    """
    kept = queries.morning(actor.id)
    if wish is None:
        if kept is not None:
            db.session.delete(kept)
        audit.record(actor.id, "morning.ended", "member", actor.id)
        return
    if wish.hour not in HOURS:
        raise Refused(MorningWrong.NO_HOUR)
    if kept is None:
        kept = Morning(member_id=actor.id, since=clock.now())
        db.session.add(kept)
    if kept.hour != wish.hour:
        kept.since = clock.now()
    kept.hour, kept.only_workdays = wish.hour, wish.only_workdays
    kept.even_empty = wish.even_empty
    db.session.flush()
    audit.record(actor.id, "morning.wanted", "member", actor.id)


def promise() -> int:
    """Begin the mails of this morning whose hour has come; return how many. A job's verb."""
    return sum(_begin(morning, member, clock.now()) for morning, member in queries.mornings())


def _begin(morning: Morning, member: Member, now: datetime) -> bool:
    wish = Wish(morning.hour, morning.only_workdays, morning.even_empty)
    day = morning_of(wish, own_zone(member.zone), morning.since, now)
    return day is not None and telling.greet(member.id, day)


def letter(member_id: int) -> tuple[str, str] | None:
    """Return the subject and the text of a member's mail; None when nothing waits for them."""
    morning, member = queries.morning(member_id), db.session.get_one(Member, member_id)
    if morning is None:
        return None
    actor = accounts.actor(member)
    with visiting.visiting(actor):
        cards = panels.today_cards(actor)
        if not cards and not morning.even_empty:
            return None
        return as_letter(cards, name=member.name, house=settings.current().public_url)
