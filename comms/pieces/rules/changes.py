"""What changed between two revisions, word by word, field by field."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from comms.pieces.rules.wording import CUT, Word, shown, words_of


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


def changed_words(
    before: dict[str, Any], now: dict[str, Any], marked: Collection[str] = ()
) -> list[Change]:
    """Return the fields that differ, with what is new and what is gone in each.

    `marked`: the fields written in Markdown, shown without its signs.
    """
    old, new = dict(_flat(before)), dict(_flat(now))
    return [
        Change(field, _runs(*(_cut(each.get(field, ""), field in marked) for each in (old, new))))
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


def _cut(text: str, is_marked: bool) -> list[Word]:
    return words_of(text) if is_marked else [Word(each) for each in CUT.findall(text)]


def _runs(a: list[Word], b: list[Word]) -> tuple[Run, ...]:
    runs = []
    for step, start, end, there, until in SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if step == "equal":
            runs.append(Run("same", shown(a[start:end])))
            continue
        if end > start:
            runs.append(Run("gone", shown(a[start:end], is_whole=True)))
        if until > there:
            runs.append(Run("new", shown(b[there:until], is_whole=True)))
    return tuple(each for each in runs if each.text)
