"""Articles for subscribers: by what that is known, what somebody who subscribes adds."""

from dataclasses import dataclass
from enum import StrEnum

from comms.monitoring.mentions.rules.standing import Tone
from comms.monitoring.mentions.rules.wrong import MentionWrong

LONGEST_PASSAGES = 1_500  # characters of an article typed in all: an extract, not the article


class Whence(StrEnum):
    """By what it is known whether an article is for subscribers; a person outweighs the others."""

    UNSAID = ""
    FEED = "feed"
    PAGE = "page"
    PERSON = "person"


@dataclass(frozen=True)
class Completed:
    """What somebody who subscribes adds: a passage, the tone, what it says of us, a copy."""

    passage: str = ""
    tone: str = ""
    note: str = ""
    copy: bytes = b""
    name: str = ""  # of the copy


def obstacles_to_completing(given: Completed, typed: int) -> list[MentionWrong]:
    """Return why this may not be added where so many characters were typed before."""
    found = []
    if not any((given.passage, given.tone, given.note, given.copy)):
        found.append(MentionWrong.NOTHING_TYPED)
    if given.passage and typed + len(given.passage) > LONGEST_PASSAGES:
        found.append(MentionWrong.PASSAGE_TOO_LONG)
    if given.tone and given.tone not in set(Tone):
        found.append(MentionWrong.UNKNOWN_TONE)
    return found
