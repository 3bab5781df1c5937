"""How an article is read by queries, numbered by its hour, and looked up by its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from comms.core.query import Document, Field, Query
from comms.core.query.guards import needs
from comms.core.query.tree import And, Near, Node, Not, Or, Term, Wanted, Way
from comms.core.text import fold, plain

SHIFT = 20  # bits of a number that tell articles of one second apart


class Article(NamedTuple):
    """A kept article as queries see it, and what lists show beside it."""

    id: int
    shown_at: datetime
    published: datetime | None
    link: str
    authors: list[str]
    document: Document


def number_of(shown_at: datetime, entry_id: int = 0) -> int:
    """Return the number of an article's words: later articles have higher ones."""
    seconds = max(0, int(shown_at.timestamp()))
    return (seconds << SHIFT) | (entry_id & ((1 << SHIFT) - 1))


def text_of(summary: str, content: str) -> str:
    """Return the text of an article: what it says, and what its summary says beside it."""
    if not content or not summary:
        return content or summary
    if _bare(summary).rstrip(" …[].") in _bare(content):
        return content
    return f"{summary}<p>{content}"


def _bare(text: str) -> str:
    return " ".join(fold(plain(text).text).split())


def document(
    *, title: str | None, text: str, authors: Sequence[str], source: str, url: str, lang: str
) -> Document:
    """Return an article as queries see it."""
    return Document(
        title=title or "", text=text, author=", ".join(authors), source=source, url=url, lang=lang
    )


@dataclass(frozen=True)
class Lookup:
    """What the full-text index is asked, in the words of FTS5.

    `is_whole`: whatever it finds is a match; else each is weighed. Empty `words`: the index cannot
    narrow this query.
    """

    words: str
    is_whole: bool


def lookup(query: Query) -> Lookup:
    """Return the lookup of a query: it finds every match, and perhaps more."""
    return _lookup(query.root) or Lookup("", is_whole=False)


def beginning(query: Query) -> str | None:
    """Return the beginning of words a query asks for in title or text, and for nothing else."""
    match query.root:
        case Term(words=(Wanted(way=Way.PREFIX, folded=folded),), field=None, times=None):
            return folded
    return None


def _lookup(node: Node) -> Lookup | None:
    match node:
        case Term():
            return _term(node)
        case And():
            return _all_of(node.parts)
        case Or():
            return _one_of(map(_lookup, node.parts))
        case Near():
            groups = [_one_of(map(_term, group)) for group in node.operands]
            return _joined([each for each in groups if each], is_whole=False)
        case Not(inside=Not(inside=inner)):
            return _lookup(inner)
    return None


def _all_of(parts: Sequence[Node]) -> Lookup | None:
    wanted = [part for part in parts if not isinstance(part, Not)]
    unwanted = [_lookup(part.inside) for part in parts if isinstance(part, Not)]
    found = [each for part in wanted if (each := _lookup(part))]
    if not found:
        return None
    # Only what is certainly a match may be left out by the index.
    without = [each.words for each in unwanted if each and each.is_whole]
    is_whole = len(found) == len(wanted) and len(without) == len(unwanted)
    joined = _joined(found, is_whole=is_whole and all(each.is_whole for each in found))
    if joined and without:
        return Lookup(f"({joined.words}) NOT ({' OR '.join(without)})", joined.is_whole)
    return joined


def _joined(found: Sequence[Lookup], *, is_whole: bool) -> Lookup | None:
    if not found:
        return None
    return Lookup(" AND ".join(f"({each.words})" for each in found), is_whole)


def _one_of(parts: Iterable[Lookup | None]) -> Lookup | None:
    found = list(parts)
    known = [each for each in found if each]
    if len(known) < len(found):
        return None
    words = " OR ".join(f"({each.words})" for each in known)
    return Lookup(words, all(each.is_whole for each in known))


def _term(term: Term) -> Lookup | None:
    columns = f"{{{term.field}}}" if term.field else f"{{{Field.TITLE} {Field.TEXT}}}"
    ways = [each.way for each in term.words]
    if Way.STEM in ways:
        known = [each for each in term.words if each.way is not Way.STEM]
        return _words(columns, known) if known else None
    is_whole = term.times is None and Way.EXACT not in ways
    if Way.PREFIX in ways[:-1]:
        found = _words(columns, term.words)
        return found and Lookup(found.words, is_whole=False)
    phrase = " ".join(each.folded for each in term.words)
    star = " *" if ways[-1] is Way.PREFIX else ""
    return Lookup(f'{columns} : "{phrase}"{star}', is_whole)


def _words(columns: str, words: Sequence[Wanted]) -> Lookup | None:
    """Return the lookup of words that stand anywhere: nearly a phrase, to be weighed."""
    parts = [
        f'{columns} : "{each.folded}"{" *" if each.way is Way.PREFIX else ""}' for each in words
    ]
    return Lookup(" AND ".join(f"({part})" for part in parts), is_whole=False)


def tsquery(query: Query) -> str:
    """Return the words PostgreSQL narrows a query by; empty when it cannot."""
    needed = [need for need in needs(query.root) if not any(set("~:") & set(key) for key in need)]
    return " & ".join(f"({' | '.join(map(_lexeme, sorted(need)))})" for need in needed)


def _lexeme(key: str) -> str:
    return f"'{key[:-1]}':*" if key.endswith("*") else f"'{key}'"
