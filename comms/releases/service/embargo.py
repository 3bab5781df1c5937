"""Until when nobody may publish a release: its own embargo, and for a translation its source's."""

from comms.core.db import db
from comms.core.hours import Hour
from comms.core.languages import moment
from comms.core.refusal import Code, Particular
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import Kind
from comms.pieces.rules.leaving import EMBARGO, Content, Plan
from comms.pieces.rules.states import State
from comms.releases import queries
from comms.releases.rules import Lack, ReleaseWords


def own(words: ReleaseWords, plan: Plan) -> Hour | None:
    """Return the hour that ends an embargo a release has itself, if it has one."""
    earlier = any(each.key == EMBARGO and each.lists for each in plan.sendings)
    return plan.at if words.embargo or earlier else None


def of_source(piece_id: int | None) -> Hour | None:
    """Return the hour that ends the embargo of what a release is translated from."""
    piece = db.session.get(Piece, piece_id) if piece_id else None
    source = queries.source(piece) if piece else None
    if source is None or source.state in (State.PUBLISHED, State.DROPPED):
        return None
    content = pieces.content(source)
    return own(ReleaseWords.of(content.words), content.plan)


def until(piece_id: int | None, words: ReleaseWords, plan: Plan) -> Hour | None:
    """Return the hour before which nobody may publish a release, in whichever language."""
    found = [each for each in (own(words, plan), of_source(piece_id)) if each]
    return max(found, key=lambda each: each.instant, default=None)


def obstacles(_kind: Kind, content: Content) -> list[Code]:
    """Return that a translation would leave for all while its source is under embargo."""
    limit = of_source(content.piece)
    open_hours = [hour for key, hour in content.plan.hours().items() if key != EMBARGO]
    if limit is None or all(each.instant >= limit.instant for each in open_hours):
        return []
    when = (("when", moment(limit.instant)),)
    return [Particular(Lack.BEFORE_SOURCE, when, place="at")]
