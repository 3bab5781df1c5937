"""What the desk decides: how cards are laid out, what of a hit is marked, what a beginner does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from comms.core import hours
from comms.core.panels import Place, TodayCard
from comms.core.text import fold

HOURS = range(4, 13)  # of a morning
STILL_MORNING = timedelta(hours=6)  # a machine that woke later lets the mail of the day be
WORKDAYS = 5


class MorningWrong(StrEnum):
    """Why a mail of the morning cannot be wanted so."""

    NO_HOUR = "morning.no_hour"


@dataclass(frozen=True)
class Wish:
    """How somebody wants the mail of the morning; the hour is that of their own clock."""

    hour: int
    only_workdays: bool = False
    even_empty: bool = False


def morning_of(wish: Wish, zone: ZoneInfo, since: datetime, now: datetime) -> date | None:
    """Return the day whose mail is due now, if one is.

    Where the clock jumps over the hour it is the next minute; where it shows it twice, the first.
    """
    day = now.astimezone(zone).date()
    if wish.only_workdays and day.weekday() >= WORKDAYS:
        return None
    due = hours.shown(f"{day.isoformat()}T{wish.hour:02d}:00", str(zone)).instant
    return day if since <= due <= now < due + STILL_MORNING else None


LATEST = datetime.max.replace(tzinfo=UTC)


def laid_out(
    cards: Iterable[TodayCard], titles: dict[Place, str], now: datetime
) -> list[TodayCard]:
    """Return one card where a place has one title, the rows of all rooms in it; others as given.

    What leaves is told by the hour, whichever room it comes from. It stands below what must be
    decided, what others ask and what has its hour now, and above what can be done at any time.
    """
    found: list[TodayCard] = []
    for card in cards:
        title = titles.get(card.place, card.title)
        same = [each for each in found if (each.place, each.title) == (card.place, title)]
        if same:
            others = same[0].others + card.others
            merged = replace(same[0], rows=same[0].rows + card.rows, others=others)
            found[found.index(same[0])] = merged
        else:
            found.append(replace(card, title=title))
    found = [_by_hour(card) if card.place is Place.LEAVING else card for card in found]
    return sorted(found, key=lambda card: _ORDER.index(_urgency(card, now)))


ASKED = "asked"  # others wait for this person to decide
NOW = "now"  # what is to be done, and has its hour
OTHERS = "others"  # what waits for others
_ORDER = [
    Place.DECIDE,
    ASKED,
    NOW,
    Place.LEAVING,
    Place.DO,
    OTHERS,
    Place.PRESS,
    Place.ASIDE,
]


def _urgency(card: TodayCard, now: datetime) -> str:
    """Return where a card stands: others are answered, kits posted, drafts written."""
    if card.waits:
        return OTHERS
    if card.asks:
        return ASKED
    has_hour = card.place is Place.DO and any(row.at and row.at <= now for row in card.rows)
    return NOW if has_hour or card.is_first else card.place


def _by_hour(card: TodayCard) -> TodayCard:
    return replace(card, rows=tuple(sorted(card.rows, key=lambda row: row.at or LATEST)))


@dataclass(frozen=True)
class Run:
    """A stretch of a text; `is_hit` when it is what was looked for."""

    text: str
    is_hit: bool


def runs(text: str, wanted: str) -> list[Run]:
    """Return a text in stretches, with what was typed marked in spite of accents and case."""
    folds = [fold(sign) for sign in text]
    folded = "".join(folds)
    whose = [index for index, letters in enumerate(folds) for _ in letters]  # one sign may be two
    hit = [False] * len(text)
    for word in set(fold(wanted).split()):
        at = folded.find(word)
        while at >= 0:
            past = at + len(word)
            for index in range(whose[at], whose[past - 1] + 1):
                hit[index] = True
            at = folded.find(word, past)
    return _joined(text, hit)


def _joined(text: str, hit: Sequence[bool]) -> list[Run]:
    found: list[Run] = []
    for sign, is_hit in zip(text, hit, strict=True):
        if found and found[-1].is_hit == is_hit:
            found[-1] = Run(found[-1].text + sign, is_hit)
        else:
            found.append(Run(sign, is_hit))
    return found
