"""Reads errata, and the records articles are held against."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from comms.core.db import db
from comms.core.links import host_of
from comms.core.rights import Actor
from comms.figures import queries as figures
from comms.figures.models import Figure
from comms.monitoring.errata.models import Erratum
from comms.monitoring.errata.rules.clocks import Clock, Country, clock_of, country
from comms.monitoring.errata.rules.finding import YEAR, Known
from comms.monitoring.errata.rules.ladder import State
from comms.monitoring.intake.models import Entry
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import newsrooms
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.rules import is_search
from comms.monitoring.watches.models import Hit
from comms.monitoring.watches.queries import reading
from comms.sourcing.rules.weighing import words_of


@dataclass(frozen=True)
class Open:
    """How many errata nobody has settled, and a mention that has one."""

    count: int
    mention_id: int


def bank() -> list[Known]:
    """Return the records a number in an article may mean."""
    return [_known(each) for each in figures.usable()]


def _known(figure: Figure) -> Known:
    labels = figure.labels
    label = labels.get("fr") or next(iter(labels.values()), figure.key)
    return Known(
        key=figure.key,
        value=figure.value,
        label=f"{figure.unit} {label}",
        words=words_of(" ".join((*labels.values(), figure.place))),
        years=frozenset(YEAR.findall(figure.period)),
        past=tuple(each.was for each in figure.corrections),
    )


def caught_words(mention_id: int) -> set[str]:
    """Return the words of a mention that watches caught."""
    hits = db.session.scalars(select(Hit).where(Hit.mention_id == mention_id))
    bits = (bit for hit in hits for bit in (*hit.title, *hit.sentence))
    return {str(text) for text, is_found in bits if is_found and re.search(r"\w{3}", str(text))}


def of(mention_id: int) -> list[tuple[Erratum, Figure]]:
    """Return the errata of a mention, each with the record it is held against."""
    rows = select(Erratum, Figure).join(Figure, Figure.id == Erratum.figure_id)
    rows = rows.where(Erratum.mention_id == mention_id).order_by(Erratum.id)
    return [(erratum, figure) for erratum, figure in db.session.execute(rows)]


def known(mention_id: int) -> set[tuple[int, str]]:
    """Return which numbers of a mention were found before, by record."""
    rows = select(Erratum.figure_id, Erratum.words).where(Erratum.mention_id == mention_id)
    return {(figure_id, words) for figure_id, words in db.session.execute(rows)}


def flagged(mention_ids: Collection[int]) -> set[int]:
    """Return which of these mentions have an erratum nobody has settled."""
    rows = select(Erratum.mention_id).where(
        Erratum.mention_id.in_(mention_ids), Erratum.state == State.OPEN
    )
    return set(db.session.scalars(rows))


def still_open(actor: Actor) -> Open | None:
    """Return what waits to be put right, of what a member reads; None when nothing does."""
    count, newest = func.count(Erratum.id), func.max(Erratum.mention_id)
    rows = select(count, newest).join(Mention, Mention.id == Erratum.mention_id)
    rows = rows.where(Erratum.state == State.OPEN, reading.seen_by(actor, Mention.id))
    found, mention_id = db.session.execute(rows).one()
    return Open(found, mention_id) if found else None


def clock(mention: Mention) -> tuple[Country, Clock | None]:
    """Return the country of a mention, as far as anything tells, and the clock that runs."""
    host = host_of(mention.url)
    newsroom = newsrooms.of(mention)
    outlet = newsroom.outlet if newsroom else None
    where = country(
        territory=outlet.territory if outlet else "", folder=_folder(mention), host=host
    )
    return where, clock_of(where.code, mention.medium)


def _folder(mention: Mention) -> str:
    """Return the folder of the source that showed a mention; a search shows anybody's articles."""
    rows = select(Source.folder, Source.url).join(Entry, Entry.source_id == Source.id)
    found = db.session.execute(rows.where(Entry.id == mention.entry_id)).one_or_none()
    return "" if found is None or is_search(found.url) else found.folder


def mentions(ids: Sequence[int]) -> Sequence[Mention]:
    """Return these mentions."""
    return db.session.scalars(select(Mention).where(Mention.id.in_(ids)).order_by(Mention.id)).all()
