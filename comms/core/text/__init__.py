"""How text becomes words that can be compared, in every script: for search, watches and names."""

from comms.core.text.characters import Character, characters
from comms.core.text.folding import fold
from comms.core.text.markup import Plain, bare, plain
from comms.core.text.shortening import cut_short
from comms.core.text.wording import Word, cut, folded, folded_words, tokens, words

__all__ = [
    "Character",
    "Plain",
    "Word",
    "bare",
    "characters",
    "cut",
    "cut_short",
    "fold",
    "folded",
    "folded_words",
    "plain",
    "tokens",
    "words",
]
