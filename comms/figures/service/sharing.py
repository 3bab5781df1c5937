"""Gives figures to anybody: a series is prepared, opened by who may, shut at will."""

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor, number_of
from comms.core.text import fold
from comms.figures import queries
from comms.figures.models import Figure, Series
from comms.figures.rules.record import State
from comms.figures.rules.series import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST_KEYS,
    Said,
    SeriesWrong,
)

_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Wish:
    """A series as typed: a title and a note by language, the figures chosen."""

    titles: dict[str, str]
    notes: dict[str, str]
    keys: tuple[str, ...]


def prepare(wish: Wish, *, actor: Actor | None) -> Series:
    """Prepare a series; nobody outside reads it before somebody opens it.

    Raises:
        Refused: no title, or that of another.
    """
    wish = _checked(wish)
    slug = slug_of(next(iter(wish.titles.values())))
    if not slug:
        raise Refused(SeriesWrong.NO_TITLE)
    if queries.series_at(slug):
        raise Refused(SeriesWrong.NAMED_ALIKE)
    made = Series(slug=slug, made_by=number_of(actor), made_at=clock.now())
    made.titles, made.notes, made.keys = wish.titles, wish.notes, list(wish.keys)
    db.session.add(made)
    db.session.flush()
    audit.record(made.made_by, "series.prepared", "series", made.id)
    return made


def change(series: Series, wish: Wish, *, actor: Actor) -> None:
    """Change what a series tells; its address stays."""
    wish = _checked(wish)
    series.titles, series.notes, series.keys = wish.titles, wish.notes, list(wish.keys)
    audit.record(actor.id, "series.changed", "series", series.id)


def _checked(wish: Wish) -> Wish:
    known = queries.keyed(wish.keys[:MOST_KEYS])
    keys = tuple(key for key in wish.keys if key in known)
    titles = {lang: " ".join(said.split()) for lang, said in wish.titles.items() if said.strip()}
    notes = {lang: said.strip() for lang, said in wish.notes.items() if said.strip()}
    held = {
        SeriesWrong.NO_TITLE: bool(titles),
        SeriesWrong.NO_FIGURE: bool(keys),
        SeriesWrong.TOO_LONG: all(len(each) <= LONGEST_TITLE for each in titles.values())
        and all(len(each) <= LONGEST_NOTE for each in notes.values()),
    }
    if found := [wrong for wrong, is_well in held.items() if not is_well]:
        raise Refused(found)
    return Wish(titles, notes, keys)


def slug_of(title: str) -> str:
    """Return the end of an address for a title: « expulsions-par-mois »."""
    return _NO_LETTER.sub("-", fold(title)).strip("-")[:60].strip("-")


def open_it(series: Series, *, actor: Actor) -> None:
    """Let anybody read a series at its address."""
    if series.opened_at is None:
        series.opened_at, series.opened_by = clock.now(), actor.id
        audit.record(actor.id, "series.opened", "series", series.id)


def shut(series: Series, *, actor: Actor) -> None:
    """Take a series off: its address answers nothing any more."""
    if series.opened_at is not None:
        series.opened_at = series.opened_by = None
        audit.record(actor.id, "series.shut", "series", series.id)


def shut_all(_event: events.HouseRestored) -> None:
    """Shut every series: one that was shut since is back, with the words it had."""
    db.session.execute(update(Series).values(opened_at=None, opened_by=None))


def forget(series: Series, *, actor: Actor) -> None:
    """Give a series up; its figures stay in the bank."""
    number = series.id
    db.session.delete(series)
    db.session.flush()
    audit.record(actor.id, "series.forgotten", "series", number)


def said(series: Series, lang: str, zone: ZoneInfo) -> list[Said]:
    """Return the figures of a series as the outside reads them."""
    return [_said(each, lang, zone) for each in queries.figures_of(series)]


def _said(figure: Figure, lang: str, zone: ZoneInfo) -> Said:
    is_checked = figure.state == State.CHECKED
    read = [each for each in figure.corrections if each.was_checked]  # what may have been read
    last = read[-1] if read else None
    is_told = last is not None and not (is_checked and last.was == figure.value)
    at = figure.corrections[-1].at if is_told else None
    is_read = figure.checked_at is not None  # its words too: who may write them lets nothing out
    labels = figure.labels if is_read else {}
    return Said(
        key=figure.key,
        label=labels.get(lang) or next(iter(labels.values()), figure.key.replace("-", " ")),
        value=figure.value if is_checked else "",
        unit=figure.unit if is_read else "",
        period=figure.period,
        place=figure.place if is_read else "",
        definition=figure.method if is_read else "",
        source=figure.source if is_read else "",
        state=figure.state,
        checked_on=figure.checked_at.astimezone(zone).date() if figure.checked_at else None,
        corrected_on=at.astimezone(zone).date() if at else None,
        was=last.was if last and is_told else "",
        became=figure.value if is_told and is_checked else "",
    )


def used_by(key: str) -> list[Series]:
    """Return the open series that tell a figure."""
    open_ones = db.session.scalars(select(Series).where(Series.opened_at.is_not(None))).all()
    return [each for each in open_ones if any(key == one.key for one in queries.figures_of(each))]
