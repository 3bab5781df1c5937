"""Puts right what somebody entered by hand; what a feed showed says what its article says."""

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules.by_hand import LONGEST, ByHand, lacks
from comms.monitoring.mentions.service import placing
from comms.monitoring.mentions.service.entering import write_down


def may_correct(mention: Mention) -> bool:
    """Say whether a mention is nobody's words but ours."""
    return mention.made_by is not None and mention.entry_id is None


def correct(mention: Mention, given: ByHand, *, actor: Actor) -> None:
    """Change what was entered; tone, note, state and links stay.

    Raises:
        Refused: with all it lacks.
    """
    if found := lacks(given, clock.now()):
        raise Refused(found, most=LONGEST)
    write_down(mention, given)
    placing.place([mention], [given.verbatim])
    audit.record(actor.id, "mention.corrected", "mention", mention.id)
    events.announce(events.MentionsCaught((mention.id,)))
