"""Expected trouble: named obstacles that a page turns into sentences with a next step."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Protocol


class Sentence(Protocol):
    """A translatable sentence with `%(name)s` places, as `lazy_gettext` makes."""

    def __mod__(self, facts: Mapping[str, object], /) -> str: ...


@dataclass(frozen=True)
class Particular:
    """An obstacle of which there may be several, each with its own facts: which number, where."""

    code: StrEnum
    facts: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return str(self.code)


Code = StrEnum | Particular
_sentences: dict[StrEnum, Sentence] = {}
_as_print: list[Callable[[str], str]] = []
_taught_in: list[str] = []


class Refused(Exception):
    """A verb that says no, and everything that stands in the way.

    `facts` fill the places of the sentences; they never hold more than the reader may see.
    """

    def __init__(self, obstacles: Code | Iterable[Code], **facts: object) -> None:
        self.obstacles = (
            (obstacles,)
            if isinstance(obstacles, StrEnum | Particular)
            else tuple(dict.fromkeys(obstacles))
        )
        self.facts = facts
        super().__init__(", ".join(map(str, self.obstacles)))

    def sentences(self) -> list[str]:
        """Return one sentence an obstacle, in the reader's language."""
        return [say(obstacle, self.facts) for obstacle in self.obstacles]


def teach(sentences: Mapping[StrEnum, Sentence]) -> None:
    """Let the codes of a room be said aloud. Called once by the room's `forms`."""
    _sentences.update(sentences)


def look_up_in(module: str) -> None:
    """Name the module that brings every room's sentences: loaded once something is to be said."""
    _taught_in[:] = [module]


def say(code: Code, facts: Mapping[str, object] | None = None) -> str:
    """Return the sentence of a code in the reader's language."""
    if isinstance(code, Particular):
        return say(code.code, dict(code.facts))
    if code not in _sentences:
        for module in _taught_in:
            import_module(module)
    sentence = str(_sentences[code] % (facts or {}))
    for typeset in _as_print:
        sentence = typeset(sentence)
    return sentence


def set_with(typeset: Callable[[str], str]) -> None:
    """Have every sentence set as print sets the reader's language; rules know no language."""
    _as_print[:] = [typeset]


def taught() -> frozenset[StrEnum]:
    """Return every code that has a sentence."""
    return frozenset(_sentences)
