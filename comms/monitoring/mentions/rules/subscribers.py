"""Articles for subscribers: what somebody who subscribes adds, how much, what of it leaves."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from textwrap import shorten

from comms.core.text import folded_words
from comms.monitoring.mentions.rules.standing import Tone
from comms.monitoring.mentions.rules.wrong import MentionWrong

LONGEST_PASSAGES = 1_500  # characters of an article typed in all: an extract, not the article
LONGEST_QUOTE = 320  # of what is typed that leaves the house: a short quotation
_ENDS = re.compile(r"(?<=[.!?…؟۔።])\s+(?![»”])|(?<=[.!?…]\s[»”])\s+|\n+")


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


def quoted(passages: Iterable[str], caught: Collection[str]) -> str:
    """Return what of the typed passages may be quoted: the first sentence with what was caught.

    Without any, how the first begins; never more than a short quotation.
    """
    sentences = [each for text in passages for each in _ENDS.split(text) if each.strip()]
    wanted = {_spoken(each) for each in caught} - {_spoken("")}
    telling = (each for each in sentences if any(word in _spoken(each) for word in wanted))
    found = next(telling, " ".join(sentences))
    return shorten(found, LONGEST_QUOTE, placeholder=" …")


def _spoken(text: str) -> str:
    """Return the words of a text, a space around each: what stands in another stands in it."""
    return f" {' '.join(folded_words(text))} "
