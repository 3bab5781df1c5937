"""What people do with a post: write it."""

from collections.abc import Sequence
from dataclasses import replace

from comms.core import options
from comms.core.rights import Actor
from comms.pieces import service
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import Content, Plan
from comms.posts.rules import MOST_VISUALS, PostWords, known_handles, templates

KIND = "post"


def with_handles(words: PostWords) -> PostWords:
    """Return the words with the handles, as they stand today, of those they mention."""
    known = known_handles(str(options.get("handles")))
    used = {name: known[name] for name in words.mentions if name in known}
    return replace(words, handles=used)


def from_template(at: int | None) -> PostWords:
    """Return what a new post begins with: the text of one of the templates, or nothing."""
    known = templates(str(options.get("post_templates")))
    return PostWords(text=known[at][1]) if at is not None and at < len(known) else PostWords()


def begin(words: PostWords, plan: Plan, *, actor: Actor, campaign_id: int | None = None) -> Piece:
    """Write a new post down."""
    content = Content(words.plain(), plan)
    return service.begin(KIND, content, words.lang, actor=actor, campaign_id=campaign_id)


def begin_from(idea: str, detail: str, pictures: Sequence[int], actor: Actor) -> int:
    """Begin a post from an idea, with the pictures that came with it; return its number."""
    words = PostWords(text="\n\n".join(filter(None, (idea, detail))))
    for each in pictures[:MOST_VISUALS]:
        words = words.with_visual(each)
    return begin(words, Plan(), actor=actor).id


def with_records(words: PostWords) -> PostWords:
    """Return words nobody has saved yet with what their records say now."""
    return PostWords.of(service.bound(KIND, Content(words.plain(), Plan())).words)
