"""Takes the text of an article out of its page. Runs where a hostile page can be killed."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

from comms.adapters.feeds.decoding import decode
from comms.core import foreign

LONGEST = 200_000  # characters that are kept


def article(body: bytes, url: str, headers: Mapping[str, str]) -> str:
    """Return the text of an article as clean HTML; empty when a page holds none."""
    page = decode(body, headers.get("content-type", ""))
    found = _extractor().extract(
        page,
        url=url,
        output_format="html",
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_images=False,
    )
    return foreign.clean(found or "", url)[:LONGEST].strip()


@lru_cache(maxsize=1)
def _extractor() -> Any:
    return import_module("trafilatura")
