"""What a post is made of, whom it mentions, what it lacks."""

from comms.posts.rules.mentions import (
    Handles,
    groups,
    known_handles,
    mentioned,
    templates,
    with_handles,
)
from comms.posts.rules.words import (
    FORMATS,
    MOST_VISUALS,
    SPACE,
    Lack,
    PostWords,
    Variant,
    Visual,
    Warned,
    kit,
    lacks,
    leaves,
    pictures_of,
    prose_of,
    title_of,
)

__all__ = [
    "FORMATS",
    "MOST_VISUALS",
    "SPACE",
    "Handles",
    "Lack",
    "PostWords",
    "Variant",
    "Visual",
    "Warned",
    "groups",
    "kit",
    "known_handles",
    "lacks",
    "leaves",
    "mentioned",
    "pictures_of",
    "prose_of",
    "templates",
    "title_of",
    "with_handles",
]
