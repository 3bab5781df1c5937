"""Takes the text of an article out of its page. Runs where a hostile page can be killed."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

from comms.adapters.feeds.decoding import decode
from comms.adapters.pages.access import access
from comms.core import foreign

LONGEST = 200_000  # characters that are kept


def article(body: bytes, url: str, headers: Mapping[str, str]) -> tuple[str, bool | None]:
    """Return the text of an article as clean HTML, and whether it is for subscribers alone.

    Empty when a page holds none; None when it does not say. What a page for subscribers shows to
    everybody is a teaser, and no text: only its standfirst is taken, which everybody may read and
    which is nothing else. (What such a page hides from everybody's eyes is not taken either.)
    """
    page = decode(body, headers.get("content-type", ""))
    is_paid, standfirst = access(page)
    text = _block(standfirst) if is_paid else _text(page, url)
    return foreign.clean(text, url)[:LONGEST].strip(), is_paid


def _text(page: str, url: str) -> str:
    found = _extractor().extract(
        page,
        url=url,
        output_format="html",
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_images=False,
    )
    return found or ""


def _block(standfirst: str) -> str:
    return f"<p>{standfirst}</p>" if standfirst else ""


@lru_cache(maxsize=1)
def _extractor() -> Any:
    return import_module("trafilatura")
