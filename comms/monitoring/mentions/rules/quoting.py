"""A short quotation: what of the words of an article leaves the house; they are its publisher's."""

import re
from collections.abc import Collection, Iterable

from comms.core.text import cut_short, folded_words

LONGEST_QUOTE = 320  # characters, as the law lets one quote
_ENDS = re.compile(r"(?<=[.!?…؟۔።])\s+(?![»”])|(?<=[.!?…]\s[»”])\s+|\n+")


def shortened(quote: str) -> str:
    """Return a quotation no longer than a short one, on one line."""
    return cut_short(" ".join(quote.split()), LONGEST_QUOTE)


def quoted(passages: Iterable[str], caught: Collection[str]) -> str:
    """Return what of the typed passages may be quoted: the first sentence with what was caught.

    Without any, how the first begins; never more than a short quotation.
    """
    sentences = [each for text in passages for each in _ENDS.split(text) if each.strip()]
    wanted = {_spoken(each) for each in caught} - {_spoken("")}
    telling = (each for each in sentences if any(word in _spoken(each) for word in wanted))
    found = next(telling, " ".join(sentences))
    return shortened(found)


def _spoken(text: str) -> str:
    """Return the words of a text, a space around each: what stands in another stands in it."""
    return f" {' '.join(folded_words(text))} "
