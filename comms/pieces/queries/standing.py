"""Reads what decides whether a piece may leave: its approvals, its editors, its hours."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from comms.core import options
from comms.core.db import db
from comms.core.rights import College
from comms.pieces.models import Piece, Revision
from comms.pieces.queries.texts import newest, revision
from comms.pieces.rules.approval import Given, Standing, holding
from comms.pieces.rules.leaving import Content, instants
from comms.pieces.rules.states import State


def standings(pieces: Iterable[Piece]) -> dict[int, Standing]:
    """Return what decides about several pieces, by number: asked together, not one by one."""
    known = {each.id: each for each in pieces}
    whole = select(Piece).where(Piece.id.in_(known))
    parts = selectinload(Piece.approvals), selectinload(Piece.revisions)
    db.session.scalars(whole.options(*parts).execution_options(populate_existing=True)).all()
    kept = newest(known)
    return {number: standing(piece, kept[number]) for number, piece in known.items()}


def standing(piece: Piece, current: Revision | None = None) -> Standing:
    """Return all that decides whether a piece may leave."""
    current = current or revision(piece)
    hours = instants(Content.of(current.content))
    return Standing(
        state=State(piece.state),
        author_id=piece.author_id,
        editors=_editors(piece, current),
        hash=current.hash,
        hours={key: hour for key, hour in hours.items() if key not in piece.left},
        asked=asked(piece.kind),
        given=tuple(
            Given(
                each.member_id,
                College(each.college) if each.college else None,
                each.hash,
                {key: datetime.fromisoformat(at) for key, at in each.hours.items()},
            )
            for each in piece.approvals
            if each.voided_at is None
        ),
        began=min(piece.revisions, key=lambda each: each.number).member_id,
    )


def approved_at(piece: Piece) -> datetime | None:
    """Return when the first of the approvals that count was given; None when there is none."""
    now = standing(piece)
    counted = {(each.member_id, each.hash) for each in holding(now)}
    given = (each for each in piece.approvals if each.voided_at is None)
    return min((x.at for x in given if (x.member_id, x.hash) in counted), default=None)


def _editors(piece: Piece, current: Revision) -> frozenset[int]:
    """Return whose words the current revision brought: a merge brought those of several."""
    merged = (
        each
        for each in piece.revisions
        if not each.is_aside and (current.parent or 0) < each.number <= current.number
    )
    return frozenset(each.member_id for each in merged if each.member_id)


def asked(kind: str) -> tuple[College | None, ...]:
    """Return the approvals a kind needs: one place each, None for any college."""
    return tuple(College(each) if each else None for each in options.get(f"approvals.{kind}"))
