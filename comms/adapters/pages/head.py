"""What a page says of its article in its head: title, site, people, hour; not its text.

Bounded everywhere: a page may be of any size, and say anything any number of times.
"""

import re
from datetime import datetime

from comms.adapters.feeds.dates import read_date
from comms.adapters.feeds.decoding import decode
from comms.adapters.feeds.texts import as_plain
from comms.adapters.feeds.values import Document, Kind
from comms.adapters.pages import marks
from comms.adapters.pages.access import is_paid
from comms.adapters.pages.values import Head

_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{1,1000})<", re.IGNORECASE)
_LANG = re.compile(r"<html\b[^<>]{0,500}?\blang\s?=\s?[\"']?([a-zA-Z-]{2,20})", re.IGNORECASE)
_TAG = re.compile(r"[a-zA-Z-]{2,20}")
_FAR = 500_000  # characters that are looked at


def read_head(page: Document, now: datetime) -> Head:
    """Return what the head of a page says of its article."""
    text = decode(page.body, page.headers.get("content-type", ""))[:_FAR]
    said, nodes = marks.metas(text), marks.nodes(text)
    metas = dict(reversed(said))
    node = next(filter(marks.is_article, nodes), {})
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
        lang=lang or _tag(node.get("inLanguage")),
        is_paid=bool(is_paid(nodes, said)),
    )


def _tag(said: object) -> str:
    """Return what is the tag of a language, of all that a page may call its own."""
    return said if isinstance(said, str) and _TAG.fullmatch(said) else ""


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
    return as_plain(written, Kind.EITHER, 500).strip()


def _instant(said: tuple[object, ...], now: datetime) -> datetime | None:
    for each in said:
        if isinstance(each, str) and (read := read_date(each, now)):
            return read[0]
    return None
