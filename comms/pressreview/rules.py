"""What a press review holds, in which order, and what it counts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONGEST_QUOTE = 320  # characters: a short quotation, as the law allows; the text is the publisher's
LONGEST_DAYS = 366
MOST_OUTLETS = 12


class ReviewWrong(StrEnum):
    """Why a press review cannot be made or sent so."""

    NOTHING_KEPT = "pressreview.nothing_kept"
    NOT_PRINTABLE = "pressreview.not_printable"
    NO_READER = "pressreview.no_reader"
    NOT_AN_ADDRESS = "pressreview.not_an_address"
    SAID_NO = "pressreview.said_no"
    DAYS = "pressreview.days"


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


@dataclass(frozen=True)
class Story:
    """What was said once: its first article, the copies, a short quotation, what we note of it."""

    lead: Article
    copies: tuple[Article, ...] = ()
    quote: str = ""
    note: str = ""
    tone: str = ""
    agency: str = ""
    lang: str = ""

    @property
    def articles(self) -> tuple[Article, ...]:
        """The article and its copies."""
        return (self.lead, *self.copies)


def rank(story: Story) -> tuple[int, datetime]:
    """Return what orders stories as a reader wants them: the most taken up, then the latest."""
    return len(story.articles), story.lead.at


def shortened(quote: str) -> str:
    """Return a quotation no longer than a short one, cut between words."""
    tidy = " ".join(quote.split())
    if len(tidy) <= LONGEST_QUOTE:
        return tidy
    return f"{tidy[:LONGEST_QUOTE].rpartition(' ')[0]} …"


def by_day(stories: Iterable[Story], zone: ZoneInfo) -> list[tuple[date, int]]:
    """Return how many articles each day brought, in order; days without any are left out."""
    days = Counter(each.at.astimezone(zone).date() for story in stories for each in story.articles)
    return sorted(days.items())


def every_day(stories: Iterable[Story], first: date, last: date, zone: ZoneInfo) -> list[int]:
    """Return how many articles each day of a period brought, those without any too."""
    days = dict(by_day(stories, zone))
    return [days.get(first + timedelta(days=each), 0) for each in range((last - first).days + 1)]


def by_outlet(stories: Sequence[Story]) -> list[tuple[str, int]]:
    """Return how many articles each outlet brought, the most first."""
    outlets = Counter(each.outlet for story in stories for each in story.articles)
    return sorted(outlets.items(), key=lambda each: (-each[1], each[0].casefold()))[:MOST_OUTLETS]
