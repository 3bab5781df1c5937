"""A paper: what a document says, block by block, whatever kind of file it becomes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Run:
    """Words set alike. `\\n` as text is a line break inside a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""  # http, https, mailto or tel


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Line:
    """A paragraph. `look`: text, draft, kicker, dateline, subtitle, lead, foot, code."""

    runs: Runs
    look: str = "text"


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title and stands once."""

    level: int
    runs: Runs


@dataclass(frozen=True)
class Quote:
    """A quotation, and who said it."""

    blocks: tuple["Block", ...]
    speaker: Runs = ()


@dataclass(frozen=True)
class Items:
    """A list; an entry may hold blocks of its own."""

    entries: tuple[tuple["Block", ...], ...]
    numbered: bool = False
    first: int = 1


@dataclass(frozen=True)
class Table:
    """A table; its first row says what the columns are."""

    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class Logos:
    """Small pictures side by side: each a JPEG, and what it shows to who does not see it."""

    pictures: tuple[tuple[bytes, str], ...]


@dataclass(frozen=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True)
class Bars:
    """A drawing of counts: columns side by side, or bars that lie one under the other.

    `says` tells what it shows to who does not see it; the numbers stand in a table beside it.
    """

    counts: tuple[int, ...]
    says: str
    lie: bool = False


@dataclass(frozen=True)
class Chart:
    """A table in which each row has its counts and, between its name and them, the bars of them.

    `head` names the rows, then each series of counts; a second series is drawn paler.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Runs, tuple[int, ...]], ...]

    @property
    def most(self) -> int:
        """Return the highest of its counts, at least 1: the longest bar."""
        return max((each for _, counts in self.rows for each in counts), default=0) or 1


@dataclass(frozen=True)
class Totals:
    """A few numbers that are read first, each in large above what it counts."""

    rows: tuple[tuple[str, str], ...]

    @property
    def across(self) -> int:
        """Return how many stand side by side: four at most, lines as full as may be."""
        lines = -(-len(self.rows) // 4) or 1
        return -(-len(self.rows) // lines) or 1


Block = Line | Heading | Quote | Items | Table | Bars | Chart | Totals | Logos | Rule


@dataclass(frozen=True)
class Paper:
    """A whole document. `publisher` stands in its properties; no person does."""

    lang: str
    title: str
    blocks: tuple[Block, ...]
    direction: str = "ltr"  # or rtl
    publisher: str = ""
    is_numbered: bool = False  # its pages, in Word; a PDF of several pages says so itself

    @property
    def runs_leftward(self) -> bool:
        """Say whether its script runs from right to left."""
        return self.direction == "rtl"


class NotPrintable(Exception):
    """A paper that could not be typeset; the message is the typesetter's."""


def text_of(runs: Iterable[Run]) -> str:
    """Return the words of runs."""
    return "".join(each.text for each in runs)


def in_order(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks whose headings skip no level: a reader who hears them counts on it."""
    found, level = [], 0
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            block = replace(block, level=level)
        found.append(block)
    return tuple(found)
