"""A paper: what a document says, block by block, whatever kind of file it becomes."""

from collections.abc import Iterable, Iterator
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
class Spoken:
    """Blocks in another language than the paper's, which may run the other way."""

    lang: str
    direction: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Chart:
    """A table in which each row has its counts and, between its name and them, the bars of them.

    `head` names the rows, then each series of counts; a second series is drawn paler. `shares`,
    one a row, stand in a last column that `head` names too: what part of the whole it is.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Runs, tuple[int, ...]], ...]
    shares: tuple[str, ...] = ()

    @property
    def series(self) -> int:
        """Return how many bars a row has."""
        return len(self.head) - 1 - bool(self.shares)

    def cells(self) -> Iterator[tuple[Runs, tuple[int, ...], tuple[str, ...]]]:
        """Yield of each row its name, its counts, and what stands in its columns of numbers."""
        for at, (runs, counts) in enumerate(self.rows):
            yield runs, counts, (*map(str, counts), *self.shares[at : at + 1])

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


Block = Line | Heading | Quote | Items | Table | Chart | Totals | Logos | Rule | Spoken


@dataclass(frozen=True)
class Paper:
    """A whole document. `publisher` stands in its properties; no person does."""

    lang: str
    title: str
    blocks: tuple[Block, ...]
    direction: str = "ltr"  # or rtl
    publisher: str = ""
    is_numbered: bool = False  # its pages, in Word; a PDF of several pages says so itself
    in_pictures: bool = False  # its bars, in a page: mails show no SVG

    @property
    def runs_leftward(self) -> bool:
        """Say whether its script runs from right to left."""
        return self.direction == "rtl"

    def speaking(self, block: Spoken) -> "Paper":
        """Return it as blocks in another language are written: in theirs, and its way."""
        return replace(self, lang=block.lang, direction=block.direction)


class NotPrintable(Exception):
    """A paper that could not be typeset; the message is the typesetter's."""


def text_of(runs: Iterable[Run]) -> str:
    """Return the words of runs."""
    return "".join(each.text for each in runs)


def in_order(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks whose headings skip no level: a reader who hears them counts on it."""
    found, level = [], 0
    for block in blocks:
        made, level = _in_order(block, level)
        found.append(made)
    return tuple(found)


def _in_order(block: Block, level: int) -> tuple[Block, int]:
    """Return a block after a heading of some level, and the level of the last one in it."""
    if isinstance(block, Heading):
        level = min(block.level, level + 1)
        return replace(block, level=level), level
    if not isinstance(block, Spoken):
        return block, level
    inner = []
    for each in block.blocks:
        made, level = _in_order(each, level)
        inner.append(made)
    return replace(block, blocks=tuple(inner)), level
