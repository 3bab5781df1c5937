"""Lets those who may decide know that a sending waits for them."""

from comms.core import events
from comms.core.db import db
from comms.core.ways import Way
from comms.mailings import queries
from comms.mailings.models import Mailing
from comms.mailings.rules import MailingState
from comms.pieces.models import Piece


def tell_who_decides() -> int:
    """Announce what waits for a person, however it came to wait; return how many. A job's verb.

    Whoever listens tells a person once an occasion, so that saying it again is harmless.
    """
    troubled = queries.troubled()
    for mailing in troubled:
        _announce(mailing)
    return len(troubled)


def _announce(mailing: Mailing) -> None:
    is_unsure = mailing.state == MailingState.DOUBTFUL
    is_doubtful = is_unsure or Way.DOUBTFUL in queries.counts(mailing.id)
    events.announce(
        events.DecisionNeeded(
            thing=f"mailing:{mailing.id}",
            title=db.session.get_one(Piece, mailing.piece_id).title,
            path=f"/mailings/{mailing.id}",
            is_doubtful=is_doubtful,
            occasion=Way.DOUBTFUL if is_doubtful else mailing.state,
        )
    )
