"""Reads the bank of figures."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select

from comms.core.db import db
from comms.core.text import fold
from comms.figures.models import Figure, Series
from comms.figures.rules.record import State
from comms.figures.rules.series import belongs, stems

MOST = 500  # figures one page shows


def by_key(key: str) -> Figure | None:
    """Return a figure by its key."""
    return db.session.scalar(select(Figure).where(Figure.key == key))


def keyed(keys: Collection[str]) -> dict[str, Figure]:
    """Return the figures that have some keys, by key."""
    if not keys:
        return {}
    found = db.session.scalars(select(Figure).where(Figure.key.in_(keys)))
    return {each.key: each for each in found}


def listed(words: str = "", period: str = "", limit: int = MOST) -> Sequence[Figure]:
    """Return figures that hold every word, the newest period first; without words all of them."""
    wanted = select(Figure).order_by(Figure.period.desc(), Figure.key).limit(limit)
    for word in fold(words).split():
        wanted = wanted.where(Figure.folded.contains(word, autoescape=True))
    if period:
        wanted = wanted.where(Figure.period == period)
    return db.session.scalars(wanted).all()


def usable(limit: int = MOST) -> Sequence[Figure]:
    """Return the figures a text may be bound to, the newest period first."""
    kept = select(Figure).where(Figure.state != State.WITHDRAWN)
    return db.session.scalars(kept.order_by(Figure.period.desc(), Figure.key).limit(limit)).all()


def to_check(but: int, limit: int = 5) -> Sequence[Figure]:
    """Return the figures that wait for a second look by another than one member, newest first."""
    others = or_(Figure.said_by.is_(None), Figure.said_by != but)
    waiting = select(Figure).where(Figure.state == State.TO_CHECK, others)
    return db.session.scalars(waiting.order_by(Figure.id.desc()).limit(limit)).all()


def latest_checked(limit: int = 12) -> Sequence[Figure]:
    """Return the figures a second person found right, the newest period first."""
    right = select(Figure).where(Figure.state == State.CHECKED)
    return db.session.scalars(right.order_by(Figure.period.desc(), Figure.key).limit(limit)).all()


def periods(limit: int = 36) -> list[str]:
    """Return the periods the bank holds, the newest first."""
    held = select(Figure.period).where(Figure.period != "").distinct()
    return list(db.session.scalars(held.order_by(Figure.period.desc()).limit(limit)))


def all_series() -> Sequence[Series]:
    """Return the series that were prepared for others, those that are open first."""
    closed = Series.opened_at.is_(None)
    return db.session.scalars(select(Series).order_by(closed, Series.slug)).all()


def series_at(slug: str) -> Series | None:
    """Return a series by the end of its address."""
    return db.session.scalar(select(Series).where(Series.slug == slug))


def figures_of(series: Series) -> list[Figure]:
    """Return the figures of a series, the newest period first: chosen, or of the same kind."""
    chosen = keyed(series.keys)
    kinds = stems((each.key, each.period) for each in chosen.values())
    alike = or_(
        Figure.key.in_(series.keys),
        *(Figure.key.startswith(f"{kind}-", autoescape=True) for kind in kinds),
    )
    found = select(Figure).where(alike).order_by(Figure.period.desc(), Figure.key).limit(MOST)
    return [
        each
        for each in db.session.scalars(found)
        if belongs(each.key, each.period, chosen, kinds)
        and (each.key in chosen or each.state == State.CHECKED)
    ]
