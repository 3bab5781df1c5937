"""Where a passage somebody remarked on stands in a text that has been changed since."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from comms.core.text.again import unbroken
from comms.pieces.rules import legible

_CUT = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Place:
    """A stretch of a text; `is_same`: it says what it said when somebody remarked on it."""

    start: int
    end: int
    is_same: bool


def find(words: Mapping[str, Any], passage: str) -> tuple[str, Place] | None:
    """Return the field and the place where a passage stands first, however its blanks are broken.

    A passage copied from the page has lost its signs of Markdown: it is found by what is read.
    """
    for field, text in words.items():
        if isinstance(text, str) and (span := unbroken(text, passage)):
            return field, Place(*span, is_same=True)
    for field, text in words.items():
        if isinstance(text, str) and (span := legible.of(words, text).find(passage)):
            return field, Place(*span, is_same=True)
    return None


def follow(old: str, new: str, place: Place) -> Place | None:
    """Return where a place of the old text is in the new one, or None when it is gone."""
    passage = old[place.start : place.end]
    start = _moved(old, new, place.start, place.end)
    if start is None:
        return None
    at, end = start
    if new[at:end] == passage:
        return Place(at, end, is_same=True)
    return Place(at, end, is_same=False) if new[at:end].strip() else None


def _moved(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """Map two offsets: words found as often as before keep their turn, others are looked for."""
    passage = old[start:end]
    before, after = _places(old, passage), _places(new, passage)
    if start in before and len(before) == len(after):
        at = after[before.index(start)]
        return at, at + len(passage)
    head = min(_shared(old, new), start)
    rest = min(len(old) - end, len(new) - head)
    tail = min(_shared(old[::-1], new[::-1]), rest)
    # Only what changed around the passage is compared: a long text takes no time.
    changed = old[head : len(old) - tail], new[head : len(new) - tail]
    found = _through_words(*changed, start - head, end - head)
    return (found[0] + head, found[1] + head) if found else None


def _places(text: str, passage: str) -> list[int]:
    found, at = [], text.find(passage)
    while at >= 0:
        found.append(at)
        at = text.find(passage, at + max(len(passage), 1))
    return found


def _shared(one: str, other: str) -> int:
    """Return how many signs two texts begin alike with."""
    at, most = 0, min(len(one), len(other))
    while at < most and one[at] == other[at]:
        at += 1
    return at


def _through_words(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    a, b = _CUT.findall(old), _CUT.findall(new)
    at_a, at_b = _offsets(a), _offsets(b)
    found: list[tuple[int, int]] = []
    for one, other, size in SequenceMatcher(a=a, b=b).get_matching_blocks():
        left, right = max(at_a[one], start), min(at_a[one + size], end)
        if left < right:
            shift = at_b[other] - at_a[one]
            found.append((left + shift, right + shift))
    return (found[0][0], found[-1][1]) if found else None


def _offsets(tokens: list[str]) -> list[int]:
    found = [0]
    for each in tokens:
        found.append(found[-1] + len(each))
    return found
