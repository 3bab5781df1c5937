"""Where a mention stands, how it speaks of us, by which way it was said."""

from collections.abc import Iterable
from enum import StrEnum

LONGEST_REASON = 200  # characters of a person's reason to put one aside
MOST_AT_ONCE = 500  # mentions sorted together


class State(StrEnum):
    """Where a mention stands."""

    NEW = "new"
    KEPT = "kept"
    DISMISSED = "dismissed"


class Tone(StrEnum):
    """How a mention speaks of us: a person says so, no machine."""

    UNSET = ""
    FAVOURABLE = "favourable"
    NEUTRAL = "neutral"
    HOSTILE = "hostile"


class Medium(StrEnum):
    """By which way it was said."""

    WEB = "web"
    PRINT = "print"
    RADIO = "radio"
    TELEVISION = "television"
    PODCAST = "podcast"
    NETWORK = "network"


class Reason(StrEnum):
    """Why the tool itself put a mention aside; a person's reason is a sentence of theirs."""

    OWN_RELEASE = "own_release"  # our release, republished: no coverage


def inherited(states: Iterable[str]) -> State:
    """Return the state of a later copy: what people said of the story holds for it too."""
    said = set(states)
    if State.KEPT in said:
        return State.KEPT
    return State.DISMISSED if said == {State.DISMISSED} else State.NEW
