"""A paper put away and taken out again: any form can be written of it later."""

from dataclasses import fields, is_dataclass
from typing import Any

from comms.adapters.documents import paper as papers
from comms.adapters.documents.paper import Paper

_KINDS: dict[str, type] = {
    each.__name__: each
    for each in (
        *(papers.Run, papers.Line, papers.Heading, papers.Quote, papers.Items, papers.Table),
        *(papers.Chart, papers.Totals, papers.Rule, papers.Spoken, papers.Paper),
    )
}  # not logos: bytes are no JSON


def packed(part: Any) -> Any:
    """Return a paper, or a part of one, as JSON has it."""
    if is_dataclass(part) and not isinstance(part, type):
        inside = {each.name: packed(getattr(part, each.name)) for each in fields(part)}
        return {"kind": type(part).__name__, **inside}
    return [packed(each) for each in part] if isinstance(part, tuple) else part


def unpacked(kept: dict[str, Any]) -> Paper:
    """Return the paper that was put away; what papers have no more is left out."""
    found = _part(kept)
    assert isinstance(found, Paper)
    return found


def _part(kept: Any) -> Any:
    if isinstance(kept, dict):
        kind = _KINDS[kept["kind"]]
        return kind(
            **{each.name: _part(kept[each.name]) for each in fields(kind) if each.name in kept}
        )
    return tuple(map(_part, kept)) if isinstance(kept, list) else kept
