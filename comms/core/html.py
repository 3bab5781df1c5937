"""Trusted HTML has one maker: Markdown, then a cleaner; hostile input is refused first."""

import re
from enum import StrEnum

import nh3
from markdown import Markdown
from markupsafe import Markup

from comms.core.refusal import Refused

__all__ = [
    "Markup",
    "Unreadable",
    "clean",
    "refuse_hostile",
    "render",
    "without_comments",
]
LONGEST = 200_000  # characters; a release has 2,000
# python-markdown is quadratic on unclosed brackets: 4 KB of them take 0.6 s, 40 KB over 25 s
# (measured). No text a person means nests or leaves open so many.
MOST_OPEN = 60
MOST_TICKS = 200  # backticks a paragraph; each may look for its other half to the end
MOST_MARKS = 20  # list and quote marks that begin one line: each is a call inside a call
MOST_ABBREVIATIONS = 200  # each is looked for in every word
# It looks through a passage again for each mark and line in it, and ten times as long for a line
# that cuts it (a title, a rule): 100 KB of those took 100 s. This much is under a second; no text
# of an association comes near.
MOST_LOOKS = 50_000_000  # characters of a passage times marks in it
CUT = 10
_SIGN = re.compile(r"[\n*_&<!\[\\]")
LINKS = {"http", "https", "mailto", "tel"}
TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "a"),
    *("code", "pre", "table", "thead", "tbody", "tr", "th", "td"),
}
HEADINGS = {"1": "2", "5": "4", "6": "4"}
_MARKS = re.compile(r"^(?:[^\S\n]*(?:>|[-*+]|[0-9]+\.)(?=[^\S\n]|>))*", re.MULTILINE)
_DEEP = re.compile(r"^[^\S\n]{60,}(?:[-*+]|[0-9]+\.)\s", re.MULTILINE)
_MARK = re.compile(r">|[-*+]|[0-9]+\.")
# A note never closed goes on to the end of its paragraph.
_NOTE = re.compile(
    r"^[ \t>]*\[//\]:[ \t]*#[ \t]*"
    r"(?:\((?:[^()\n]|\n(?![ \t]*(?:\n|$))|\([^()\n]*\))*\)?|.*)[ \t]*$",
    re.MULTILINE,
)
# Code, or what would be a tag: an address between < and > is none.
_CODE_OR_TAG = re.compile(
    r"(?<![\\`])((?P<ticks>`+)(?:[^`\n]|\n(?![ \t]*\n))+(?P=ticks)(?!`))"
    r"|<(?=[A-Za-z/!?])(?!(?:https?:|mailto:)[^<>\s]*>|[\w.+-]+@[\w.-]+>)"
)
_HEADING = re.compile(r"(</?h)([156])(?=>)")  # `#` stands for the title, which a text has not
# `[label]: address "words"` and `*[label]: words`, at the head of a line or inside a quotation or
# a list; words in brackets may go on over several lines.
_DEFINITION = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|[0-9]+\.)[ \t]+)*"
    r"(?:\[(?P<label>[^\[\]\n]+)\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|[^\s]+)[ \t]*"
    r"(?:(?:\n[ \t]*)?(?:\"[^\"\n]*\"|'[^'\n]*'|\((?:[^()\n]|\n(?![ \t]*\n)|\([^()\n]*\))*\)))?"
    r"|\*\[(?P<short>[^\[\]\n]+)\]:[^\n]*)[ \t]*$",
    re.MULTILINE,
)
_LABEL = re.compile(r"\[([^\[\]\n]+)\]")


class Unreadable(StrEnum):
    """Why a text cannot be rendered."""

    TOO_LONG = "text.too_long"
    TOO_NESTED = "text.too_nested"
    TOO_DENSE = "text.too_dense"
    COMMENT_OPEN = "text.comment_open"


def refuse_hostile(text: str) -> None:
    """Refuse a text that would hold the renderer, or hides a comment that never ends.

    Raises:
        Refused: with the line the trouble stands on.
    """
    if len(text) > LONGEST:
        raise Refused(Unreadable.TOO_LONG, longest=LONGEST)
    rest, open_at = _cut_comments(text)
    if open_at is not None:
        raise Refused(Unreadable.COMMENT_OPEN, line=text.count("\n", 0, open_at) + 1)
    paragraphs = re.split(r"\n\s*\n", rest)
    for number, paragraph in enumerate(paragraphs, 1):
        if _is_nested(paragraph):
            raise Refused(Unreadable.TOO_NESTED, paragraph=number)
    if sum(map(_looks, paragraphs)) > MOST_LOOKS:
        raise Refused(Unreadable.TOO_DENSE)
    if rest.count("*[") > MOST_ABBREVIATIONS:
        raise Refused(Unreadable.TOO_NESTED, paragraph=1)


def _cut_comments(text: str) -> tuple[str, int | None]:
    """Return a text without its closed comments, and where one stands that never ends.

    A pattern would look for an end from each beginning: 50,000 of them take minutes (measured).
    """
    at = 0
    kept: list[str] = []
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join([*kept, text[at:]]), start
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]]), None


def _is_nested(paragraph: str) -> bool:
    return (
        max(_open(paragraph, "[", "]"), _open(paragraph, "(", ")")) > MOST_OPEN
        or paragraph.count("`") > MOST_TICKS
        or _DEEP.search(paragraph) is not None
        or any(len(_MARK.findall(each)) > MOST_MARKS for each in _MARKS.findall(paragraph))
    )


def _looks(paragraph: str) -> int:
    """Return what a passage costs: its length as often as something in it asks for a look."""
    cuts = sum(map(_cuts_passage, paragraph.split("\n")))
    return len(paragraph) * (len(_SIGN.findall(paragraph)) + CUT * cuts)


def _cuts_passage(line: str) -> bool:
    """Say whether a line is no text but a title, a rule, a bare mark, or may be a definition."""
    said = line.strip(" \t>-*_+")
    return said.startswith(("#", "[")) or not said.strip("=")


def _open(text: str, left: str, right: str) -> int:
    """Count what stands open at the deepest place, and what is never closed."""
    depth = deepest = 0
    for sign in text:
        if sign == left:
            depth += 1
            deepest = max(deepest, depth)
        elif sign == right:
            depth = max(0, depth - 1)
    return deepest


def without_comments(text: str) -> str:
    """Drop closed comments in any notation: what was noted for oneself never leaves."""
    return _NOTE.sub("", _cut_comments(text)[0])


def without_notes(text: str) -> str:
    """Drop comments, and the link notes and abbreviations that nothing in the text uses.

    For Markdown: in a plain text `[label]: words` is only words.
    """
    kept = without_comments(text)
    if "]:" not in kept:
        return kept
    rest = _DEFINITION.sub("", kept)
    used = {_plain_label(each) for each in _LABEL.findall(rest)}

    def keep_used(found: re.Match[str]) -> str:
        if found["short"] is not None:
            return found[0] if found["short"] in rest else ""
        return found[0] if _plain_label(found["label"]) in used else ""

    return _DEFINITION.sub(keep_used, kept)


def _plain_label(label: str) -> str:
    return " ".join(label.split()).casefold()


def harmless(text: str) -> str:
    """Return a text in which a tag is words and no tag, whoever renders it; code stays code."""
    return _CODE_OR_TAG.sub(lambda found: found[1] or "&lt;", text)


def render(text: str) -> Markup:
    """Return the HTML of a Markdown text; tags in it leave as text.

    Raises:
        Refused: see `refuse_hostile`.
    """
    refuse_hostile(text)
    maker = Markdown(extensions=["tables", "sane_lists", "abbr"], output_format="html")
    maker.preprocessors.deregister("html_block")
    maker.inlinePatterns.deregister("html")
    html = maker.convert(without_notes(text))
    return clean(_HEADING.sub(lambda found: found[1] + HEADINGS[found[2]], html))


def clean(html: str) -> Markup:
    """Return foreign HTML with what is harmless left in it."""
    return Markup(  # noqa: S704 - the one maker: nh3 has just cleaned it
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href", "title"}, "ol": {"start"}, "*": {"lang", "dir"}},
            url_schemes=LINKS,
            link_rel="noopener noreferrer",
        )
    )
