"""Puts right what somebody entered by hand; what a feed showed says what its article says."""

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.core.text import fold
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules.by_hand import ByHand, lacks
from comms.monitoring.mentions.service import placing


def may_correct(mention: Mention) -> bool:
    """Say whether a mention is nobody's words but ours."""
    return mention.made_by is not None and mention.entry_id is None


def correct(mention: Mention, given: ByHand, *, actor: Actor) -> None:
    """Change what was entered; tone, note, state and links stay.

    Raises:
        Refused: with all it lacks.
    """
    if found := lacks(given, clock.now()):
        raise Refused(found)
    mention.title, mention.outlet, mention.programme = given.title, given.outlet, given.programme
    mention.medium, mention.authors = given.medium, list(given.authors)
    mention.url, mention.published = given.url or None, given.published
    mention.lang, mention.verbatim = given.lang, given.verbatim
    mention.words = fold(f"{given.title} {given.outlet}")
    placing.place([mention], [given.verbatim])
    audit.record(actor.id, "mention.corrected", "mention", mention.id)
    events.announce(events.MentionsCaught((mention.id,)))
