"""What an idea must have, and what becomes of it."""

from enum import StrEnum

LONGEST, LONGEST_DETAIL = 200, 4000  # characters


class IdeaWrong(StrEnum):
    """Why an idea cannot be kept so, or nothing can be made of it."""

    NO_WORDS = "idea.no_words"
    TOO_LONG = "idea.too_long"
    TAKEN = "idea.taken"


class Fate(StrEnum):
    """What becomes of an idea, in the order of the board."""

    OPEN = "open"
    TAKEN = "taken"  # a piece was begun from it
    ASIDE = "aside"


def obstacles(words: str, detail: str) -> list[IdeaWrong]:
    """Return everything that is wrong with what was proposed."""
    found = []
    if not words.strip():
        found.append(IdeaWrong.NO_WORDS)
    if len(words.strip()) > LONGEST or len(detail.strip()) > LONGEST_DETAIL:
        found.append(IdeaWrong.TOO_LONG)
    return found
