"""Enters by hand what no feed shows: a broadcast, a printed page, a link somebody pasted."""

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.core.text import fold
from comms.monitoring.intake.queries import access_of
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import entering as queries
from comms.monitoring.mentions.rules.agencies import agency_of
from comms.monitoring.mentions.rules.by_hand import LONGEST, ByHand, lacks
from comms.monitoring.mentions.rules.standing import Medium, State
from comms.monitoring.mentions.rules.subscribers import Whence
from comms.monitoring.mentions.rules.wrong import MentionWrong
from comms.monitoring.mentions.service import catching, placing


def enter(given: ByHand, *, actor: Actor) -> Mention:
    """Enter a mention by hand. It is kept: a person chose it.

    Raises:
        Refused: with all it lacks.
    """
    if found := lacks(given, clock.now()):
        raise Refused(found, most=LONGEST)
    mention = _mention(given, actor)
    text = given.verbatim
    if entry_id := _free_article(given, actor) if given.url else None:
        mention.entry_id, text = entry_id, queries.text(entry_id)
        mention.agency = mention.agency or agency_of((), text)
        if not given.is_paid:
            catching.told(mention, access_of([entry_id], {})[entry_id])
    placing.place([mention], [text])
    audit.record(actor.id, "mention.entered", "mention", mention.id)
    events.announce(events.MentionsCaught((mention.id,)))
    return mention


def _mention(given: ByHand, actor: Actor) -> Mention:
    now = clock.now()
    mention = Mention(
        seen_at=now,
        note=given.note,
        is_paid=given.is_paid,
        paid_how=Whence.PERSON if given.is_paid else Whence.UNSAID,
        paid_by=actor.id if given.is_paid else None,
        state=State.KEPT,
        made_by=actor.id,
        sorted_by=actor.id,
        sorted_at=now,
    )
    write_down(mention, given)
    return mention


def write_down(mention: Mention, given: ByHand) -> None:
    """Have a mention say what was given of it by hand."""
    mention.title, mention.outlet, mention.programme = given.title, given.outlet, given.programme
    mention.medium, mention.authors = given.way, list(given.authors)
    mention.url, mention.published = given.url or None, given.published
    mention.is_day_alone = given.is_day_alone
    mention.lang, mention.verbatim = given.lang, given.verbatim
    mention.agency = agency_of(given.authors, given.verbatim)
    mention.words = fold(f"{given.title} {given.outlet}")


def _free_article(given: ByHand, actor: Actor) -> int | None:
    """Return the kept article behind a link that no watch caught, if there is one.

    Raises:
        Refused: the link is a mention already; the same page may show two programmes, though.
    """
    known = queries.known(given.url, actor)
    if known and (known.medium, known.programme) == (given.way, given.programme):
        raise Refused(MentionWrong.KNOWN, title=known.title)
    return queries.article(given.url) if given.way is Medium.WEB else None
