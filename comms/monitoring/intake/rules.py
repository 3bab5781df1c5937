"""What intake keeps of an article, and how it knows one it has seen."""

from enum import StrEnum


class Trust(StrEnum):
    """How far the date of an article is to be believed."""

    STATED = "stated"  # an instant with its zone
    GUESSED = "guessed"  # no zone, day first, months by name
    SEEN = "seen"  # nothing believable: when we first saw it counts
