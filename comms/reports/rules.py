"""What a report covers, and how what was done is counted in it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONGEST = 6000  # characters of what people say in a report
MOST_ROWS = 12  # of one table; the rest is counted together
YEARS = range(2000, 2100)


class ReportWrong(StrEnum):
    """Why a report cannot be made or kept."""

    NOT_PRINTABLE = "report.not_printable"
    TOO_LONG = "report.too_long"


class Fate(StrEnum):
    """What became of something that had its hour."""

    LEFT = "left"
    TO_COME = "to_come"  # approved, read or held; its hour may still come
    TOO_LATE = "too_late"  # its hour came before its approvals
    GIVEN_UP = "given_up"


@dataclass(frozen=True)
class Span:
    """Some days, the last included."""

    first: date
    last: date

    @classmethod
    def of_year(cls, year: int) -> "Span":
        """Return a calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return when it begins, and when the day after it does."""
        ends = self.last + timedelta(days=1)
        begin, end = (datetime.combine(each, time(), zone) for each in (self.first, ends))
        return begin.astimezone(UTC), end.astimezone(UTC)

    def until(self, today: date) -> "Span":
        """Return what of it has been; at least its first day."""
        return Span(self.first, max(self.first, min(self.last, today)))

    def months(self) -> list[date]:
        """Return the first days of its months, in order."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        begin = self.first.year * 12 + self.first.month - 1
        return [date(each // 12, each % 12 + 1, 1) for each in range(begin, begin + count)]


@dataclass(frozen=True)
class Work:
    """A piece as a report counts it. `title` is given of what left alone."""

    id: int
    kind: str
    lang: str
    source_id: int | None
    title: str
    fate: Fate
    due_on: date | None
    left_on: date | None


@dataclass(frozen=True)
class Heard:
    """A mention that people kept; `pieces` are those it takes up."""

    story: int
    title: str
    outlet: str
    url: str
    lang: str
    tone: str
    medium: str
    on: date
    pieces: frozenset[int]


@dataclass(frozen=True)
class Quoted:
    """A figure of the bank that texts of ours gave, and the stories that took those texts up."""

    label: str
    period: str
    value: str
    texts: int
    stories: int


@dataclass(frozen=True)
class Joint:
    """A text partners were asked to sign. `title` is given of what was published alone."""

    on: date
    title: str
    asked: int
    signed: int


@dataclass(frozen=True)
class Contents:
    """All that a report counts."""

    span: Span
    works: Sequence[Work]
    heard: Sequence[Heard]
    by_channel: Sequence[tuple[str, int]] = ()
    letters: int = 0  # mails that left
    kept_back: int = 0  # mentions of sensitive watches: counted, not shown
    unsorted: int = 0
    quoted: Sequence[Quoted] = ()
    errata: int = 0
    corrected: int = 0
    requests: Mapping[str, int] | None = None  # by what became of them

    @property
    def left(self) -> list[Work]:
        """Return what left in these days."""
        return [each for each in self.works if each.fate is Fate.LEFT]

    @property
    def stories(self) -> list[list[Heard]]:
        """Return the mentions of each story, the first first; the most taken up first."""
        found: dict[int, list[Heard]] = {}
        for each in sorted(self.heard, key=lambda one: one.on):
            found.setdefault(each.story, []).append(each)
        return sorted(found.values(), key=lambda some: (-len(some), some[0].on, some[0].title))


def by_month(contents: Contents) -> list[tuple[date, int, int]]:
    """Return how much was planned for each month, and how much left in it."""
    planned = Counter(each.due_on.replace(day=1) for each in contents.works if each.due_on)
    left = Counter(each.left_on.replace(day=1) for each in contents.left if each.left_on)
    return [(each, planned[each], left[each]) for each in contents.span.months()]


def heard_by_month(contents: Contents) -> list[tuple[date, int]]:
    """Return how many stories began in each month."""
    begun = Counter(some[0].on.replace(day=1) for some in contents.stories)
    return [(each, begun[each]) for each in contents.span.months()]


def counted(keys: Iterable[str], others: str) -> list[tuple[str, int]]:
    """Return how many share each key, the most first; what is beyond `MOST_ROWS` as `others`."""
    found = Counter(keys)
    ordered = sorted(found.items(), key=lambda each: (-each[1], each[0].casefold()))
    beyond = sum(count for _, count in ordered[MOST_ROWS:])
    return ordered[:MOST_ROWS] + ([(others, beyond)] if beyond else [])


def per_story(contents: Contents, key: str) -> list[str]:
    """Return what the first mention of each story that says it says: a tone, a language."""
    said = ([getattr(each, key) for each in some] for some in contents.stories)
    return [next((each for each in some if each), "") for some in said]


def fates(works: Iterable[Work]) -> Counter[Fate]:
    """Return what became of what was planned."""
    return Counter(each.fate for each in works)


def families(works: Sequence[Work]) -> list[tuple[Work, list[str]]]:
    """Return each release that left with the languages it left in, in the order it left."""
    releases = [each for each in works if each.kind == "release" and each.fate is Fate.LEFT]
    known = {each.id for each in releases}
    heads = [each for each in releases if each.source_id not in known]
    found = []
    for head in sorted(heads, key=lambda each: (each.left_on or date.max, each.id)):
        others = [each.lang for each in releases if each.source_id == head.id]
        found.append((head, [head.lang, *sorted(others)]))
    return found


def stories_of(contents: Contents, piece_ids: Iterable[int]) -> int:
    """Return how many stories take up one of these pieces."""
    wanted = frozenset(piece_ids)
    return len({each.story for each in contents.heard if each.pieces & wanted})


def decided(works: Sequence[Work]) -> tuple[int, int]:
    """Return how much of what was planned has left, and of how much that is decided."""
    tally = fates(each for each in works if each.due_on)
    return tally[Fate.LEFT], tally[Fate.LEFT] + tally[Fate.GIVEN_UP] + tally[Fate.TOO_LATE]
