"""Reads mentions as lists show them, the last that arrived first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from comms.core.db import db
from comms.core.query.showing import Bit
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules import State
from comms.monitoring.watches.models import Hit
from comms.monitoring.watches.queries import compiling, listing

PAGE = 50


@dataclass(frozen=True)
class Caught:
    """By which watch, in which version, and the words in their sentence."""

    watch: str
    version: int
    title: Sequence[Bit]
    sentence: Sequence[Bit]


@dataclass(frozen=True)
class Shown:
    """A mention with what caught it."""

    mention: Mention
    caught: tuple[Caught, ...]

    @property
    def title(self) -> Sequence[Bit]:
        """The title, its words marked."""
        marked = next((each.title for each in self.caught if _is_marked(each.title)), None)
        return marked or [(self.mention.title, False)]

    @property
    def sentences(self) -> list[Sequence[Bit]]:
        """Every sentence that was caught, each once."""
        found: list[Sequence[Bit]] = []
        for each in self.caught:
            if each.sentence and each.sentence not in found:
                found.append(each.sentence)
        return found

    @property
    def sentence(self) -> Sequence[Bit]:
        """The sentence that was caught, or the one a person typed."""
        found = next((each.sentence for each in self.caught if each.sentence), None)
        return found or ([(self.mention.verbatim, False)] if self.mention.verbatim else [])


def _is_marked(bits: Sequence[Bit]) -> bool:
    return any(is_found for _, is_found in bits)


def page(
    state: str = "", watch_id: int | None = None, before: int | None = None, limit: int = PAGE
) -> list[Shown]:
    """Return mentions in a state (or all), of a watch (or all), older than one of them."""
    wanted = _wanted(state, watch_id)
    if before is not None:
        wanted = wanted.where(Mention.id < before)
    return shown(db.session.scalars(wanted.order_by(Mention.id.desc()).limit(limit)).all())


def _wanted(state: str, watch_id: int | None) -> Select[Mention]:
    wanted = select(Mention)
    if state:
        wanted = wanted.where(Mention.state == state)
    if watch_id is not None:
        wanted = wanted.where(Mention.id.in_(_caught_by(watch_id)))
    return wanted


def _caught_by(watch_id: int) -> Select[int]:
    return select(Hit.mention_id).where(Hit.watch_id == watch_id)


def shown(mentions: Sequence[Mention]) -> list[Shown]:
    """Return mentions with what caught them, in the same order."""
    hits = listing.hits_of([mention.id for mention in mentions])
    names = listing.names() if hits else {}
    numbers = compiling.version_numbers({hit.version_id for each in hits.values() for hit in each})
    return [
        Shown(
            mention,
            tuple(
                Caught(
                    names[hit.watch_id],
                    numbers[hit.version_id],
                    _bits(hit.title),
                    _bits(hit.sentence),
                )
                for hit in hits.get(mention.id, ())
            ),
        )
        for mention in mentions
    ]


def _bits(kept: list[list[str | bool]]) -> list[Bit]:
    return [(str(text), bool(is_found)) for text, is_found in kept]


def one(mention_id: int) -> Shown | None:
    """Return one mention with what caught it."""
    mention = db.session.get(Mention, mention_id)
    return shown([mention])[0] if mention else None


def following(mention_id: int, state: str, watch_id: int | None) -> int | None:
    """Return the next older mention of a list, for whoever has just sorted this one."""
    older = _wanted(state, watch_id).where(Mention.id < mention_id)
    found = db.session.scalars(older.order_by(Mention.id.desc()).limit(1)).first()
    return found.id if found else None


def counts(watch_id: int | None = None) -> dict[str, int]:
    """Return how many mentions stand in each state."""
    rows = select(Mention.state, func.count()).group_by(Mention.state)
    if watch_id is not None:
        rows = rows.where(Mention.id.in_(_caught_by(watch_id)))
    return dict(db.session.execute(rows).all())


def count_new() -> int:
    """Return how many mentions nobody has sorted."""
    new = select(func.count()).select_from(Mention).where(Mention.state == State.NEW)
    return db.session.scalar(new) or 0


def last_number() -> int:
    """Return the number of the last mention, 0 before the first: what came later is higher."""
    return db.session.scalar(select(func.max(Mention.id))) or 0


def said(folded: str, limit: int) -> Sequence[Mention]:
    """Return mentions whose title or outlet holds a folded text, the last that arrived first."""
    escaped = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    hits = select(Mention).where(Mention.words.like(f"%{escaped}%", escape="\\"))
    return db.session.scalars(hits.order_by(Mention.id.desc()).limit(limit)).all()
