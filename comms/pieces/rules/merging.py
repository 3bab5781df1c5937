"""Three-way merge: two people who wrote in the same text both keep their words, or both see it.

Our own on difflib: the well-kept merging library is under the GPL. Texts are cut in words and the
spaces between them, so that two changes in one paragraph still meet.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from comms.pieces.rules.wording import CUT

_ABSENT = object()  # a field one side took away, or does not have yet


@dataclass(frozen=True)
class Merged:
    """A merged value; `clashes` names the fields where both wrote at one place."""

    value: Any
    clashes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Edit:
    """Tokens `start` to `end` of the base became `new`."""

    start: int
    end: int
    new: tuple[str, ...]


def merge(base: Any, ours: Any, theirs: Any, name: str = "") -> Merged:
    """Merge two changes of one value: fields one by one, texts word by word, the rest whole."""
    if theirs in (ours, base):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    if isinstance(base, dict) and isinstance(ours, dict) and isinstance(theirs, dict):
        return _merge_fields(base, ours, theirs, name)
    if isinstance(base, str) and isinstance(ours, str) and isinstance(theirs, str):
        return _merge_text(base, ours, theirs, name)
    return Merged(ours, (name,))


def _merge_fields(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], name: str
) -> Merged:
    value: dict[str, Any] = {}
    clashes: list[str] = []
    for field in dict.fromkeys([*ours, *theirs]):
        path = f"{name}.{field}".lstrip(".")
        before, mine, other = (each.get(field, _ABSENT) for each in (base, ours, theirs))
        merged = merge(before, mine, other, path)
        if merged.value is not _ABSENT:
            value[field] = merged.value
        clashes += merged.clashes
    return Merged(value, tuple(clashes))


def _merge_text(base: str, ours: str, theirs: str, name: str) -> Merged:
    tokens = CUT.findall(base)
    edits = sorted({*_edits(tokens, ours), *_edits(tokens, theirs)}, key=lambda edit: edit.start)
    for first, second in pairwise(edits):
        if _touch(first, second):
            return Merged(ours, (name,))
    out, at = [], 0
    for edit in edits:
        out += [*tokens[at : edit.start], *edit.new]
        at = edit.end
    return Merged("".join([*out, *tokens[at:]]))


def _edits(tokens: list[str], text: str) -> list[_Edit]:
    new = CUT.findall(text)
    steps = SequenceMatcher(a=tokens, b=new, autojunk=False).get_opcodes()
    return [
        _Edit(start, end, tuple(new[there:until]))
        for step, start, end, there, until in steps
        if step != "equal"
    ]


def _touch(first: _Edit, second: _Edit) -> bool:
    """Say whether two edits stand at one place; side by side is too near to join blindly."""
    return second.start <= first.end
