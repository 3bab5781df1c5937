"""What a press review holds, in which order, and what it counts."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from comms.pressreview.rules.texts import Paragraph

LONGEST_DAYS = 366
SHORTEST_HEAD = 4  # words of a title
_STOPS = ".:!?…–—-"
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")


@dataclass(frozen=True)
class Article:
    """One article of a story, as a bibliography names it."""

    title: str
    outlet: str
    url: str
    at: datetime
    medium: str
    programme: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""
    entry: int | None = None  # where its text may be held
    has_hour: bool = True  # paper has none, nor what was noted with its day alone
    is_paid: bool = False  # for subscribers alone


class Without(StrEnum):
    """Why a story is quoted shortly in a review that prints whole texts."""

    NOT_COVERED = "not_covered"
    NOT_HELD = "not_held"
    NO_ROOM = "no_room"


@dataclass(frozen=True)
class Whole:
    """The text of one article of a story, as a licence lets it be printed."""

    article: Article
    paragraphs: tuple[Paragraph, ...]
    is_cut: bool = False


@dataclass(frozen=True)
class Story:
    """What was said once: its first article, the copies, a short quotation, what we note of it.

    `whole`, or why there is none (`without`), in a review that prints whole texts alone.
    """

    lead: Article
    copies: tuple[Article, ...] = ()
    quote: str = ""
    note: str = ""
    tone: str = ""
    agency: str = ""
    whole: Whole | None = None
    without: Without | None = None

    @property
    def articles(self) -> tuple[Article, ...]:
        """The article and its copies."""
        return (self.lead, *self.copies)

    @property
    def lang(self) -> str:
        """The language of its first article, whose title and words are shown."""
        return self.lead.lang


def rank(story: Story) -> tuple[int, datetime]:
    """Return what orders stories as a reader wants them: the most taken up, then the latest."""
    return len(story.articles), story.lead.at


def beyond(title: str, quote: str) -> str:
    """Return what a quotation says after the title it repeats, as summaries do; empty for no more.

    A title of a few words may well begin a sentence: it stays.
    """
    left, head = quote.strip(), title.strip().rstrip(f"{_STOPS} ").rstrip()
    if len(head.split()) < SHORTEST_HEAD:
        return left
    while (rest := left.removeprefix(head).lstrip()) != left and rest[:1] in _STOPS:
        left = rest.lstrip(f"{_STOPS} ")
    return left


def tongue(lang: str) -> str:
    """Return a language as documents say it, « fr-FR »; empty for what is no tag of one."""
    tag = lang.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""
