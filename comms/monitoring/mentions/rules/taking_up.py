"""How an article takes up a release, and how sure that is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from comms.core.text import folded_words

MOST_WORDS = 5_000  # of a text that are compared
SUREST = 29  # words in a row; more make us no surer
QUOTED = 8  # words in a row that only who had the text before them writes
FIGURE = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+|\d{3,}")
FIGURES = 2  # numbers of three digits or more, the same in both


class How(StrEnum):
    """By what a mention is known to take up a release."""

    QUOTE = "quote"
    TITLE = "title"
    FIGURES = "figures"
    PERSON = "person"  # somebody said so


@dataclass(frozen=True)
class Likeness:
    """That a text takes up a release: by what, and how sure in hundredths."""

    how: How
    sure: int


def taken_up(release: str, title: str, article: str, headline: str) -> Likeness | None:
    """Return how an article takes up a release, the surest way first, or None."""
    ours, theirs = folded_words(release)[:MOST_WORDS], folded_words(article)[:MOST_WORDS]
    if (run := _longest_run(ours, theirs)) >= QUOTED:
        return Likeness(How.QUOTE, min(99, 70 + run))
    mine, other = {*folded_words(title)}, {*folded_words(headline)}
    if len(mine) >= 4 and len(mine & other) >= 0.8 * len(mine):
        return Likeness(How.TITLE, 80)
    shared = _figures(release) & _figures(article)
    return Likeness(How.FIGURES, 65) if len(shared) >= FIGURES else None


def _figures(text: str) -> set[str]:
    """Return the large numbers of a text, years left out."""
    found = {re.sub(r"\D", "", each) for each in FIGURE.findall(text)}
    return {each for each in found if not (len(each) == 4 and each[:2] in {"19", "20"})}


def _longest_run(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many words in a row two texts share at most: 0 below `QUOTED`, `SUREST` above.

    Texts that share a run share every shorter one, so the longest is found by halves.
    """
    if not _share(ours, theirs, QUOTED):
        return 0
    least, most = QUOTED, SUREST
    while least < most:
        half = (least + most + 1) // 2
        least, most = (half, most) if _share(ours, theirs, half) else (least, half - 1)
    return least


def _share(ours: Sequence[str], theirs: Sequence[str], run: int) -> bool:
    return not _runs(ours, run).isdisjoint(_runs(theirs, run))


def _runs(words: Sequence[str], run: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + run]) for at in range(len(words) - run + 1)}
