"""Several things in one cell: cut at semicolons and line breaks, unless one says otherwise."""

import re
from collections.abc import Iterable, Sequence

BETWEEN = " ; "
_CUT = re.compile(r"(?<!\\)[;\n]|\s/\s")
_ESCAPED = re.compile(r"\\([;/])")


def pieces(cell: str) -> list[str]:
    """Return the things of a cell, blanks and repetitions left out."""
    found = (" ".join(bare(each).split()) for each in _CUT.split(cell))
    return list(dict.fromkeys(each for each in found if each))


def escaped(text: str) -> str:
    """Return a thing that is not cut, whatever stands in it."""
    return text.replace(";", "\\;").replace(" / ", " \\/ ")


def bare(text: str) -> str:
    """Return a thing as it was before it stood in a cell."""
    return _ESCAPED.sub(r"\1", text)


def joined(things: Iterable[str]) -> str:
    """Return things as one cell that `pieces` takes apart."""
    return BETWEEN.join(map(escaped, things))


def aligned(texts: Sequence[str]) -> str:
    """Return texts as one cell, empty ones kept in their place; all empty: an empty cell."""
    return joined(texts) if any(texts) else ""
