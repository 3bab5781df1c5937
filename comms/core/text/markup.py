"""Taking tags and comments out of a text, and knowing where the rest stood."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

BLOCKS = {
    *(
        "p",
        "div",
        "br",
        "hr",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ),
    *("table", "tr", "td", "th", "blockquote", "pre", "section", "article", "figure", "figcaption"),
}
# What stands between these tags is for machines.
SILENT = {name: re.compile(rf"</(?ai:{name})(?=[\s/>])[^>]*>") for name in ("script", "style")}
_ASIDE = re.compile(r"<!--|</?(?ai:script|style)")
_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)[^>]*>")
_OPENS = re.compile(r"<!--|<(/?)([a-zA-Z][^\s/>]*)")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without tags and comments; character references still stand in it.

    `_kept` and `_from` say where each run that was kept begins, here and in the source.
    """

    text: str
    _kept: tuple[int, ...] = (0,)
    _from: tuple[int, ...] = (0,)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from start to before end stand in the source."""
        if len(self._kept) == 1:
            return start + self._from[0], end + self._from[0]
        return self._source(start), self._source(end - 1) + 1

    def kept(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters of the source stand here: the way back of `source`."""
        return self._kept_at(start), self._kept_at(end - 1) + 1

    def _kept_at(self, at: int) -> int:
        run = bisect_right(self._from, at) - 1
        return self._kept[run] + at - self._from[run]

    def _source(self, at: int) -> int:
        run = bisect_right(self._kept, at) - 1
        return self._from[run] + at - self._kept[run]


def plain(text: str) -> Plain:
    """Return the text without its tags: a block is a space, every other tag is nothing."""
    if "<" not in text:
        return Plain(text)
    runs: list[tuple[int, str]] = []
    at = 0
    for start, end, left in _tags(text):
        runs += [(at, text[at:start]), (start, left)]
        at = end
    runs.append((at, text[at:]))
    runs = [(source, run) for source, run in runs if run] or [(0, "")]
    kept = [0]
    for _, run in runs[:-1]:
        kept.append(kept[-1] + len(run))
    return Plain("".join(run for _, run in runs), tuple(kept), tuple(source for source, _ in runs))


def bare(text: str) -> str:
    """Return what `plain` leaves of a text, for who need not know where it stood."""
    if "<" not in text:
        return text
    if _ASIDE.search(text):
        return plain(text).text
    last = text.rfind(">") + 1  # past it nothing is a tag, and would be looked at for long
    parts = _TAG.split(text[:last])
    names = parts[1::2]
    parts[1::2] = [" " if each.lower() in BLOCKS and each.isascii() else "" for each in names]
    return "".join(parts) + text[last:]


def _tags(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of each tag and comment, and the space or nothing it leaves.

    Never looks past the last `>`, nor for the end of a comment where there is none: a text of
    nothing but `<a` or `<!--` is read once, not once a sign.
    """
    last = text.rfind(">")
    last_comment = text.rfind("-->")
    at = 0
    while found := _OPENS.search(text, at, max(last, 0)):
        start, at = found.span()
        if found[2]:
            at, left = _tag(text, found)
            yield start, at, left
        elif at <= last_comment:
            at = text.index("-->", at) + 3
            yield start, at, ""


def _tag(text: str, found: re.Match[str]) -> tuple[int, str]:
    """Return where the tag ends, with what it silences, and what it leaves."""
    end = text.index(">", found.end()) + 1
    name = found[2].lower() if found[2].isascii() else ""
    if name in SILENT:
        closing = None if found[1] else SILENT[name].search(text, end)
        # Without its closing tag a script runs to the end of the text, as in every browser.
        silent_to = end if found[1] else len(text)
        return (closing.end() if closing else silent_to), " "
    return end, " " if name in BLOCKS else ""
