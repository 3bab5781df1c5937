"""What a page says to machines: marks in its head, schema.org in JSON-LD.

Bounded everywhere: a page may be of any size, and say anything any number of times.
"""

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Any

Node = dict[str, Any]

MOST, BLOCKS, NODES = 200, 20, 1_000  # marks, blocks of JSON, parts of them
_LONGEST = 500_000  # characters of a block
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")  # where the article of a page may stand
_META = re.compile(r"<meta\b([^<>]{1,3000})>", re.IGNORECASE)
_SAID = re.compile(
    r"""([a-z-]{1,20})\s{0,9}=\s{0,9}(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,500}))""",
    re.IGNORECASE,
)
_ARTICLES = (
    *("article", "posting", "report", "review", "creativework"),
    *("videoobject", "episode", "audioobject"),
)


def metas(text: str) -> list[tuple[str, str]]:
    """Return the names (small letters) and words of the marks of a page, in order."""
    return list(islice(_metas(text), MOST))


def _metas(text: str) -> Iterator[tuple[str, str]]:
    for found in _META.finditer(text):
        words = {
            name.lower(): html.unescape(a or b or c) for name, a, b, c in _SAID.findall(found[1])
        }
        if name := words.get("property") or words.get("name") or words.get("itemprop"):
            yield name.strip().lower(), words.get("content", "").strip()


def nodes(text: str) -> list[Node]:
    """Return what JSON-LD says of the page itself, not of those it lists; the outer parts first."""
    return list(islice(_nodes(text), NODES))


def _nodes(text: str) -> Iterator[Node]:
    for block in islice(_blocks(text), BLOCKS):
        waiting = deque([_read(block)])
        while waiting:
            node = waiting.popleft()
            if isinstance(node, list):
                waiting.extend(node[:NODES])
            elif isinstance(node, dict):
                yield node
                waiting.extend(node[name] for name in _INNER if name in node)


def _blocks(text: str) -> Iterator[str]:
    at = 0
    while (at := text.find("application/ld+json", at)) >= 0:
        begin = text.find(">", at) + 1
        end = text.find("</script", begin)
        if not 0 < begin < end:
            return
        yield text[begin:end] if end - begin <= _LONGEST else ""
        at = end


def _read(written: str) -> object:
    """Return a block of JSON, or nothing: as deep or as faulty as it may be."""
    try:
        return json.loads(written, strict=False)  # raw line breaks in texts are common
    except (ValueError, RecursionError):
        return None


def is_article(node: Node) -> bool:
    """Say whether a part of JSON-LD tells of an article, or of what was broadcast."""
    return is_of(node, _ARTICLES)


def is_of(node: Node, ends: tuple[str, ...]) -> bool:
    """Say whether one of the types of a part ends so, in small letters."""
    types = node.get("@type")
    some = types if isinstance(types, list) else [types]
    return any(isinstance(each, str) and each.lower().endswith(ends) for each in some[:20])
