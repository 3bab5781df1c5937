"""Reads the pictures."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import select

from comms.core import settings
from comms.core.db import db
from comms.media.models import Asset
from comms.media.rules import Look


def path_of(asset: Asset) -> Path:
    """Return where the file of a picture lies."""
    return settings.current().folder / "media" / asset.file


def small_of(path: Path) -> Path:
    """Return where the small picture for lists lies."""
    return path.parent / "small" / f"{path.stem}.jpg"


def overview(limit: int = 200) -> Sequence[Asset]:
    """Return pictures, those to look at first, then the newest."""
    waiting = (Asset.look != Look.WAITING, Asset.id.desc())
    return db.session.scalars(select(Asset).order_by(*waiting).limit(limit)).all()


def to_choose_from(limit: int) -> Sequence[Asset]:
    """Return the newest pictures that somebody may still use."""
    usable = select(Asset).where(Asset.look != Look.REFUSED)
    return db.session.scalars(usable.order_by(Asset.id.desc()).limit(limit)).all()


def numbered(ids: Iterable[int]) -> dict[int, Asset]:
    """Return pictures by number."""
    wanted = select(Asset).where(Asset.id.in_(list(ids)))
    return {each.id: each for each in db.session.scalars(wanted)}
