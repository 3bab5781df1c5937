"""House words: what we say instead, warned of outside quotations; a person decides, always."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comms.core.text import folded_words
from comms.pieces.rules.typography import TEXTS

_ARROW = re.compile(r"\s*(?:→|->|=>|=)\s*")
# Who is quoted says it in their own words, and an address is nobody's.
_QUOTED = re.compile(
    r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"|^[ \t]*>[^\n]*$|`[^`\n]*`|<!--.*?-->|https?://\S+|\]\([^)\n]*\)",
    re.MULTILINE | re.DOTALL,
)
SHORT = 3  # letters: a word this short has no plural worth guessing


@dataclass(frozen=True)
class Advice:
    """A word we would rather not say, and what we say."""

    word: str
    instead: str


def read(text: str) -> list[Advice]:
    """Read advice written `évacuation → expulsion`, one a line; other lines say nothing."""
    parted = (_ARROW.split(line.strip(), maxsplit=1) for line in text.splitlines())
    return [Advice(*each) for each in parted if len(each) == 2 and all(each)]


def heard(said: Mapping[str, Any], lang: str, advice: list[Advice]) -> list[Advice]:
    """Return the advice that a piece gives occasion to; ours is about French words."""
    if lang.split("-")[0] != "fr" or not advice:
        return []
    texts = (value for name, value in said.items() if name in TEXTS and isinstance(value, str))
    spoken = " " + " ".join(" ".join(_stems(_QUOTED.sub(" . ", text))) + " ." for text in texts)
    return [each for each in advice if f" {' '.join(_stems(each.word))} " in f"{spoken} "]


def _stems(text: str) -> list[str]:
    return [_singular(each) for each in folded_words(text)]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > SHORT and word[-1] in "sx" else word
