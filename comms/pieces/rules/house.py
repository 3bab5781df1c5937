"""House words: what we say instead, warned of outside quotations; a person decides, always."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comms.core import quotes
from comms.core.text import folded_words
from comms.pieces.rules.typography import TEXTS

_ARROW = re.compile(r"\s*(?:→|->|=>|=)\s*")
# Who is quoted says it in their own words, and an address is nobody's.
_QUOTED = re.compile(
    rf"«(?:[^«»]++|«[^«»]*+»)*»|{quotes.run()}|^[ \t]*>[^\n]*$|`[^`\n]*`|<!--(?:.*?-->|.*\Z)"
    r"|https?://\S+|\]\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)?\)",
    re.MULTILINE | re.DOTALL,
)
_TOKEN = re.compile(r"[^\W_]+")
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


@dataclass(frozen=True)
class Heard:
    """Where a text gives occasion to an advice, and what would stand there."""

    start: int
    end: int
    advice: Advice
    instead: str


def places(text: str, lang: str, advice: list[Advice]) -> Iterator[Heard]:
    """Yield where a text says a word we would rather not say, outside quotations."""
    if lang.split("-")[0] != "fr":
        return
    plain = _QUOTED.sub(lambda quoted: "." * len(quoted[0]), text)
    spoken = list(_TOKEN.finditer(plain))
    stems = [" ".join(_stems(each[0])) for each in spoken]
    for one in advice:
        wanted = _stems(one.word)
        for at in range(len(stems) - len(wanted) + 1):
            if stems[at : at + len(wanted)] == wanted:
                start, end = spoken[at].start(), spoken[at + len(wanted) - 1].end()
                yield Heard(start, end, one, _as_said(one.instead, text[start:end], one.word))


def first_place(said: Mapping[str, Any], lang: str, one: Advice) -> tuple[str, Heard | None]:
    """Return the first field of a piece, and where in it, that gives occasion to an advice."""
    texts = ((name, said[name]) for name in TEXTS if isinstance(said.get(name), str))
    found = ((name, each) for name, text in texts for each in places(text, lang, [one]))
    return next(found, ("", None))


def _as_said(instead: str, said: str, word: str) -> str:
    """Return a word with the capital and the plural of what it stands for."""
    is_plural = said[-1:] in "sx" and word[-1:] not in "sx" and instead[-1:] not in "sxz"
    put = f"{instead}s" if is_plural and " " not in instead else instead
    return put[:1].upper() + put[1:] if said[:1].isupper() else put


def _stems(text: str) -> list[str]:
    return [_singular(each) for each in folded_words(text)]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > SHORT and word[-1] in "sx" else word
