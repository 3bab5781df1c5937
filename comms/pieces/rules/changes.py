"""What changed between two revisions, word by word, field by field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

CUT = re.compile(r"\s+|[^\s]+")  # words and the spaces between them


@dataclass(frozen=True)
class Run:
    """A run of words: `same`, `new` or `gone`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One field that changed."""

    field: str
    runs: tuple[Run, ...]


def changed_words(before: dict[str, Any], now: dict[str, Any]) -> list[Change]:
    """Return the fields that differ, with what is new and what is gone in each."""
    old, new = dict(_flat(before)), dict(_flat(now))
    return [
        Change(field, _runs(old.get(field, ""), new.get(field, "")))
        for field in dict.fromkeys([*new, *old])
        if old.get(field, "") != new.get(field, "")
    ]


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Return the leaves of a content by path; the plan's inner workings stay under one name."""
    if isinstance(value, dict) and not path.startswith("plan."):
        for key, each in value.items():
            yield from _flat(each, f"{path}.{key}".lstrip("."))
    elif value not in (None, "", [], {}):
        yield path, value if isinstance(value, str) else _said(value)


def _said(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_said(each) for each in value)
    if isinstance(value, dict) and "wall" in value:
        return f"{value['wall'].replace('T', ' ')} {value['zone']}"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(each)}" for key, each in value.items())
    return str(value)


def _runs(old: str, new: str) -> tuple[Run, ...]:
    a, b = CUT.findall(old), CUT.findall(new)
    runs = []
    for step, start, end, there, until in SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if step == "equal":
            runs.append(Run("same", "".join(a[start:end])))
            continue
        if end > start:
            runs.append(Run("gone", "".join(a[start:end])))
        if until > there:
            runs.append(Run("new", "".join(b[there:until])))
    return tuple(runs)
