"""What people do with mentions: keep, dismiss, say the tone, note, enter one by hand."""

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.core.text import fold
from comms.monitoring.intake.queries import access_of
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import entering
from comms.monitoring.mentions.rules.by_hand import ByHand, lacks
from comms.monitoring.mentions.rules.standing import LONGEST_REASON, Medium, State, Tone
from comms.monitoring.mentions.rules.subscribers import Whence
from comms.monitoring.mentions.rules.wrong import MentionWrong
from comms.monitoring.mentions.service import catching, placing


def sort(mention: Mention, state: str, *, actor: Actor) -> str:
    """Keep a mention, dismiss it, or put it back among the new ones; return what it was.

    Raises:
        Refused: there is no such state.
    """
    if state not in set(State):
        raise Refused(MentionWrong.UNKNOWN_STATE)
    was = mention.state
    if was != state:
        mention.state, mention.sorted_by, mention.sorted_at = state, actor.id, clock.now()
        mention.reason = ""  # it was that of the other decision
        audit.record(actor.id, f"mention.{state}", "mention", mention.id)
    return was


def set_tone(mention: Mention, tone: str, *, actor: Actor) -> None:
    """Say how a mention speaks of us.

    Raises:
        Refused: there is no such tone.
    """
    if tone not in set(Tone):
        raise Refused(MentionWrong.UNKNOWN_TONE)
    mention.tone = tone
    audit.record(actor.id, "mention.tone", "mention", mention.id)


def give_reason(mention: Mention, reason: str, *, actor: Actor) -> None:
    """Say why a mention was kept or dismissed: nobody has to."""
    mention.reason = reason[:LONGEST_REASON]
    audit.record(actor.id, "mention.reasoned", "mention", mention.id)


def annotate(mention: Mention, note: str, *, actor: Actor) -> None:
    """Note something beside a mention."""
    mention.note = note.strip()
    audit.record(actor.id, "mention.noted", "mention", mention.id)


def add_by_hand(given: ByHand, *, actor: Actor) -> Mention:
    """Enter what no feed shows: a broadcast, a printed page. It is kept: a person chose it.

    Raises:
        Refused: with all it lacks.
    """
    if found := lacks(given, clock.now()):
        raise Refused(found)
    entry_id = _free_article(given, actor) if given.url else None
    mention = Mention(
        entry_id=entry_id,
        title=given.title,
        outlet=given.outlet,
        programme=given.programme,
        medium=given.medium,
        authors=list(given.authors),
        url=given.url or None,
        published=given.published,
        seen_at=clock.now(),
        lang=given.lang,
        verbatim=given.verbatim,
        note=given.note,
        is_paid=given.is_paid,
        paid_how=Whence.PERSON if given.is_paid else Whence.UNSAID,
        paid_by=actor.id if given.is_paid else None,
        words=fold(f"{given.title} {given.outlet}"),
        state=State.KEPT,
        made_by=actor.id,
        sorted_by=actor.id,
        sorted_at=clock.now(),
    )
    if entry_id and not given.is_paid:
        catching.told(mention, access_of([entry_id], {})[entry_id])
    placing.place([mention], [entering.text(entry_id) if entry_id else given.verbatim])
    audit.record(actor.id, "mention.entered", "mention", mention.id)
    events.announce(events.MentionsCaught((mention.id,)))
    return mention


def _free_article(given: ByHand, actor: Actor) -> int | None:
    """Return the kept article behind a link that no watch caught, if there is one.

    Raises:
        Refused: the link is a mention already; the same page may show two programmes, though.
    """
    known = entering.known(given.url, actor)
    if known and (known.medium, known.programme) == (given.medium, given.programme):
        raise Refused(MentionWrong.KNOWN, title=known.title)
    return entering.article(given.url) if given.medium is Medium.WEB else None
