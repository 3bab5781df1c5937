"""Series of figures given to anybody: which figures belong to one, and what is told of each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comms.figures.rules.record import series_of

LONGEST_TITLE, LONGEST_NOTE, MOST_KEYS = 160, 2000, 200
COLUMNS = (
    *("key", "label", "value", "unit", "period", "place"),
    *("definition", "source", "state", "checked_on", "corrected_on", "was", "became"),
)


class SeriesWrong(StrEnum):
    """Why a series cannot be kept so, or not shown."""

    NO_TITLE = "series.no_title"
    NO_FIGURE = "series.no_figure"
    TOO_LONG = "series.too_long"
    NAMED_ALIKE = "series.named_alike"


@dataclass(frozen=True)
class Said:
    """One figure as the outside reads it, in one language; dates as calendar days.

    Without words nor `value` where nobody has checked what stands now; a figure that was withdrawn
    keeps its words. `was`, `became`: its last correction, of a value that was checked once.
    """

    key: str
    label: str
    value: str
    unit: str
    period: str
    place: str
    definition: str
    source: str
    state: str
    checked_on: date | None
    corrected_on: date | None
    was: str
    became: str

    def cells(self) -> list[str]:
        """Return it as the row of a table, in the order of `COLUMNS`."""
        found = (getattr(self, name) for name in COLUMNS)
        return [each.isoformat() if isinstance(each, date) else each or "" for each in found]


def stems(chosen: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return what the keys of chosen figures begin with, of (key, period): « expulsions ».

    Only of those whose key ends with their period: any other key stands for itself.
    """
    found = ((key, series_of(key, period)) for key, period in chosen)
    return frozenset(stem for key, stem in found if stem != key)


def belongs(key: str, period: str, chosen: Collection[str], of: Collection[str]) -> bool:
    """Say whether a figure belongs to a series: chosen itself, or the next of one that was."""
    return key in chosen or (series_of(key, period) != key and series_of(key, period) in of)
