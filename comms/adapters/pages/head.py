"""What a page says of its article in its head: title, site, people, hour; not its text.

Bounded everywhere: a page may be of any size, and say anything any number of times.
"""

import html
import json
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from comms.adapters.feeds.dates import read_date
from comms.adapters.feeds.decoding import decode
from comms.adapters.feeds.texts import as_plain
from comms.adapters.feeds.values import Document, Kind, Written
from comms.adapters.pages.values import Head

_META = re.compile(r"<meta\b([^<>]{1,3000})>", re.IGNORECASE)
_SAID = re.compile(
    r"""([a-z-]{1,20})\s{0,9}=\s{0,9}(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,500}))""",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{1,1000})<", re.IGNORECASE)
_LANG = re.compile(r"<html\b[^<>]{0,500}?\blang\s?=\s?[\"']?([a-zA-Z-]{2,20})", re.IGNORECASE)
_FAR, _MOST, _NODES = 500_000, 200, 100  # characters, marks, parts of JSON that are looked at
_LONGEST_JSON = 200_000
_ENDS = ("article", "posting", "report", "videoobject", "episode", "audioobject")


def read_head(page: Document, now: datetime) -> Head:
    """Return what the head of a page says of its article."""
    text = decode(page.body, page.headers.get("content-type", ""))[:_FAR]
    metas = dict(reversed(list(islice(_metas(text), _MOST))))
    node = next((each for each in islice(_nodes(text), _NODES) if _is_article(each)), {})
    titles = (_TITLE.search(text), _LANG.search(text))
    title, lang = (found[1] if found else "" for found in titles)
    people = _names(node.get("author")) or [
        metas.get("author", ""),
        metas.get("article:author", ""),
    ]
    when = (node.get("datePublished"), metas.get("article:published_time"), metas.get("date"))
    return Head(
        title=_first(node.get("headline"), metas.get("og:title"), title),
        site=_first(metas.get("og:site_name"), *_names(node.get("publisher"))),
        authors=tuple(dict.fromkeys(_plain(each) for each in people if _is_name(each)))[:20],
        published=_instant(when, now),
        lang=lang or str(node.get("inLanguage") or "")[:20],
    )


def _metas(text: str) -> Iterator[tuple[str, str]]:
    for said in _META.findall(text):
        words = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _SAID.findall(said)}
        if name := words.get("property") or words.get("name"):
            yield name.strip().lower(), words.get("content", "").strip()


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """Yield the parts of the JSON-LD of a page, the outer ones first."""
    at = 0
    while (at := text.find("application/ld+json", at)) >= 0:
        begin, at = text.find(">", at) + 1, at + 1
        end = text.find("</script", begin)
        if not 0 < begin < end < begin + _LONGEST_JSON:
            continue
        waiting = [_read(text[begin:end])]
        for node in waiting:  # grows as it is walked
            if isinstance(node, list):
                waiting += node[:_NODES]
            elif isinstance(node, dict):
                yield node
                waiting.append(node.get("@graph"))


def _read(written: str) -> object:
    try:
        return json.loads(written, strict=False)
    except (ValueError, RecursionError):
        return None


def _is_article(node: dict[str, Any]) -> bool:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(each, str) and each.lower().endswith(_ENDS) for each in kinds[:20])


def _names(said: object) -> list[str]:
    """Return the names of one or several people or houses, as JSON-LD says them."""
    some = said[:20] if isinstance(said, list) else [said]
    named = [each.get("name") if isinstance(each, dict) else each for each in some]
    return [each for each in named if isinstance(each, str)]


def _is_name(written: str) -> bool:
    return bool(written.strip()) and "://" not in written


def _first(*said: object) -> str:
    return next((_plain(each) for each in said if isinstance(each, str) and each.strip()), "")


def _plain(written: str) -> str:
    return as_plain(Written(written, Kind.EITHER), 500).strip()


def _instant(said: tuple[object, ...], now: datetime) -> datetime | None:
    for each in said:
        if isinstance(each, str) and (read := read_date(each, now)):
            return read[0]
    return None
