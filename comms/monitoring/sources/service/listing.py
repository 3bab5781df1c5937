"""Lists of feeds come in, as far as they can be read, and go out. Nothing is fetched here."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from comms.adapters import opml
from comms.adapters.http import HttpTrouble, read_address
from comms.adapters.opml import Line, OpmlRefused
from comms.audit import service as audit
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor, number_of
from comms.monitoring.sources import queries
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.rules import SourceWrong, State, key_of

STARTER = Path(__file__).with_name("starter.opml")


@dataclass(frozen=True)
class Rejected:
    """A line that did not enter, and why."""

    url: str
    reason: StrEnum
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Imported:
    """What became of a list."""

    added: int
    known: int
    rejected: tuple[Rejected, ...]


def import_list(body: bytes, *, actor: Actor | None) -> Imported:
    """Follow every feed of an OPML file that can be read.

    Raises:
        Refused: the file is no list, holds entities, or lists no feed.
    """
    if not body:
        raise Refused(SourceWrong.NO_FILE)
    try:
        listed = opml.read(body)
    except OpmlRefused as refused:
        raise Refused(refused.trouble) from refused
    if not listed.lines:
        raise Refused(SourceWrong.NO_FEED_LISTED)
    good, rejected = _sorted(listed.lines)
    if listed.broken_at is not None:
        rejected.append(Rejected("", SourceWrong.BROKEN_FILE, {"line": listed.broken_at}))
    added, known = _follow(good, actor)
    audit.record(number_of(actor), "sources.imported", "sources", added)
    return Imported(added, known, tuple(rejected))


def import_starter(*, actor: Actor | None) -> Imported:
    """Follow the press we propose to begin with; the first round tells which of it answers."""
    return import_list(STARTER.read_bytes(), actor=actor)


@cache
def starter_names() -> tuple[str, ...]:
    """Return the names of the press we propose to begin with."""
    return tuple(each.title for each in opml.read(STARTER.read_bytes()).lines)


def _sorted(lines: list[Line]) -> tuple[dict[str, Line], list[Rejected]]:
    """Return the lines that can be followed, by key, and the others."""
    good: dict[str, Line] = {}
    rejected: list[Rejected] = []
    for line in lines:
        try:
            read_address(line.url)
        except HttpTrouble as trouble:
            rejected.append(Rejected(line.url, trouble.trouble))
            continue
        key = key_of(line.url)
        if key in good:
            rejected.append(Rejected(line.url, SourceWrong.REPEATED))
        good.setdefault(key, line)
    return good, rejected


def _follow(lines: dict[str, Line], actor: Actor | None) -> tuple[int, int]:
    """Return how many are new (or come back) and how many were followed already."""
    known = queries.by_keys(lines)
    now, added = clock.now(), 0
    for key, line in lines.items():
        source = known.get(key)
        if source is None:
            db.session.add(
                Source(
                    url=line.url,
                    url_key=key,
                    title=line.title,
                    folder=line.folder,
                    site_url=_site(line.site_url),
                    added_by=number_of(actor),
                    added_at=now,
                    due_at=now,
                )
            )
            added += 1
        elif source.state == State.REMOVED:
            source.state, source.due_at = State.ACTIVE, now
            added += 1
    db.session.flush()
    return added, len(lines) - added


def _site(written: str) -> str | None:
    try:
        return str(read_address(written)) if written else None
    except HttpTrouble:
        return None


def export_list(title: str) -> bytes:
    """Return the sources as OPML."""
    sources = queries.followed()
    return opml.write(
        title, (Line(each.url, each.title, each.folder, each.site_url or "") for each in sources)
    )
