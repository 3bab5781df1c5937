"""Puts aside what only republishes a release of ours: our own words are no coverage."""

from collections.abc import Sequence

from comms.core import clock
from comms.core.db import db
from comms.core.text import plain
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import releases
from comms.monitoring.mentions.rules.standing import Reason, State
from comms.monitoring.mentions.service.linking import LOOKED_BACK
from comms.monitoring.stories.rules import is_of, sketch


def set_aside(mentions: Sequence[Mention], texts: Sequence[str]) -> list[Mention]:
    """Dismiss new mentions whose text is that of a release; a person may take them back.

    Judged before stories are: a copy of what is put aside is so by itself, not for its story.
    Return those that were put aside and say something else now (a figure changed in ours, what
    their page adds to it): they wait for a person, and were told to nobody.
    """
    looked = [pair for pair in zip(mentions, texts, strict=True) if _is_asked(pair[0])]
    if not looked:
        return []
    ours = [sketch(each.said.text) for each in releases.since(clock.now() - LOOKED_BACK)]
    found = []
    for mention, text in looked:
        theirs = sketch(plain(text).text)
        if any(is_of(theirs, release) for release in ours):
            mention.state, mention.reason = State.DISMISSED, Reason.OWN_RELEASE
        elif mention.reason == Reason.OWN_RELEASE:
            mention.state, mention.reason = State.NEW, ""
            found.append(mention)
    return found


def _is_asked(mention: Mention) -> bool:
    """Say whether a mention is new, or was put aside here."""
    is_aside = mention.state == State.DISMISSED and mention.reason == Reason.OWN_RELEASE
    return is_aside or mention not in db.session
