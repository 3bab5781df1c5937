"""What a figure must have before it is kept, and who may say that it is right."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from comms.figures.rules import numbers

ESTIMATE = "estimation"  # key of « estimation de l’équipe »: words without a record
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_KEY = 60
LONGEST = 2000  # characters of a field
_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.](\d{4})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "january", "janv", "jan"),
            ("février", "fevrier", "february", "févr", "fév", "feb"),
            ("mars", "march", "mar"),
            ("avril", "april", "avr", "apr"),
            ("mai", "may"),
            ("juin", "june", "jun"),
            ("juillet", "july", "juil", "jul"),
            ("août", "aout", "august", "aug"),
            ("septembre", "september", "sept", "sep"),
            ("octobre", "october", "oct"),
            ("novembre", "november", "nov"),
            ("décembre", "decembre", "december", "déc", "dec"),
        ),
        1,
    )
    for name in names
}


class State(StrEnum):
    """Where a figure stands."""

    TO_CHECK = "to_check"  # nobody but its author has looked yet, or its value was corrected
    CHECKED = "checked"
    WITHDRAWN = "withdrawn"  # kept, never to be used again


class FigureWrong(StrEnum):
    """Why a figure cannot be kept so, or not by this person."""

    BAD_KEY = "figure.bad_key"
    KEY_TAKEN = "figure.key_taken"
    NO_LABEL = "figure.no_label"
    BAD_VALUE = "figure.bad_value"
    NO_SOURCE = "figure.no_source"
    BAD_PERIOD = "figure.bad_period"
    TOO_LONG = "figure.too_long"
    NO_REASON = "figure.no_reason"
    SAME_VALUE = "figure.same_value"
    OWN_FIGURE = "figure.own_figure"
    WITHDRAWN = "figure.withdrawn"


@dataclass(frozen=True)
class Draft:
    """A figure as it was typed; `value` as people write it."""

    key: str
    labels: Mapping[str, str] = field(default_factory=dict)
    value: str = ""
    unit: str = ""
    period: str = ""
    place: str = ""
    method: str = ""
    source: str = ""


def obstacles(draft: Draft) -> list[FigureWrong]:
    """Return everything that keeps a figure from being kept."""
    held = {
        FigureWrong.BAD_KEY: is_key(draft.key) and draft.key != ESTIMATE,
        FigureWrong.NO_LABEL: any(label.strip() for label in draft.labels.values()),
        FigureWrong.BAD_VALUE: numbers.read(draft.value) is not None,
        FigureWrong.NO_SOURCE: bool(draft.source.strip()),
        FigureWrong.BAD_PERIOD: not draft.period.strip() or bool(read_period(draft.period)),
        FigureWrong.TOO_LONG: all(len(text) <= LONGEST for text in _texts(draft)),
    }
    return [wrong for wrong, is_well in held.items() if not is_well]


def _texts(draft: Draft) -> tuple[str, ...]:
    return (draft.unit, draft.place, draft.method, draft.source, *draft.labels.values())


def is_key(text: str) -> bool:
    """Say whether a text can name a record: small letters, digits, hyphens."""
    return len(text) <= LONGEST_KEY and KEY.fullmatch(text) is not None


def read_period(text: str) -> str | None:
    """Return a period as we keep it: 2030, 2030-02, 2030-02-14, or two of them with « / » between.

    « février 2030 » and « 02/2030 » are read too; None when nobody can tell.
    """
    said = " ".join(text.split()).removesuffix(" 00:00:00")
    parts = [said] if _MONTH_FIRST.fullmatch(said) else said.split("/")
    known = [found for part in parts if (found := _moment(part.strip()))]
    return "/".join(known) if len(known) == len(parts) <= 2 else None


def _moment(text: str) -> str | None:
    if found := _MONTH_FIRST.fullmatch(text):
        text = f"{found[2]}-{int(found[1]):02d}"
    name, _, year = text.casefold().rpartition(" ")
    if name.rstrip(".") in _MONTHS:
        text = f"{year}-{_MONTHS[name.rstrip('.')]:02d}"
    found = _PERIOD.fullmatch(text)
    if found is None:
        return None
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return text


def series_of(key: str, period: str) -> str:
    """Return what a figure's key says without its period: expulsions-2030-02 is of expulsions."""
    return key.removesuffix(f"-{period.replace('/', '-')}") if period else key


def obstacles_to_checking(state: str, said_by: int | None, reader_id: int) -> list[FigureWrong]:
    """Return what keeps a person from saying that a figure is right.

    `said_by`: who gave the value that stands now.
    """
    found = [FigureWrong.WITHDRAWN] if state == State.WITHDRAWN else []
    return found + ([FigureWrong.OWN_FIGURE] if said_by == reader_id else [])
