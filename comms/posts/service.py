"""What people do with a post: write it."""

from comms.core.rights import Actor
from comms.pieces import service
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import Content, Plan
from comms.posts.rules import PostWords

KIND = "post"


def begin(words: PostWords, plan: Plan, *, actor: Actor, campaign_id: int | None = None) -> Piece:
    """Write a new post down."""
    content = Content(words.plain(), plan)
    return service.begin(KIND, content, words.lang, actor=actor, campaign_id=campaign_id)
