"""What people do with mentions: keep, dismiss, say the tone and why, note."""

from comms.audit import service as audit
from comms.core import clock
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules.by_hand import LONGEST
from comms.monitoring.mentions.rules.standing import LONGEST_REASON, State, Tone
from comms.monitoring.mentions.rules.wrong import MentionWrong


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
    """Note something beside a mention.

    Raises:
        Refused: it is too long; a review prints it whole.
    """
    if len(note.strip()) > LONGEST:
        raise Refused(MentionWrong.TOO_LONG, most=LONGEST)
    mention.note = note.strip()
    audit.record(actor.id, "mention.noted", "mention", mention.id)
