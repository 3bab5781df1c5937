"""Reads what texts are bound to, and which texts use a record."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import undefer

from comms.core.db import db
from comms.figures import queries as figures
from comms.figures.models import Figure
from comms.figures.rules import typed
from comms.figures.rules.record import State
from comms.figures.rules.typed import Typed
from comms.pieces import queries as pieces
from comms.pieces.models import Piece, Revision
from comms.pieces.rules.bindings import RECORDS, WAS, Prose, found
from comms.pieces.rules.kinds import kind_of
from comms.sourcing.models import Fallen
from comms.sourcing.rules import quoting, weighing
from comms.sourcing.rules.quoting import Misquoted
from comms.sourcing.rules.weighing import Finding, Record, weigh, words_of
from comms.testimonies import queries as testimonies


def findings(kind: str, prose: Sequence[Prose]) -> list[Finding]:
    """Return everything about the numbers of a text that is not as it should be."""
    named = figures.keyed(keys(prose)).items()
    bound = {key: _record(each, [one.was for one in each.corrections]) for key, each in named}
    counts = any(typed.found(each.text, (), each.lang) for each in prose)
    bank = [_record(each) for each in figures.usable()] if counts else []
    return weigh(kind, prose, bound, bank)


def loose(prose: Prose) -> list[tuple[Typed, Record | None]]:
    """Return the numbers of one text that are bound to nothing, with the records they may mean."""
    if not typed.found(prose.text, (), prose.lang):
        return []
    bank = [_record(each) for each in figures.usable()]
    found = weighing.loose(prose, set(weighing.given_up([prose])), bank)
    return list(islice(found, weighing.MOST))


def keys(prose: Sequence[Prose], kind: str = "figure") -> set[str]:
    """Return the keys of the records of a kind that texts name."""
    named = {one.key for each in prose for one in found(each.text) if one.kind == kind}
    return {key.removesuffix(WAS) for key in named}


def _record(figure: Figure, past: Sequence[str] = ()) -> Record:
    labels = figure.labels
    label = labels.get("fr") or next(iter(labels.values()), figure.key)
    return Record(
        key=figure.key,
        label=label,
        value=figure.value,
        state=State(figure.state),
        past=tuple(past),
        words=words_of(" ".join((*labels.values(), figure.place))),
    )


def records(prose: Sequence[Prose]) -> dict[str, str]:
    """Return what the records a text names say now; what is withdrawn says nothing.

    What a person agreed to is kept beside their alias: a text changes when it does.
    """
    said = {
        f"figure:{key}": each.value
        for key, each in sorted(figures.keyed(keys(prose)).items())
        if each.state != State.WITHDRAWN
    }
    for key, agreed in sorted(testimonies.keyed(keys(prose, "testimony")).items()):
        if not agreed.is_withdrawn:
            said |= {f"testimony:{key}": agreed.alias, f"consent:{key}": agreed.told()}
    return said


def struck(prose: Sequence[Prose]) -> dict[str, dict[str, list[int]]]:
    """Return whose words, of those a text names, were struck out, and where what unbound went."""
    return testimonies.struck(sorted(keys(prose, "testimony")))


def misquoted(kind: str, prose: Sequence[Prose], leaves: date) -> list[Misquoted]:
    """Return what about its quotations keeps a text from leaving on a day."""
    agreed = testimonies.keyed(keys(prose, "testimony"))
    return quoting.weigh(kind, prose, agreed, leaves)


def using(kind: str, key: str) -> list[tuple[Piece, list[int]]]:
    """Return the pieces that name a record, each with the numbers of the revisions that do."""
    mark = f"({kind}:{key}"
    holds = cast(Revision.content, Text).contains(mark, autoescape=True)
    numbers: dict[int, list[int]] = defaultdict(list)
    named = select(Revision, Piece).join(Piece, Piece.id == Revision.piece_id)
    named = named.where(holds).order_by(Revision.number)
    for revision, piece in db.session.execute(named.options(undefer(Revision.content))):
        if key in keys(kind_of(piece.kind).prose(revision.content["words"]), kind):
            numbers[piece.id].append(revision.number)
    found_pieces = db.session.scalars(select(Piece).where(Piece.id.in_(numbers)).order_by(Piece.id))
    return [(piece, numbers[piece.id]) for piece in found_pieces]


def kept_texts() -> Iterator[tuple[Piece, list[str]]]:
    """Yield the pieces, each with all its texts once: revisions, the newest first, and remarks."""
    for piece in db.session.scalars(select(Piece).order_by(Piece.id.desc())).all():
        texts = [each for one in reversed(pieces.in_full(piece)) for each in _texts(one.content)]
        for remark in piece.comments:
            texts += [each for each in (remark.text, remark.passage, remark.proposal) if each]
        yield piece, list(dict.fromkeys(texts))


def _texts(content: Mapping[str, Any]) -> list[str]:
    said: list[str] = []
    left = [value for name, value in content["words"].items() if name != RECORDS]
    while left:
        each = left.pop(0)
        if isinstance(each, str):
            said.append(each)
        elif isinstance(each, list | dict):
            left += each.values() if isinstance(each, dict) else each
    return said


def fallen(piece: Piece) -> Sequence[Fallen]:
    """Return what changed under a text since somebody last approved it, the newest first."""
    last = max((each.number for each in piece.approvals), default=0)
    since = select(Fallen).where(Fallen.piece_id == piece.id, Fallen.number > last)
    return db.session.scalars(since.order_by(Fallen.id.desc()).limit(10)).all()
