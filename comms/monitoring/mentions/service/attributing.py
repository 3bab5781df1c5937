"""Says which newsroom of the book a mention comes from; other articles of its site follow."""

from comms.audit import service as audit
from comms.core import clock
from comms.core.db import db
from comms.core.links import host_of
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.monitoring.mentions.models import Mention, MentionNewsroom
from comms.monitoring.mentions.queries import newsrooms
from comms.monitoring.mentions.rules.wrong import MentionWrong


def attribute(mention: Mention, name: str, *, actor: Actor) -> None:
    """Say that a mention comes from the newsroom of this name.

    Raises:
        Refused: the book has none of this name.
    """
    outlet = newsrooms.named(name)
    if outlet is None:
        raise Refused(MentionWrong.NO_NEWSROOM, name=name[:120])
    _say(mention, outlet.id, actor)
    audit.record(actor.id, "mention.newsroom_said", "mention", mention.id)


def part(mention: Mention, *, actor: Actor) -> None:
    """Say that a mention comes from no newsroom of the book."""
    _say(mention, None, actor)
    audit.record(actor.id, "mention.newsroom_parted", "mention", mention.id)


def take_back(mention: Mention, *, actor: Actor) -> None:
    """Let the site of a mention tell its newsroom again."""
    if said := newsrooms.said_of(mention.id):
        db.session.delete(said)
    audit.record(actor.id, "mention.newsroom_unsaid", "mention", mention.id)


def _say(mention: Mention, outlet_id: int | None, actor: Actor) -> None:
    row = newsrooms.said_of(mention.id) or MentionNewsroom(mention_id=mention.id)
    row.outlet_id, row.host = outlet_id, host_of(mention.url)
    row.by, row.at = actor.id, clock.now()
    db.session.add(row)
