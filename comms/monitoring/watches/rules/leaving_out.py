"""Sources a watch leaves out: how the language says so, and what it would catch with them."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from comms.core.query import Query
from comms.core.query.tree import And, Field, Node, Not, Passage
from comms.core.text import fold

_QUOTED = re.compile(r'source:(?:"([^"]+)"|« ([^«»]+) »|“([^“”]+)”)')
_MARKS = (('"', '"'), ("« ", " »"), ("“", "”"))


def sought(name: str) -> str:
    """Return the part of a name that the language can look for, whole for nearly every source.

    It reads `*` at the end of a piece and `=` `~` at its start as its own.
    """
    runs = groupby(name.split(), lambda word: word[0] in "=~" or word[-1] == "*")
    return max((" ".join(some) for is_sign, some in runs if not is_sign), key=len, default="")


def term_of(name: str) -> str:
    """Return how the language names a source; empty for a name it cannot look for."""
    wanted = sought(name)
    is_readable = any(map(str.isalnum, wanted))
    opens, closes = next((each for each in _MARKS if _is_free(wanted, each)), ("", ""))
    return f"source:{opens}{wanted}{closes}" if is_readable and opens else ""


def _is_free(name: str, marks: tuple[str, str]) -> bool:
    return not any(each.strip() in name for each in marks)


def name_in(term: str) -> str:
    """Return the source a term names just as `term_of` writes it; else nothing."""
    found = _QUOTED.fullmatch(term)
    name = next(filter(None, found.groups()), "") if found else ""
    return name if name and term_of(name) == term else ""


def left_out(query: Query) -> list[Passage]:
    """Return the sources a query leaves out, whatever else it asks for."""
    return [found for part in _parts(query) if (found := _source_of(part))]


def with_all(query: Query) -> Query:
    """Return what a query asks for, of any source."""
    rest = tuple(part for part in _parts(query) if not _source_of(part))
    return Query(query.text, rest[0] if len(rest) == 1 else And(rest))


def reaches_others(query: Query, name: str, others: Iterable[str]) -> bool:
    """Say whether to leave a source out by this name leaves out others that a query asks for.

    A name is looked for anywhere in those of sources: « e » stands in nearly all.
    """
    wanted, known = fold(sought(name)), [each.text for each in left_out(query)]
    asked = (each for each in map(fold, others) if not any(text in each for text in known))
    return any(wanted in each for each in asked)


def renamed(query: Query, before: str, after: str, *, stays: bool) -> str:
    """Return a query that leaves a source out under its new name.

    `stays`: another still has the name before, and is left out too.
    """
    text, old, new = query.text, term_of(before), term_of(after)
    for each in reversed(left_out(query) if old and new else []):
        piece = text[each.at : each.end]
        if piece.removeprefix("-") == old:
            said = f"{piece} -{new}" if stays else piece.replace(old, new)
            text = text[: each.at] + said + text[each.end :]
    return text


def _parts(query: Query) -> Sequence[Node]:
    return query.root.parts if isinstance(query.root, And) else (query.root,)


def _source_of(part: Node) -> Passage | None:
    """Return the source a part of a query leaves out."""
    inside = part.inside if isinstance(part, Not) else None
    return inside if isinstance(inside, Passage) and inside.field is Field.SOURCE else None
