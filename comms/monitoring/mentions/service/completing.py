"""Articles for subscribers: what says so, and what somebody who subscribes adds by hand.

A person's word outweighs the page's, the page's the feed's. What is added stands apart from what
the feed gave; it is held against our watches, our releases and, above, our figures.
"""

from sqlalchemy import select

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.monitoring.intake.queries import Access
from comms.monitoring.mentions.models import Mention, MentionPassage
from comms.monitoring.mentions.queries import passages
from comms.monitoring.mentions.rules.subscribers import (
    LONGEST_PASSAGES,
    Completed,
    Whence,
    obstacles_to_completing,
)
from comms.monitoring.mentions.service import catching, copying, linking, sorting


def hear(event: events.AccessTold) -> None:
    """Say on its mention what the page of an article told."""
    its = select(Mention).where(Mention.entry_id == event.entry_id)
    if mention := db.session.scalar(its):
        catching.told(mention, Access(event.is_paid, is_of_page=True))


def say_paid(mention: Mention, *, is_paid: bool, actor: Actor) -> None:
    """Say that an article is for subscribers, or that it is not; feed and page no longer count."""
    mention.is_paid, mention.paid_how, mention.paid_by = is_paid, Whence.PERSON, actor.id
    audit.record(actor.id, "mention.paid" if is_paid else "mention.free", "mention", mention.id)


def complete(mention: Mention, given: Completed, *, actor: Actor) -> None:
    """Add what somebody read of an article: a passage, a tone, a note, a private copy.

    Nothing that is there is replaced but the tone. A passage typed already is not typed twice: a
    second tab, a second click.

    Raises:
        Refused: nothing is given, the passages together are too long, or the copy is none.
    """
    db.session.refresh(mention, with_for_update=True)
    had = [each.text for each in passages.of([mention.id]).get(mention.id, ())]
    is_new = given.passage not in ("", *had)
    if found := obstacles_to_completing(given, sum(map(len, had)) if is_new else 0):
        raise Refused(found, most=LONGEST_PASSAGES)
    if given.copy:
        copying.add(mention, given.copy, given.name, actor=actor)
    if given.tone:
        sorting.set_tone(mention, given.tone, actor=actor)
    if given.note and given.note not in mention.note:
        sorting.annotate(mention, f"{mention.note}\n{given.note}", actor=actor)
    if is_new:
        _add(mention, given.passage, actor)


def _add(mention: Mention, passage: str, actor: Actor) -> None:
    row = MentionPassage(mention_id=mention.id, text=passage, by=actor.id, at=clock.now())
    db.session.add(row)
    db.session.flush()
    audit.record(actor.id, "mention.completed", "mention", mention.id)
    catching.read_on(mention, passages.words_of([mention.id])[mention.id])
    linking.read_on(mention)
    events.announce(events.MentionCompleted(mention.id))


def take_away(passage: MentionPassage, *, actor: Actor) -> None:
    """Delete a passage; what was found by it (a watch, a figure) stays as people left it."""
    db.session.delete(passage)
    audit.record(actor.id, "mention.passage_deleted", "mention", passage.mention_id)
