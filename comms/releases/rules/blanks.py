"""What of a template nobody has filled in: « Nous vous invitons à … », « Lieu : »."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from comms.core.text import fold

_MARKS = re.compile(r"[\s*_>#-]+")
_ENDS_OPEN = re.compile(r"[^:\n]+\s*:\s*$")


@dataclass(frozen=True)
class Blank:
    """A line of the template that still stands as it was; `start`, `end`: where, in its text."""

    words: str
    start: int
    end: int


def blanks(text: str, template: str) -> Iterator[Blank]:
    """Yield the lines of a text that say no more than the template, where it asks for words.

    A line that ends with a colon is filled by what stands below it, further in.
    """
    asked = {_key(line) for line in template.splitlines() if _asks(line)}
    lines, at = text.split("\n"), 0
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if _key(line) in asked and not ("…" not in line and _is_inside(below)):
            start = at + len(line) - len(line.lstrip())
            yield Blank(line.strip(" -*>#"), start, at + len(line.rstrip()))
        at += len(line) + 1


def _asks(line: str) -> bool:
    return "…" in line or bool(_ENDS_OPEN.match(line))


def _key(line: str) -> str:
    """Return what a line says, however it is spaced and marked."""
    return fold(_MARKS.sub("", line))


def _is_inside(line: str) -> bool:
    return bool(line.strip()) and line.startswith((" ", "\t"))


def fill_in(template: str, known: Mapping[str, str]) -> str:
    """Return a template with what is known, put where a line ends with a colon after that word."""
    return "\n".join(_filled(line, known) for line in template.split("\n"))


def _filled(line: str, known: Mapping[str, str]) -> str:
    if not _ENDS_OPEN.match(line):
        return line
    words = set(re.findall(r"\w+", fold(line)))
    said = next((value for word, value in known.items() if word in words and value), "")
    return f"{line.rstrip()} {said}" if said else line
