"""Expected trouble: named obstacles that a page turns into sentences with a next step."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from typing import Protocol


class Sentence(Protocol):
    """A translatable sentence with `%(name)s` places, as `lazy_gettext` makes."""

    def __mod__(self, facts: Mapping[str, object], /) -> str: ...


@dataclass(frozen=True)
class Particular:
    """An obstacle of which there may be several, each with its own facts: which number, where.

    `place`: where this very one is mended, as in `lead`; `span`: which passage of that field it
    speaks of, from and to in its source. The same said of two places is one.
    """

    code: StrEnum
    facts: tuple[tuple[str, str], ...] = ()
    place: str = field(default="", compare=False)
    span: tuple[int, int] | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return str(self.code)


Code = StrEnum | Particular
_sentences: dict[StrEnum, Sentence] = {}
_places: dict[StrEnum, str] = {}
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


def lead(places: Mapping[StrEnum, str]) -> None:
    """Say where obstacles are mended. Called once by the room's `forms`.

    A field by its name, a part of the page (« #pictures »), a page (« /admin.overview »),
    « /pieces.review: » of this very thing, « /figures.overview?key » as one searches there.
    """
    _places.update(places)


def place_of(code: Code) -> str:
    """Return where an obstacle is mended; empty when no room has said."""
    _learn(code)
    if isinstance(code, Particular):
        return code.place or _places.get(code.code, "")
    return _places.get(code, "")


def look_up_in(module: str) -> None:
    """Name the module that brings every room's sentences: loaded once something is to be said."""
    _taught_in[:] = [module]


def say(code: Code, facts: Mapping[str, object] | None = None) -> str:
    """Return the sentence of a code in the reader's language."""
    if isinstance(code, Particular):
        return say(code.code, dict(code.facts))
    _learn(code)
    sentence = str(_sentences[code] % (facts or {}))
    for typeset in _as_print:
        sentence = typeset(sentence)
    return sentence


def _learn(code: Code) -> None:
    """Have every room say its sentences, the first time one is missing."""
    if (code.code if isinstance(code, Particular) else code) not in _sentences:
        for module in _taught_in:
            import_module(module)


def set_with(typeset: Callable[[str], str]) -> None:
    """Have every sentence set as print sets the reader's language; rules know no language."""
    _as_print[:] = [typeset]


def taught() -> frozenset[StrEnum]:
    """Return every code that has a sentence."""
    return frozenset(_sentences)
