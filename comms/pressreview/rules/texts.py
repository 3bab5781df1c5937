"""The whole text of an article, as a review prints it: its paragraphs, in plain words, bounded."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser

from comms.core.text import cut_short

LONGEST_TEXT = 40_000  # characters of one article: a long read has thirty
LONGEST_ALL = 400_000  # of all articles of a review: about two hundred pages
SHORTEST = 500  # below, a feed gives the beginning of an article and no more
_BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "header", "footer", "main", "aside", "address", "pre"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"),
        *("figure", "figcaption", "details", "summary", "table", "caption", "tr", "hr", "br"),
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*\]?$|(?:lire la suite|read more|continue reading)\W*$",
    re.IGNORECASE,
)


class Look(StrEnum):
    """How a paragraph of an article stands in it."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of an article: no link, no picture, nothing but its words."""

    text: str
    look: Look = Look.TEXT


def whole_of(page: str, content: str) -> str:
    """Return the HTML that is an article's whole text; empty when only its beginning is held.

    `page` was read where the article stands, `content` is what its feed gave as the article.
    """
    if page:
        return page
    said = " ".join(each.text for each in paragraphs_of(content))
    return content if len(said) >= SHORTEST and not _CUT.search(said) else ""


def paragraphs_of(html: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of an article from its clean HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return tuple(reader.found)


def bounded(paragraphs: Sequence[Paragraph], most: int = LONGEST_TEXT) -> tuple[Paragraph, ...]:
    """Return as many of some paragraphs as are no longer than `most` characters together."""
    return tuple(_within(paragraphs, most))


def length_of(paragraphs: Sequence[Paragraph]) -> int:
    """Return how many characters some paragraphs have."""
    return sum(len(each.text) for each in paragraphs)


def _within(paragraphs: Sequence[Paragraph], most: int) -> Iterator[Paragraph]:
    left = most
    for each in paragraphs:
        if len(each.text) > left:
            if left > 0:
                yield Paragraph(cut_short(each.text, left), each.look)
            return
        yield each
        left -= len(each.text)


class _Reader(HTMLParser):
    """Takes paragraphs out; the HTML is clean, yet an element may stand open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Paragraph] = []
        self.words: list[str] = []
        self.open: Counter[str] = Counter()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph where a block begins; cells of a table stand apart."""
        if tag in ("td", "th"):
            self.words.append(" ")
        if tag in _BLOCKS:
            self.end_paragraph()
            self.open[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        """End the paragraph where its block ends."""
        if self.open[tag] > 0:
            self.end_paragraph()
            self.open[tag] -= 1

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words.append(data)

    def end_paragraph(self) -> None:
        """Put down what was said since the last paragraph."""
        text, self.words = " ".join("".join(self.words).split()), []
        if text:
            self.found.append(Paragraph(text, self._look()))

    def _look(self) -> Look:
        if any(self.open[each] for each in _HEADINGS):
            return Look.HEADING
        if self.open["blockquote"]:
            return Look.QUOTE
        return Look.ITEM if self.open["li"] else Look.TEXT
