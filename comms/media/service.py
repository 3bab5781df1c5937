"""What people do with pictures: bring one in, look at it, refuse it."""

import hashlib
import secrets
import threading
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select

from comms.adapters import images
from comms.audit import service as audit
from comms.core import clock, files, settings
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.media.models import Asset
from comms.media.queries import small_of
from comms.media.rules import Look, PictureWrong, shortened

# One picture is made clean at a time: who has no account leaves threads to those who have one.
_outside = threading.BoundedSemaphore(2)


def add(data: bytes, title: str, *, actor: Actor, credit: str = "") -> Asset:
    """Take a picture in, clean; the file as it came is not kept.

    Raises:
        Refused: there is no file, or no picture that can be made clean.
    """
    if not data:
        raise Refused(PictureWrong.NO_FILE)
    return keep(clean(data), title, keeper=actor.id, by=actor.id, credit=credit)


def keep(
    picture: images.Picture, title: str, *, keeper: int, by: int | None, credit: str = ""
) -> Asset:
    """Keep a clean picture for a member; `by` brought it, None: somebody without an account."""
    name = f"{secrets.token_hex(16)}.{'jpg' if picture.kind == 'jpeg' else 'png'}"
    path = settings.current().folder / "media" / name
    files.write_whole(path, picture.data)
    files.write_whole(small_of(path), images.small(picture))
    asset = Asset(
        file=name,
        sha256=hashlib.sha256(picture.data).hexdigest(),
        kind=picture.kind,
        width=picture.width,
        height=picture.height,
        title=shortened(title),
        credit=credit.strip(),
        look=Look.WAITING,
        added_by=keeper,
        added_at=clock.now(),
    )
    db.session.add(asset)
    db.session.flush()
    audit.record(by, "asset.added", "asset", asset.id)
    return asset


def clean(data: bytes) -> images.Picture:
    """Return a picture rebuilt from its pixels, looked through once more before it is believed.

    Raises:
        Refused: it cannot be made clean.
    """
    try:
        picture = images.clean(data)
        if not images.look_through(picture.data).is_clean:
            raise images.PictureRefused(images.PictureTrouble.NOT_CLEAN)
    except images.PictureRefused as error:
        raise Refused(error.trouble) from error
    return picture


def clean_from_outside(files: Iterable[bytes]) -> list[images.Picture]:
    """Return the clean pictures of somebody without an account; two of those at once, no more.

    Raises:
        Refused: others are at it, or a file is no picture.
    """
    if not _outside.acquire(blocking=False):
        raise Refused(PictureWrong.BUSY)
    try:
        return [clean(each) for each in files]
    finally:
        _outside.release()


def look_through(data: bytes) -> images.Seen:
    """Return what a picture holds besides its pixels; nothing is kept.

    Raises:
        Refused: it is no picture.
    """
    try:
        return images.look_through(data)
    except images.PictureRefused as error:
        raise Refused(error.trouble) from error


def forget_strays() -> int:
    """Delete files no picture names; return how many. A job's verb."""
    named = {Path(each) for each in db.session.scalars(select(Asset.file))}
    small = {small_of(each).name for each in named}
    where = settings.current().folder / "media"
    return files.forget_unnamed(where, {each.name for each in named}) + files.forget_unnamed(
        where / "small", small
    )


def look(asset: Asset, found: Look, *, actor: Actor) -> None:
    """Write down what a person found who looked for faces."""
    asset.look, asset.looked_by, asset.looked_at = found, actor.id, clock.now()
    audit.record(actor.id, f"asset.{found}", "asset", asset.id)
