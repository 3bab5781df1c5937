"""What people do with talking points: write one, change it in a language, order them, drop one."""

from sqlalchemy import func, select

from comms.audit import service as audit
from comms.campaigns.models import Campaign
from comms.core import clock, events
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.talking.models import Point, Wording
from comms.talking.rules import PointWrong, obstacles


def add(campaign: Campaign, lang: str, question: str, answer: str, *, actor: Actor) -> Point:
    """Write a question and its answer down, after those that are there."""
    _refuse_closed(campaign)
    _refuse_words(question, answer)
    last = select(func.max(Point.place)).where(Point.campaign_id == campaign.id)
    place = (db.session.scalar(last) or 0) + 1
    point = Point(campaign_id=campaign.id, place=place, made_at=clock.now())
    db.session.add(point)
    _say(point, lang, question, answer, actor)
    db.session.flush()
    audit.record(actor.id, "point.added", "campaign", campaign.id)
    return point


def word(
    point: Point, lang: str, question: str, answer: str, *, version: int, actor: Actor
) -> None:
    """Word a point in a language, anew or for the first time (`version` 0).

    Raises:
        Refused: somebody else changed these words since `version`; both are kept by the page.
    """
    _refuse_closed(db.session.get_one(Campaign, point.campaign_id))
    known = next((each for each in point.wordings if each.lang == lang), None)
    if (known.version if known else 0) != version:
        raise Refused(PointWrong.CHANGED)
    _refuse_words(question, answer)
    if known is None:
        _say(point, lang, question, answer, actor)
    else:
        known.question, known.answer = _one_line(question), answer.strip()
        known.said_by, known.said_at = actor.id, clock.now()
        known.version += 1
    db.session.flush()
    audit.record(actor.id, "point.worded", "campaign", point.campaign_id)


def _say(point: Point, lang: str, question: str, answer: str, actor: Actor) -> None:
    point.wordings.append(
        Wording(
            lang=lang,
            question=_one_line(question),
            answer=answer.strip(),
            said_by=actor.id,
            said_at=clock.now(),
        )
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _refuse_words(question: str, answer: str) -> None:
    if wrong := obstacles(question, answer):
        raise Refused(wrong)


def _refuse_closed(campaign: Campaign) -> None:
    if campaign.closed_at:
        raise Refused(PointWrong.CLOSED)


def move_up(point: Point, *, actor: Actor) -> None:
    """Put a point before the one above it."""
    _refuse_closed(db.session.get_one(Campaign, point.campaign_id))
    above = select(Point).where(Point.campaign_id == point.campaign_id, Point.place < point.place)
    other = db.session.scalars(above.order_by(Point.place.desc())).first()
    if other:
        point.place, other.place = other.place, point.place
        audit.record(actor.id, "point.raised", "campaign", point.campaign_id)


def drop(point: Point, *, actor: Actor) -> None:
    """Take a point away, in every language."""
    campaign_id = point.campaign_id
    _refuse_closed(db.session.get_one(Campaign, campaign_id))
    db.session.delete(point)
    db.session.flush()
    audit.record(actor.id, "point.dropped", "campaign", campaign_id)


def strike(event: events.WordsStruck) -> None:
    """Take the words of somebody who withdrew out of what we answer; a changed answer is newer."""
    for wording in db.session.scalars(select(Wording)):
        before = wording.question, wording.answer
        wording.question = event.without(wording.question, wording.lang)
        wording.answer = event.without(wording.answer, wording.lang)
        wording.version += before != (wording.question, wording.answer)
    db.session.flush()
