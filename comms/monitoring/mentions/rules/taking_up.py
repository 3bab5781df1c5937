"""How an article takes up a release, and how sure that is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

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


@dataclass(frozen=True)
class Compared:
    """A text under its title; what of it is compared is made once, however often it is."""

    text: str
    title: str = ""

    @cached_property
    def words(self) -> list[str]:
        """Its first words."""
        return folded_words(self.text)[:MOST_WORDS]

    @cached_property
    def runs(self) -> set[tuple[str, ...]]:
        """The shortest runs of words that only who had the text writes."""
        return _runs(self.words, QUOTED)

    @cached_property
    def head(self) -> set[str]:
        """The words of its title."""
        return {*folded_words(self.title)}

    @cached_property
    def figures(self) -> set[str]:
        """Its large numbers."""
        return _figures(self.text)


def taken_up(release: Compared, article: Compared) -> Likeness | None:
    """Return how an article takes up a release, the surest way first, or None."""
    if not release.runs.isdisjoint(article.runs):
        run = _longest_run(release.words, article.words)
        return Likeness(How.QUOTE, min(99, 70 + run))
    ours = release.head
    if len(ours) >= 4 and len(ours & article.head) >= 0.8 * len(ours):
        return Likeness(How.TITLE, 80)
    shared = release.figures & article.figures
    return Likeness(How.FIGURES, 65) if len(shared) >= FIGURES else None


def _figures(text: str) -> set[str]:
    """Return the large numbers of a text, years left out."""
    found = {re.sub(r"\D", "", each) for each in FIGURE.findall(text)}
    return {each for each in found if not (len(each) == 4 and each[:2] in {"19", "20"})}


def _longest_run(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many words in a row two texts share at most, which share `QUOTED`; or `SUREST`.

    Texts that share a run share every shorter one, so the longest is found by halves.
    """
    least, most = QUOTED, SUREST
    while least < most:
        half = (least + most + 1) // 2
        least, most = (half, most) if _share(ours, theirs, half) else (least, half - 1)
    return least


def _share(ours: Sequence[str], theirs: Sequence[str], run: int) -> bool:
    return not _runs(ours, run).isdisjoint(_runs(theirs, run))


def _runs(words: Sequence[str], run: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + run]) for at in range(len(words) - run + 1)}
