"""What becomes of two cards that are made one: a choice per field, the strictest consent."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

UNDO_FOR = timedelta(days=30)
NAME = ("name", "given", "family", "is_desk")
CHOSEN = ("town", "region", "country", "hours", "origin", "purpose")


class MergeWrong(StrEnum):
    """Why two cards are not made one, or not parted again."""

    SAME = "merge.same"
    UNDONE = "merge.undone"
    TOO_OLD = "merge.too_old"


def merged(
    kept: Mapping[str, Any], gone: Mapping[str, Any], from_gone: frozenset[str]
) -> dict[str, Any]:
    """Return the fields of the one card. `from_gone`: what to take from the card that goes.

    `name` stands for the whole name. Blanks are filled; notes and languages are joined; who
    objected, is frozen or discreet on either card is so on the one.
    """
    names = gone if "name" in from_gone or not kept["name"] else kept
    fields = {name: names[name] for name in NAME}
    for name in CHOSEN:
        take = name in from_gone or not kept[name]
        fields[name] = gone[name] if take else kept[name]
    fields["notes"] = _joined(kept["notes"], gone["notes"])
    fields["languages"] = list(dict.fromkeys([*kept["languages"], *gone["languages"]]))
    fields["is_discreet"] = kept["is_discreet"] or gone["is_discreet"]
    for name in ("objected_at", "frozen_at", "informed_at", "made_at"):
        fields[name] = min(filter(None, (kept[name], gone[name])), default=None)
    fields["heard_at"] = max(filter(None, (kept["heard_at"], gone["heard_at"])), default=None)
    return fields


def _joined(one: str, other: str) -> str:
    if other and other not in one:
        return f"{one}\n{other}".strip()
    return one
