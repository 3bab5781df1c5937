"""From trusted HTML (`core.html.render`) to the blocks of a paper."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from comms.adapters.documents.paper import (
    Block,
    Heading,
    Items,
    Line,
    Quote,
    Rule,
    Run,
    Runs,
    Table,
    text_of,
)

INLINE = {"strong", "em", "a", "code", "br"}
SCHEMES = ("http://", "https://", "mailto:", "tel:")
LEVELS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4}


@dataclass
class Node:
    """An element, and what it holds in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    holds: list["Node | str"] = field(default_factory=list)


class _Tree(HTMLParser):
    """Builds the tree; the HTML is ours, so its tags are in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("all")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].holds.append(node)
        if tag not in ("br", "hr"):
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].holds.append(data)


def blocks_of(html: str, look: str = "text") -> tuple[Block, ...]:
    """Return the blocks of a text; its paragraphs have one look."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tuple(_blocks(tree.open[0], look))


def _blocks(node: Node, look: str) -> Iterator[Block]:
    """Yield the blocks an element holds; words that stand bare are a paragraph."""
    bare = Node("p")
    for each in node.holds:
        if isinstance(each, str) or each.tag in INLINE:
            bare.holds.append(each)
            continue
        yield from _paragraph(bare, look)
        bare = Node("p")
        yield from _block(each, look)
    yield from _paragraph(bare, look)


def _block(node: Node, look: str) -> Iterator[Block]:
    if node.tag in LEVELS:
        yield Heading(LEVELS[node.tag], _trimmed(_runs(node)))
    elif node.tag == "hr":
        yield Rule()
    elif node.tag == "pre":
        yield Line((Run(_words(node).strip("\n"), code=True),), "code")
    elif node.tag in _MAKERS:
        yield _MAKERS[node.tag](node)
    else:
        yield from _paragraph(node, look)


def _paragraph(node: Node, look: str) -> Iterator[Line]:
    if runs := _trimmed(_runs(node)):
        yield Line(runs, look)


def _quote(node: Node) -> Quote:
    """Take the speaker from the quotation: its last line, where that begins with a dash."""
    blocks = _inner(node)
    if not blocks or not isinstance(blocks[-1], Line):
        return Quote(blocks)
    runs = blocks[-1].runs
    breaks = [index for index, run in enumerate(runs) if run.text == "\n"]
    start = breaks[-1] + 1 if breaks else 0
    speaker = _trimmed(iter(runs[start:]))
    if not text_of(speaker).startswith("—"):
        return Quote(blocks)
    before = _trimmed(iter(runs[: max(start - 1, 0)]))
    rest = (Line(before),) if before else ()
    return Quote((*blocks[:-1], *rest), speaker)


def _inner(node: Node) -> tuple[Block, ...]:
    """Return the blocks inside another; a heading there is a strong line: it heads nothing."""
    return tuple(
        Line(tuple(replace(run, bold=True) for run in each.runs))
        if isinstance(each, Heading)
        else each
        for each in _blocks(node, "text")
    )


def _items(node: Node) -> Items:
    entries = [each for each in node.holds if isinstance(each, Node) and each.tag == "li"]
    start = node.attributes.get("start", "")
    return Items(
        tuple(_inner(each) for each in entries),
        numbered=node.tag == "ol",
        first=int(start) if start.isdecimal() else 1,
    )


def _table(node: Node) -> Table:
    rows = [
        tuple(
            _trimmed(_runs(cell))
            for cell in row.holds
            if isinstance(cell, Node) and cell.tag in ("td", "th")
        )
        for row in _all(node, "tr")
    ]
    return Table(tuple(rows))


def _all(node: Node, tag: str) -> Iterator[Node]:
    for each in node.holds:
        if isinstance(each, Node):
            yield from [each] if each.tag == tag else _all(each, tag)


_MAKERS: dict[str, Callable[[Node], Block]] = {
    "blockquote": _quote,
    "ul": _items,
    "ol": _items,
    "table": _table,
}


def _words(node: Node) -> str:
    return "".join(each if isinstance(each, str) else _words(each) for each in node.holds)


def _runs(node: Node, style: Run | None = None) -> Iterator[Run]:
    style = style or Run("")
    for each in node.holds:
        if isinstance(each, str):
            yield replace(style, text=each if style.code else each.replace("\n", " "))
        elif each.tag == "br":
            yield Run("\n")
        else:
            yield from _runs(each, _styled(each, style))


def _styled(node: Node, style: Run) -> Run:
    if node.tag == "strong":
        return replace(style, bold=True)
    if node.tag == "em":
        return replace(style, italic=True)
    if node.tag == "code":
        return replace(style, code=True)
    address = node.attributes.get("href", "")
    return replace(style, link=address) if address.lower().startswith(SCHEMES) else style


def _trimmed(runs: Iterator[Run]) -> Runs:
    """Return runs without the white space around them and around their breaks."""
    found: list[Run] = []
    for run in runs:
        at_start = not found or found[-1].text == "\n"
        text = run.text
        if text == "\n":
            if found:
                found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
        elif at_start:
            text = text.lstrip(" ")
        if text:
            found.append(replace(run, text=text))
    while found and not found[-1].text.strip(" \n"):
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(found)
