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


def set_aside(mentions: Sequence[Mention], texts: Sequence[str]) -> None:
    """Dismiss new mentions whose text is that of a release; a person may take them back.

    Judged before stories are: a copy of what is put aside is so by itself, not for its story.
    """
    new = [pair for pair in zip(mentions, texts, strict=True) if pair[0] not in db.session]
    if not new or not (ours := releases.since(clock.now() - LOOKED_BACK)):
        return
    sketches = [sketch(each.text) for each in ours]
    for mention, text in new:
        theirs = sketch(plain(text).text)
        if any(is_of(theirs, release) for release in sketches):
            mention.state, mention.reason = State.DISMISSED, Reason.OWN_RELEASE
