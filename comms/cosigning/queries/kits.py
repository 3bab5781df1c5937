"""Reads kits: what a partner finds behind their link, by the hour and the language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from comms.core import clock, options
from comms.core.db import db
from comms.core.refusal import Code
from comms.cosigning.models import PartnerKit
from comms.cosigning.queries.asked import unfit
from comms.cosigning.rules.kits import Door, door
from comms.media import queries as media
from comms.media.models import Asset
from comms.media.rules import Look, obstacle_to_leaving
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import held_back, kind_of
from comms.pieces.rules.leaving import EMBARGO
from comms.pieces.rules.letters import Kit
from comms.pieces.rules.states import State
from comms.releases import queries as releases


@dataclass(frozen=True)
class Part:
    """One language of a kit that is open: its words, and the pictures that may leave."""

    piece: Piece
    kit: Kit
    assets: dict[int, Asset]


def of_piece(piece: Piece) -> PartnerKit | None:
    """Return the kit of a piece, asked by any of its languages."""
    source_id = piece.source_id or piece.id
    return db.session.scalar(select(PartnerKit).where(PartnerKit.piece_id == source_id))


def piece_of(kit: PartnerKit) -> Piece:
    """Return what a kit is about."""
    return db.session.get_one(Piece, kit.piece_id)


def door_of(kit: PartnerKit, piece: Piece) -> Door:
    """Return what the link of a kit shows now of one language of it."""
    return door(
        State(piece.state),
        piece.due_at,
        kit.ends_at,
        kit.closed_at,
        clock.now(),
        is_paused=bool(options.get("paused")),
        is_late=_is_late(piece),
    )


def _is_late(piece: Piece) -> bool:
    """Say whether the hour of a piece came and nothing left: missed, in doubt, or given up."""
    if piece.due_at is None or clock.now() < piece.due_at:
        return False
    is_over = clock.now() >= piece.due_at + options.patience()
    return piece.id in pieces.late() or (is_over and not set(piece.left) - {EMBARGO})


def languages(kit: PartnerKit) -> Sequence[Piece]:
    """Return a piece and its translations, those given up left out."""
    source = piece_of(kit)
    found = [source, *releases.translations(source)]
    return [each for each in found if each.state != State.DROPPED]


def parts(kit: PartnerKit) -> list[Part]:
    """Return what stands open in a kit now: each language that was approved, from its hour on.

    What was approved may have lost its consent since, or is to wait longer: then it is not shown.
    """
    here = [each for each in languages(kit) if door_of(kit, each) is Door.OPEN]
    return [_part(each) for each in here if not _withheld(each, clock.now())]


def withheld(kit: PartnerKit) -> dict[int, list[Code]]:
    """Return what keeps languages of a kit from partners' eyes, by piece."""
    now = clock.now()
    found = {each.id: _withheld(each, max(now, each.due_at or now)) for each in languages(kit)}
    return {number: wrong for number, wrong in found.items() if wrong}


def _withheld(piece: Piece, at: datetime) -> list[Code]:
    """Return what keeps a piece from partners' eyes at an instant, from its hour on."""
    content = pieces.content(piece)
    return [*unfit(piece, content), *held_back(kind_of(piece.kind), content, at)]


def _part(piece: Piece) -> Part:
    made = kind_of(piece.kind).kit(pieces.content(piece), "")
    known = media.numbered(each.asset for each in made.visuals)
    leaves = {n: each for n, each in known.items() if not obstacle_to_leaving(Look(each.look))}
    return Part(piece, made, leaves)


def door_now(kit: PartnerKit) -> Door:
    """Return what the link of a kit shows now: open as soon as one of its languages is."""
    doors = {door_of(kit, each) for each in languages(kit)} or {Door.GONE}
    return next(each for each in (Door.OPEN, Door.SHUT, Door.GONE) if each in doors)
