"""Reads what Word and Docs put on the clipboard: accepted text, no comment, no style."""

import re
from html.parser import HTMLParser

from comms.adapters.documents.markdown import Paragraph, as_markdown
from comms.adapters.documents.paper import Run

LONGEST = 1_000_000  # characters of HTML; Word writes fifty for each of ours
MOST_OPEN = 100  # signs that begin an element or a comment and lead nowhere
SECTIONS = ("cdata", "temp", "ignore", "include", "rcdata")
DEEPEST = 100  # elements inside one another
VOID = {"br", "img", "hr", "meta", "link", "input", "col", "wbr"}
SILENT = {"del", "s", "strike", "style", "script", "head", "title", "xml", "template", "noscript"}
KINDS = {"h1": "title", "li": "bullet", "blockquote": "quote", "p": "text", "div": "text"}
LINKS = ("http://", "https://", "mailto:", "tel:")
_HIDDEN = re.compile(
    r"mso-element:\s*comment|display:\s*none|mso-hide:\s*all|line-through", re.IGNORECASE
)
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_PLAIN = re.compile(r"font-weight:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*italic", re.IGNORECASE)
_LISTED = re.compile(r"mso-list:\s*(?!none|ignore)", re.IGNORECASE)
_MARKER = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


class TooMuchPasted(Exception):
    """What was pasted is longer, or has more inside one another, than a document has."""


def read_pasted(html: str) -> str:
    """Return the Markdown of HTML from a clipboard.

    Raises:
        TooMuchPasted: too long, or too deep.
    """
    if len(html) > LONGEST or _is_left_open(html):
        raise TooMuchPasted
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return as_markdown(reader.found)


def _is_left_open(html: str) -> bool:
    """Say whether much begins that never ends: Python's reader looks for each end to the last sign.

    A browser closes what it puts on a clipboard; 20,000 `<a ` hold the reader for 19 s.
    """
    low = html.lower()
    sections = ((f"<![{name}", "]]>") for name in SECTIONS)
    ends = (("<", ">"), ("<!--", "-->"), ("<![", "]>"), *sections)
    return any(low.count(begins, low.rfind(end) + 1) > MOST_OPEN for begins, end in ends)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Paragraph] = []
        self.open: list[tuple[str, dict[str, str | bool]]] = []
        self.runs: list[Run] = []
        self.cells: list[tuple[Run, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; one that shows nothing hides what is in it."""
        if tag == "br":
            self.runs.append(Run("\n"))
        if tag in VOID:
            return
        if len(self.open) >= DEEPEST:
            raise TooMuchPasted
        facts = {name: value or "" for name, value in attrs}
        style, mark = facts.get("style", ""), facts.get("class", "")
        if tag in KINDS or tag in ("tr", "td", "th", "ul", "ol") or re.fullmatch("h[2-6]", tag):
            if not self._inside("td", "th"):
                self.end_paragraph()
        self.open.append((tag, _facts(tag, style, mark, facts.get("href", ""))))

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest element of that name, and all that it left open."""
        names = [name for name, _facts in self.open]
        if tag not in names:
            return
        if tag in ("td", "th"):
            self.cells.append(tuple(self.runs))
            self.runs = []
        elif tag == "tr":
            self.found.append(Paragraph("row", cells=tuple(self.cells)))
            self.cells, self.runs = [], []
        elif not self._inside("td", "th") and (tag in KINDS or re.fullmatch("h[2-6]", tag)):
            self.end_paragraph()
        at = len(names) - 1 - names[::-1].index(tag)
        del self.open[at:]

    def handle_data(self, data: str) -> None:
        """Keep words that show."""
        if self._is("hidden"):
            return
        link = next((str(f["link"]) for _t, f in reversed(self.open) if f["link"]), "")
        text = _BLANKS.sub(" ", data)
        self.runs.append(Run(text, self._is("bold"), self._is("italic"), link=link))

    def _is(self, what: str) -> bool:
        return any(facts[what] for _tag, facts in self.open)

    def _inside(self, *tags: str) -> bool:
        return any(name in tags for name, _facts in self.open)

    def end_paragraph(self) -> None:
        """Put what was said since the last paragraph down as one."""
        runs, self.runs = tuple(self.runs), []
        self.found.append(self._paragraph(runs))

    def _paragraph(self, runs: tuple[Run, ...]) -> Paragraph:
        names = [name for name, _facts in self.open]
        heading = next((name for name in names if re.fullmatch("h[1-6]", name)), "")
        if heading:
            return Paragraph("heading", runs, level=min(max(int(heading[1]), 2), 4))
        if "li" in names:
            lists = [name for name in names if name in ("ul", "ol")]
            return Paragraph("number" if lists and lists[-1] == "ol" else "bullet", runs)
        if "blockquote" in names:
            return Paragraph("quote", runs)
        return Paragraph("bullet" if self._is("listed") else "text", runs)


def _facts(tag: str, style: str, mark: str, href: str) -> dict[str, str | bool]:
    is_plain = bool(_PLAIN.search(style))
    return {
        "hidden": tag in SILENT
        or tag.startswith("o:")
        or "MsoComment" in mark
        or bool(_HIDDEN.search(style) or _MARKER.search(style)),
        "bold": (tag in ("b", "strong") or bool(_BOLD.search(style))) and not is_plain,
        "italic": tag in ("i", "em") or bool(_ITALIC.search(style)),
        "listed": bool(_LISTED.search(style)) or "MsoListParagraph" in mark,
        "link": href if tag == "a" and href.startswith(LINKS) else "",
    }
