"""The words of a Markdown text as one reads them, each knowing how it looks and where it leads."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

CUT = re.compile(r"\s+|[^\s]+")  # words and the spaces between them
_LINE = re.compile(r"([ \t]*)(#{1,6}(?=[ \t])|>|[-*+](?=[ \t]))[ \t]*")
_INLINE = re.compile(
    r"(?<!!)\[(?P<label>[^\[\]\n]*)\]\((?P<to>[^()\s]+)\)"
    r"|(?<![\\*])(?P<star>\*{1,3})(?![\s*])(?P<starred>[^\n]+?)(?<![\s\\*])(?P=star)(?!\*)"
)
BULLETS = "-*+"


class Word(NamedTuple):
    """A word, or the space between two. Two of another look are not the same word."""

    text: str
    look: str = ""  # the signs it stands between
    is_address: bool = False  # of a link: shown where it changes


def words_of(markdown: str) -> list[Word]:
    """Return the words of a text without the signs of its Markdown."""
    return [word for line in markdown.splitlines(keepends=True) for word in _of_line(line)]


def _of_line(line: str, look: str = "") -> Iterator[Word]:
    sign = _LINE.match(line)
    if sign is None:
        yield from _inline(line, look)
        return
    yield from (Word(each) for each in CUT.findall(sign[1]))
    rest = line[sign.end() :]
    if sign[2] in BULLETS:
        yield Word("• ")
        yield from _inline(rest, look)
    elif sign[2] == ">":
        yield from _of_line(rest, f"{look}>")
    else:
        yield from _inline(rest, look + sign[2])


def _inline(text: str, look: str) -> Iterator[Word]:
    at = 0
    for found in _INLINE.finditer(text):
        yield from _plain(text[at : found.start()], look)
        if found["to"] is None:
            yield from _inline(found["starred"], look + found["star"])
        else:
            yield from _inline(found["label"], f"{look}[")
            yield Word(f" ({found['to']})", is_address=True)
        at = found.end()
    yield from _plain(text[at:], look)


def _plain(text: str, look: str) -> Iterator[Word]:
    for each in CUT.findall(text):
        yield Word(each, "" if each.isspace() else look)


def shown(words: Sequence[Word], *, is_whole: bool = False) -> str:
    """Return words as they are read; `is_whole`: with the addresses their links lead to."""
    return "".join(each.text for each in words if is_whole or not each.is_address)
