"""How long a release is for who reads it: signs, minutes, and whether one page holds it.

Guides of the trade ask for 1,000 to 1,500 signs, 2,000 at most: one A4 page.
"""

import re
from dataclasses import dataclass

from comms.core.html import without_notes
from comms.pieces.rules import bindings

MOST = 2000  # signs, blanks counted
WORDS_A_MINUTE = 200
SHORT_KINDS = frozenset({"communique", "invitation", "reply"})  # a dossier or a tribune is long
_MARKS = re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+|[*_`]|\]\([^()\n]*\)|\[", re.MULTILINE)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Length:
    """Signs and minutes; `is_long` when a newsroom would not read to its end."""

    signs: int
    minutes: int
    is_long: bool


def length(body: str, kind: str) -> Length:
    """Measure the words a reader gets, without marks, notes and keys."""
    said = bindings.as_words(without_notes(body), lambda _each: "0")
    plain = _BLANKS.sub(" ", _MARKS.sub("", said)).strip()
    minutes = max(1, round(len(plain.split()) / WORDS_A_MINUTE)) if plain else 0
    return Length(len(plain), minutes, kind in SHORT_KINDS and len(plain) > MOST)
