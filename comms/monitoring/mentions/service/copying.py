"""Private copies of what was said: brought by hand, kept in the house, taken away."""

import secrets

from sqlalchemy import select

from comms.audit import service as audit
from comms.core import clock, files
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.media import service as media
from comms.monitoring.mentions.models import Mention, MentionCopy
from comms.monitoring.mentions.queries.copies import folder, path_of
from comms.monitoring.mentions.rules.copies import LARGEST_COPY, kind_of
from comms.monitoring.mentions.rules.wrong import MentionWrong

LONGEST_NAME = 120


def add(mention: Mention, data: bytes, name: str, *, actor: Actor) -> MentionCopy:
    """Keep a photograph (without what it tells of place and machine), a PDF or a sound.

    Raises:
        Refused: no file, too big, or of another kind.
    """
    if not data:
        raise Refused(MentionWrong.NO_COPY)
    if len(data) > LARGEST_COPY:
        raise Refused(MentionWrong.COPY_TOO_BIG)
    kind, kept = _read(data)
    copy = MentionCopy(
        mention_id=mention.id,
        file=secrets.token_hex(16),
        name=" ".join(name.split())[:LONGEST_NAME],
        kind=kind,
        size=len(kept),
        by=actor.id,
        at=clock.now(),
    )
    files.write_whole(folder() / copy.file, kept)
    db.session.add(copy)
    db.session.flush()
    audit.record(actor.id, "mention.copy_added", "mention", mention.id)
    return copy


def _read(data: bytes) -> tuple[str, bytes]:
    if kind := kind_of(data):
        return kind, data
    try:
        picture = media.clean(data)
    except Refused as refused:
        raise Refused(MentionWrong.NOT_A_COPY) from refused
    return f"image/{picture.kind}", picture.data


def take_away(copy: MentionCopy, *, actor: Actor) -> None:
    """Delete a copy, its file too."""
    files.delete_after_commit(path_of(copy))
    db.session.delete(copy)
    audit.record(actor.id, "mention.copy_deleted", "mention", copy.mention_id)


def forget_strays() -> int:
    """Delete files no mention names; return how many. A job's verb."""
    return files.forget_unnamed(folder(), set(db.session.scalars(select(MentionCopy.file))))
