"""What stands on a piece's page and on a mention's, besides them."""

from collections.abc import Callable, Collection

from comms.core.html import Markup
from comms.core.rights import Actor

PiecePart = Callable[[int, Actor], Markup | None]
MentionPart = Callable[[int, Actor], Markup | None]
Flags = Callable[[Collection[int]], set[int]]
_piece_parts: list[PiecePart] = []
_mention_parts: list[MentionPart] = []
_flags: list[Flags] = []


def beside_piece(part: PiecePart) -> None:
    """Have a room show on a piece's page what it does with the piece."""
    if part not in _piece_parts:
        _piece_parts.append(part)


def piece_parts(piece_id: int, actor: Actor) -> list[Markup]:
    """Return what the rooms that send show of a piece."""
    return [shown for part in _piece_parts if (shown := part(piece_id, actor))]


def beside_mention(part: MentionPart, flags: Flags) -> None:
    """Have a room show on a mention's page what it finds in it, and flag it in lists."""
    if part not in _mention_parts:
        _mention_parts.append(part)
        _flags.append(flags)


def mention_parts(mention_id: int, actor: Actor) -> list[Markup]:
    """Return what rooms find in a mention."""
    return [shown for part in _mention_parts if (shown := part(mention_id, actor))]


def flagged(mention_ids: Collection[int]) -> set[int]:
    """Return which of these mentions have something to look at."""
    return set().union(*(flags(mention_ids) for flags in _flags))
